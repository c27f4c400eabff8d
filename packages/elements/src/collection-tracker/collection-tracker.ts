import type { BrowserClient, Collection, Signer, StreamedEvent } from '@jse/sdk/browser';
import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { blankPerson, checkPerson } from '../collection-builder/person-form.ts';
import { clientContext } from '../context/client-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { Ticker } from '../otp-prompt/ticker.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import {
  BeforeFollowUpEvent,
  CollectionUpdateEvent,
  type FollowUpAct,
  FollowUpEvent,
} from './collection-tracker.events.ts';
import { collectionTrackerStyles } from './collection-tracker.styles.ts';
import { collectionTrackerTerms } from './collection-tracker.terms.ts';
import { carryRow } from './order-drag.ts';
import { documentsCard, historyCard, proofCard } from './render-files.ts';
import { signersCard } from './render-signers.ts';
import { summary } from './render-summary.ts';
import { saveArchive, saveAttestation, saveDocument, saveEvidence } from './save-files.ts';
import { timelineStyles } from './timeline.styles.ts';
import { type TrackerClient, TrackerFlow } from './tracker-flow.ts';
import { actsOf, inOrder, moved, progressOf } from './tracker-model.ts';
import { actButton, nameOf, problemNotice, type Replacement, signerName, type TrackerView } from './tracker-view.ts';

/**
 * Follows one collection: who has signed, whose turn it is, until when; reminds, reorders, replaces, cancels, and has
 * files, archive and evidence. It hears of what happens from the platform's event stream, and asks every 15 seconds where
 * the platform has none for pages. What the member may not do is not offered.
 *
 * @tagname jse-collection-tracker
 * @fires {BeforeFollowUpEvent} jse-before-follow-up - Cancelable: the person is about to act.
 * @fires {FollowUpEvent} jse-follow-up - An act is done.
 * @fires {CollectionUpdateEvent} jse-collection-update - The collection as it is now.
 * @csspart summary - State, progress, deadline and acts.
 * @csspart deadline - Until when, and how long that is.
 * @csspart timeline - The signers in their order.
 * @csspart signer - One of them.
 */
