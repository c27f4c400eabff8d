import type { BrowserClient } from '@jse/sdk/browser';
import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { recordPdf } from '../record/record-pdf.ts';
import type { CodeEntry } from '../otp-frame/isolation.ts';
import { saveFile } from '../signer/save-file.ts';
import { problemOf } from '../signer/signer-failure.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { recordSections } from './batch-record.ts';
import { BatchSignedEvent, BeforeBatchEvent, EntriesLaunchedEvent } from './parapheur.events.ts';
import { ParapheurFlow } from './parapheur-flow.ts';
import type { TrayState, TrayStep } from './parapheur-machine.ts';
import { batchOf, type Filter, type Row, shown, totalsOf } from './parapheur-model.ts';
import { batchStyles } from './batch.styles.ts';
import { parapheurStyles } from './parapheur.styles.ts';
import { parapheurTerms } from './parapheur.terms.ts';
import { type Look, outcomeWords, type ParapheurView, problemNotice, title } from './parapheur-view.ts';
import {
  codeScreen,
  consentScreen,
  doneScreen,
  fetchingScreen,
  interruptedScreen,
  isolatedScreen,
} from './render-batch.ts';
import { listActions, listScreen } from './render-list.ts';
import { lookPanel } from './render-look.ts';

type Screen = 'loading' | 'list' | 'fetching' | 'isolated' | 'consent' | 'code' | 'interrupted' | 'done' | 'failed';
const screens: Partial<Record<TrayStep, Screen>> = {
  launching: 'list',
  'sending-code': 'consent',
  'resending-code': 'code',
  signing: 'code',
  checking: 'interrupted',
};
/** Registers what asks for the code. What can't be loaded now is asked for again with the next batch. */
const loadPrompts = (): Promise<unknown> =>
  Promise.allSettled([import('../otp-prompt/otp-prompt.define.ts'), import('../otp-frame/otp-frame.define.ts')]);
const screenOf = (step: TrayStep): Screen => screens[step] ?? (step as Screen);

/**
 * The expert's tray: everything that waits for his act. What deserves a second look stands first; he looks at documents,
 * chooses some or all, consents once with the list shown, and signs them with one code. Consent and code are given in a
 * frame of the platform's own; inline, scripts of the host's page can see what is typed.
 *
 * @tagname jse-parapheur
 * @slot empty - Shown while nothing waits.
 * @fires {BeforeBatchEvent} jse-before-batch - Cancelable: what was chosen is about to be read and signed.
 * @fires {BatchSignedEvent} jse-batch-signed - A batch was signed, or a part of it.
 * @fires {EntriesLaunchedEvent} jse-entries-launched - Collections were launched from the tray.
 * @csspart list - The list of what waits.
 * @csspart entry - One entry.
 * @csspart look - The look at a document.
 * @csspart actions - The bar with what is chosen, at the foot of the screen.
 */
export class JseParapheur extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, parapheurStyles, batchStyles];

  /** The client of a parapheur session; default: the provider's. */
  @property({ attribute: false })
  client: BrowserClient | undefined;

  /**
   * Where consent and code are given: in a frame of the platform's own, unless this says `inline` and the platform lets
   * it.
   */
  @property({ attribute: 'code-entry' })
  codeEntry: CodeEntry = '';

  @consume({ context: clientContext, subscribe: true })
  @state()
  private provided: BrowserClient | undefined;

  @state() private filter: Filter = 'all';
  @state() private search = '';
  @state() private current = '';
  @state() private look: Look | undefined;
  @state() private consented = false;
  @state() private consentMissing = false;

  /** @internal The element’s words. */
  readonly t = new Localize(this, parapheurTerms);
  private readonly flow = new ParapheurFlow(this, (after, before) => {
    this.onState(after, before);
  });
  private used: BrowserClient | undefined;
  private focusNext: string | undefined;
  private prompts: Promise<unknown> | undefined;

  /** The step that the person is at. */
  get step(): TrayStep {
    return this.flow.state.step;
  }

  protected override willUpdate(): void {
    const client = this.client ?? this.provided;
    if (!client || client === this.used) return;
    this.used = client;
    this.flow.start(client, this.codeEntry);
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.focusNext === undefined) return;
    const target = this.renderRoot.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = undefined;
    target?.focus();
  }

  protected override render(): TemplateResult {
    const view = this.view();
    const screen = screenOf(this.step);
    return html`<section class="tray ${screen} ${this.look ? 'with-look' : ''}" aria-label=${this.t.term('label')}>
      <div class="panel">${this.panel(view, screen)}</div>
      ${screen === 'list' ? lookPanel(view) : nothing}
      ${
        screen === 'list' && this.flow.rows.length > 0
          ? html`<div class="bar" part="actions">${listActions(view)}</div>`
          : nothing
      }
    </section>`;
  }

  private panel(view: ParapheurView, screen: Screen): TemplateResult {
    switch (screen) {
      case 'loading':
        return html`<p class="muted" role="status">${this.t.term('loading')}</p>`;
      case 'failed':
        return html`${title(this.t.term('failed'))} ${problemNotice(view, this.flow.state.problem)}
          <button class="button" type="button" @click=${() => this.flow.reload()}>${this.t.term('tryAgain')}</button>`;
      case 'list':
        return listScreen(view);
      case 'fetching':
        return fetchingScreen(view);
      case 'isolated':
        return isolatedScreen(view);
      case 'consent':
        return consentScreen(view);
      case 'code':
        return codeScreen(view);
      case 'interrupted':
        return interruptedScreen(view);
      case 'done':
        return doneScreen(view);
    }
  }

  private view(): ParapheurView {
    const { t, flow, filter, search, look, consented, consentMissing } = this;
    const visible = shown(flow.rows, filter, search);
    const current = visible.some(({ key }) => key === this.current) ? this.current : (visible[0]?.key ?? '');
    return {
      t,
      flow,
      filter,
      search,
      visible,
      current,
      look,
      consented,
      consentMissing,
      narrow: (changes) => Object.assign(this, changes),
      openLook: (row, documentId) => void this.openLook(row, documentId),
      closeLook: () => {
        this.closeLook();
      },
      focusRow: (key) => (this.current = key),
      rowKey: (event, row) => {
        this.onRowKey(event, row, visible);
      },
      tick: (on) => {
        this.consented = on;
        this.consentMissing = false;
      },
      giveConsent: () => void this.giveConsent(),
      beginBatch: () => {
        this.beginBatch();
      },
      saveRecord: () => void this.saveRecord(),
    };
  }

  private onRowKey(event: KeyboardEvent, row: Row, visible: readonly Row[]): void {
    const onBox = (event.target as HTMLElement).matches('input');
    const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step !== undefined) {
      const at = visible.indexOf(row) + step;
      const next = visible[Math.max(0, Math.min(visible.length - 1, at))];
      this.renderRoot.querySelector<HTMLElement>(`[data-key="${CSS.escape(next?.key ?? '')}"]`)?.focus();
    } else if (event.key === 'Enter' && onBox) void this.openLook(row);
    else if (event.key === 'Escape' && this.look) this.closeLook();
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && onBox)
      this.flow.choose(
        visible.map(({ key }) => key),
        true,
      );
    else return;
    event.preventDefault();
  }

  private async openLook(row: Row, documentId = row.collection.documents[0]?.id ?? ''): Promise<void> {
    const opened: Look = { row, documentId, bytes: undefined, problem: undefined };
    this.look = opened;
    this.current = row.key;
    this.focusNext = '#look-title';
    try {
      const bytes = await this.flow.open(row, documentId);
      this.flow.markSeen(row);
      if (this.look === opened) this.look = { ...opened, bytes };
    } catch (error) {
      if (this.look === opened) this.look = { ...opened, problem: problemOf(error) };
    }
  }

  private closeLook(): void {
    const key = this.look?.row.key ?? '';
    this.look = undefined;
    this.focusNext = `[data-key="${CSS.escape(key)}"]`;
  }

  private beginBatch(): void {
    const batch = batchOf(this.flow.chosenRows);
    const { costCents } = totalsOf(batch, this.flow.creditCents);
    const ids = batch.map(({ collection }) => collection.id);
    if (!this.dispatchEvent(new BeforeBatchEvent(ids, costCents))) return;
    this.look = undefined;
    this.consented = false;
    this.prompts = loadPrompts();
    void this.flow.sign();
  }

  private async giveConsent(): Promise<void> {
    if (this.consented) {
      await this.prompts;
      return this.flow.consent(this.t.language());
    }
    this.consentMissing = true;
    this.focusNext = '#consent';
  }

  private async saveRecord(): Promise<void> {
    const { t, flow } = this;
    const hashes = new Map(flow.ceremony?.results.map(({ documentId, sha256 }) => [documentId, sha256]));
    const at = t.date(new Date(), { dateStyle: 'long', timeStyle: 'medium' });
    const bytes = await recordPdf({
      title: t.term('recordTitle'),
      subtitle: t.term('recordAt', at, flow.ceremony?.reference ?? ''),
      note: t.term('recordNote'),
      sections: recordSections(flow.outcomes, hashes, (outcome) => outcomeWords({ t }, outcome)),
    });
    saveFile(bytes, t.term('recordFile'), 'application/pdf');
  }

  private onState(after: TrayState, before: TrayState): void {
    const moved = screenOf(after.step) !== screenOf(before.step);
    if (moved && before.step !== 'loading' && after.step !== 'loading') this.focusNext = '#step-title';
    if (after.step === 'done') {
      this.dispatchEvent(new BatchSignedEvent(this.flow.ceremony?.id ?? '', this.flow.outcomes));
    }
    const ids = this.flow.launched?.ids ?? [];
    if (before.step === 'launching' && ids.length > 0) this.dispatchEvent(new EntriesLaunchedEvent(ids));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-parapheur': JseParapheur;
  }
}