export class JseCollectionTracker extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, collectionTrackerStyles, timelineStyles];

  /** The collection; default: the session's. */
  @property({ attribute: 'collection-id' })
  collectionId = '';

  /** The client of a follow session; default: the provider's. */
  @property({ attribute: false })
  client: BrowserClient | undefined;

  @consume({ context: clientContext, subscribe: true })
  @state()
  private provided: BrowserClient | undefined;

  @state() private ordering: readonly Signer[] | undefined;
  @state() private replacement: Replacement | undefined;
  @state() private spoken = '';
  @query('dialog') private dialog!: HTMLDialogElement | null;

  /** @internal The element’s words. */
  readonly t = new Localize(this, collectionTrackerTerms);
  private readonly flow = new TrackerFlow(this, (collection, event) => {
    this.onNews(collection, event);
  });
  private readonly ticker = new Ticker(this, () => this.collection !== undefined, 30_000);
  private used: BrowserClient | undefined;
  private focusNext: string | undefined;

  /** The collection as it is shown; undefined while it is not read. */
  get collection(): Collection | undefined {
    return this.flow.collection;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const client = this.client ?? this.provided;
    if (!client || (client === this.used && !changed.has('collectionId'))) return;
    this.used = client;
    [this.ordering, this.replacement] = [undefined, undefined];
    this.flow.start(client, this.collectionId);
  }

  protected override updated(): void {
    if (this.focusNext === undefined) return;
    const target = this.renderRoot.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = undefined;
    target?.focus();
  }

  protected override render(): TemplateResult {
    const { t, collection, flow } = this;
    return html`<section class="tracker" aria-label=${t.term('label')} aria-busy=${collection ? 'false' : 'true'}>
      ${collection && !flow.failed ? this.following(this.view(collection)) : this.without()}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    </section>`;
  }

  private without(): TemplateResult {
    const { t, flow } = this;
    if (!flow.failed) return html`<p class="muted">${t.term('loading')}</p>`;
    return html`<div class="card failed">
      <p>${t.term('failed')}</p>
      ${problemNotice({ t }, flow.failed)}
      <button class="button" type="button" @click=${() => this.used && flow.start(this.used, this.collectionId)}>
        ${t.term('tryAgain')}
      </button>
    </div>`;
  }

  private following(view: TrackerView): TemplateResult {
    return html`${summary(view)}
      <div class="columns">
        ${signersCard(view)}
        <div class="side">${documentsCard(view)} ${proofCard(view)} ${historyCard(view)}</div>
      </div>
      ${view.acts.has('cancel') ? this.question(view) : nothing}`;
  }

  private question(view: TrackerView): TemplateResult {
    const { t, flow } = this;
    const { signed } = progressOf(view.collection.signers);
    return html`<dialog
      aria-labelledby="question-title"
      aria-describedby="question-text"
      @close=${() => {
        this.renderRoot.querySelector<HTMLElement>('#cancel')?.focus();
      }}
    >
      <h3 id="question-title" tabindex="-1">${t.term('cancelTitle')}</h3>
      <p id="question-text">${t.term('cancelHint', signed)}</p>
      <div class="buttons">
        ${actButton({ flow }, { name: 'keep', words: t.term('keep') }, () => this.dialog?.close())}
        ${actButton({ flow }, { name: 'confirm-cancel', words: t.term('cancelConfirm'), look: 'danger' }, () => {
          void this.cancel();
        })}
      </div>
    </dialog>`;
  }

  private view(collection: Collection): TrackerView {
    const { t, flow, ordering, replacement } = this;
    return {
      t,
      flow,
      collection,
      replacement,
      acts: actsOf(collection, flow.rights),
      now: this.ticker.now() + flow.offset,
      signers: ordering ?? inOrder(collection.signers),
      ordering: ordering !== undefined,
      remind: () => void this.act('remind', null, ({ collections }, { id }) => collections.remind(id)),
      startOrder: () => {
        [this.ordering, this.replacement] = [inOrder(collection.signers), undefined];
        this.focusNext = '#signers-title';
      },
      endOrder: () => {
        this.endOrder();
      },
      saveOrder: () => void this.saveOrder(),
      move: (id, by) => {
        this.move(id, by);
        const way = by < 0 ? 'up' : 'down';
        this.focusNext = `:is(#${way}-${CSS.escape(id)}, #${way === 'up' ? 'down' : 'up'}-${CSS.escape(id)}):enabled`;
      },
      drag: (event, id) => {
        const list = this.renderRoot.querySelector<HTMLElement>('.timeline');
        const move = (by: number) => {
          this.move(id, by);
        };
        if (list) carryRow(event, id, { list, move });
      },
      openReplacement: (signerId) => {
        this.replacement = { signerId, memberId: '', person: blankPerson, faults: {} };
        this.focusNext = '#replacement-title';
        void flow.loadMembers();
      },
      changeReplacement: (changes) => {
        if (this.replacement) this.replacement = { ...this.replacement, ...changes };
      },
      closeReplacement: () => {
        this.closeReplacement();
      },
      replace: () => void this.replace(),
      unlock: (signer) => void this.unlock(signer),
      attestation: (signer) =>
        void this.act('attestation', signer.id, saveAttestation({ t }, signer), `attestation-${signer.id}`),
      askCancel: () => {
        flow.forget();
        this.dialog?.showModal();
        this.renderRoot.querySelector<HTMLElement>('#question-title')?.focus();
      },
      download: (document) => void this.act('download', null, saveDocument(document), `download-${document.id}`),
      archive: () => void this.act('archive', null, saveArchive({ t })),
      evidence: () => void this.act('evidence', null, saveEvidence({ t })),
    };
  }

  /** Asks the host, does it, tells host and person. */
  private async act(
    act: FollowUpAct,
    signerId: string | null,
    call: (client: TrackerClient, collection: Collection) => Promise<unknown>,
    name: string = act,
  ): Promise<boolean> {
    const id = this.collection?.id ?? '';
    if (!this.dispatchEvent(new BeforeFollowUpEvent(act, id, signerId))) return false;
    this.spoken = '';
    if (!(await this.flow.act(name, call))) return false;
    this.spoken = this.t.term('done', act);
    this.dispatchEvent(new FollowUpEvent(act, id, signerId));
    return true;
  }

  private move(id: string, by: number): void {
    const before = this.ordering ?? [];
    const after = moved(before, id, by);
    if (after === before) return;
    this.ordering = after;
    const at = after.findIndex((one) => one.id === id);
    const signer = after[at];
    const name = signer ? signerName(signer, this.collection?.firm.name ?? '') : '';
    this.spoken = this.t.term('movedTo', name, at + 1, after.length);
  }

  private endOrder(): void {
    this.ordering = undefined;
    this.focusNext = '#start-order';
  }

  private async saveOrder(): Promise<void> {
    const order = this.ordering?.map(({ id }) => id) ?? [];
    const same = inOrder(this.collection?.signers ?? []).every(({ id }, at) => id === order[at]);
    if (same) {
      this.endOrder();
      return;
    }
    const call = ({ collections }: TrackerClient, { id, version }: Collection) =>
      collections.reorder(id, order, { ifMatch: version });
    await this.act('reorder', null, call);
    // What was refused is shown as it stands: the order was of another state.
    this.endOrder();
  }

  private closeReplacement(): void {
    this.focusNext = `#replace-${CSS.escape(this.replacement?.signerId ?? '')}`;
    this.replacement = undefined;
  }

  private async replace(): Promise<void> {
    const open = this.replacement;
    if (!open) return;
    const { signerId, memberId } = open;
    const { person, faults } = memberId ? { person: { memberId }, faults: {} } : await checkPerson(open.person, false);
    this.replacement = { ...open, faults };
    const first = Object.keys(faults)[0];
    if (first !== undefined) {
      this.focusNext = `#replacement-${first}`;
      return;
    }
    const { level: _, ...somebody } = { level: undefined, ...person };
    const done = await this.act('replace', signerId, ({ signers }, { id, version }) =>
      signers.replace(id, signerId, somebody, { ifMatch: version }),
    );
    if (!done) return;
    this.replacement = undefined;
    this.focusNext = '#signers-title';
  }

  private async unlock({ id: signerId }: Signer): Promise<void> {
    const unlocked = await this.act(
      'unlock',
      signerId,
      ({ signers }, { id }) => signers.unlock(id, signerId),
      `unlock-${signerId}`,
    );
    if (unlocked) await this.flow.reload();
  }

  private async cancel(): Promise<void> {
    await this.act('cancel', null, ({ collections }, { id, version }) => collections.cancel(id, { ifMatch: version }));
    this.dialog?.close();
    this.focusNext = '#tracker-title';
    this.requestUpdate();
  }

  /** What is said of an event; undefined where the page shows it well enough. */
  private wordsOf(collection: Collection, event: StreamedEvent): string | undefined {
    const said = (what: 'signed' | 'refused' | 'viewed' | 'completed', signerId: string | null) =>
      this.t.term('happening', what, nameOf(collection, signerId));
    switch (event.type) {
      case 'signer.signed':
        return said('signed', event.data.signatory.id);
      case 'signer.refused':
        return said('refused', event.data.signatory.id);
      case 'signer.viewed':
        return said('viewed', event.data.signatory.id);
      case 'collection.completed':
        return said('completed', null);
      default:
        return undefined;
    }
  }

  /** What happened is said, and an order that is no longer the collection's is given up. */
  private onNews(collection: Collection, event: StreamedEvent | undefined): void {
    if (this.ordering && !sameSigners(this.ordering, collection.signers)) this.ordering = undefined;
    if (!collection.signers.some(({ id }) => id === this.replacement?.signerId)) this.replacement = undefined;
    if (event) this.spoken = this.wordsOf(collection, event) ?? this.spoken;
    this.dispatchEvent(new CollectionUpdateEvent(collection, event ?? null));
  }
}

const sameSigners = (a: readonly Signer[], b: readonly Signer[]): boolean =>
  a.length === b.length && a.every(({ id, state: was }) => b.some((one) => one.id === id && one.state === was));

declare global {
  interface HTMLElementTagNameMap {
    'jse-collection-tracker': JseCollectionTracker;
  }
}
