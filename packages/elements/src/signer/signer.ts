import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { pdfAssetsContext } from '../context/pdf-assets-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import type { CodeEntry } from '../otp-frame/isolation.ts';
import type { PdfAssets } from '../pdf-pages/pdf-assets.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import { preloadPdf } from '../pdf-pages/preload-pdf.ts';
import { adoptMoreStyles } from '../theme/adopt-styles.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { documentArea, readingActions, readingAside, readingPanel } from './render-reading.ts';
import { saveFile, withSuffix } from './save-file.ts';
import { RefusedEvent, SignedEvent, SignerStateEvent } from './signer.events.ts';
import { SignerFlow } from './signer-flow.ts';
import type { SignerState, SignerStep } from './signer-machine.ts';
import type { SignerClient } from './signer-task.ts';
import {
  emptyForm,
  isSeal,
  loadingPanel,
  momentText,
  screenOf,
  type SignerForm,
  type SignerScreen,
  type SignerView,
  type Support,
} from './signer-view.ts';
import { signerPartsStyles } from './signer-parts.styles.ts';
import { signerStyles } from './signer.styles.ts';
import { signerTerms } from './signer.terms.ts';
import { signerName } from './situation.ts';

type Later = typeof import('./later.ts');
interface Drawn {
  readonly panel: (view: SignerView) => TemplateResult;
  readonly actions?: (view: SignerView) => TemplateResult;
}

/** What follows the reading, once it is loaded; nothing of it is needed to begin with. */
const laterScreens = (later: Later): Record<Exclude<SignerScreen, 'loading' | 'reading'>, Drawn> => ({
  identity: { panel: later.identityPanel, actions: later.identityActions },
  isolated: { panel: later.isolatedPanel, actions: later.isolatedActions },
  consent: { panel: later.consentPanel, actions: later.consentActions },
  code: { panel: later.codePanel, actions: later.codeActions },
  progress: { panel: later.progressPanel },
  refusal: { panel: later.refusalPanel, actions: later.refusalActions },
  outcome: { panel: later.outcomePanel },
});
const withDocument: ReadonlySet<SignerScreen> = new Set(['reading', 'identity', 'isolated', 'consent', 'code']);
const stepper = { reading: 0, identity: 1, isolated: 1, consent: 1, code: 2, progress: 2 } as const;
/** After so many milliseconds a part that could not be loaded is asked for again. */
const again = 2000;
/** Not before the page answers to the person, but for a page that is always busy; Safari knows no idle time. */
const soon = (work: () => void) => globalThis.requestIdleCallback?.(work, { timeout: again }) ?? setTimeout(work);

/**
 * Reading, consent, code and signature of one signer, from the invitation to the proof. It shows the documents, has the
 * consent given in the platform's words, asks for the code, and checks on this device that what came back is what was
 * read. At every level but simple consent and code are given in a frame of the platform's own; inline, scripts of the
 * host's page can see what is typed.
 *
 * @tagname jse-signer
 * @slot support - Help of the host's own at the foot.
 * @fires {SignedEvent} jse-signed - The platform has signed; what the device found out is in the event.
 * @fires {RefusedEvent} jse-refused - The signer refused, which ends the collection.
 * @fires {SignerStateEvent} jse-signer-state - Another step.
 * @csspart header - Who asks for what, and the steps.
 * @csspart document - The area of the document.
 * @csspart panel - What the step asks.
 * @csspart actions - The bar of buttons, at the foot of the screen on a phone.
 * @cssprop [--jse-signer-actions-background=Canvas] - Ground of the part `actions`; give it the page's own.
 */
export class JseSigner extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, signerStyles, signerPartsStyles];

  /** The collection to sign; default: the session's. */
  @property({ attribute: 'collection-id' })
  collectionId = '';

  /** The signer; default: the session's. */
  @property({ attribute: 'signer-id' })
  signerId = '';

  /** Certificates (DER or PEM) that the device's own check trusts; without any it says nothing about the certificate. */
  @property({ attribute: false })
  trustAnchors: readonly Uint8Array[] = [];

  /** Whom to ask for help, shown with errors. */
  @property({ attribute: false })
  support: Support | undefined;

  /** The client of a session for signing; default: the provider's. */
  @property({ attribute: false })
  client: SignerClient | undefined;

  /**
   * Where consent and code are given: `isolated`, in a frame of the platform's own; `inline`, in this page, if the
   * platform lets it; by default in the frame at every level but simple.
   */
  @property({ attribute: 'code-entry' })
  codeEntry: CodeEntry = '';

  /** Every document has to be opened before the consent; how far it was scrolled is never looked at. */
  @property({ type: Boolean, attribute: 'require-reading' })
  requireReading = false;

  @consume({ context: clientContext, subscribe: true })
  @state()
  private provided: SignerClient | undefined;

  @consume({ context: pdfAssetsContext, subscribe: true })
  private assets: Partial<PdfAssets> | undefined;

  @state() private form: SignerForm = emptyForm;
  @state() private later: Later | undefined;
  @query('#step-title') private heading!: HTMLElement | null;
  @query('jse-pdf-pages') private pages!: JsePdfPages | null;

  /** @internal The element’s words. */
  readonly t = new Localize(this, signerTerms);
  private readonly flow = new SignerFlow(this, (state, before) => {
    this.onState(state, before);
  });
  private moved = false;
  private used: SignerClient | undefined;
  private loadingLater: Promise<void> | undefined;
  private noDocument = new AbortController();

  /** The step that the signer is at. */
  get step(): SignerStep {
    return this.flow.state.step;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.noDocument.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { collectionId, signerId, trustAnchors, codeEntry, requireReading } = this;
    const client = this.client ?? this.provided;
    const another = client !== this.used || changed.has('collectionId') || changed.has('signerId');
    if (!client || !another) return;
    this.used = client;
    this.noDocument.abort();
    this.noDocument = new AbortController();
    preloadPdf(this.assets, this.noDocument.signal).catch(() => undefined);
    this.flow.start({ client, collectionId, signerId, trustAnchors, codeEntry, requireReading });
  }

  protected override updated(): void {
    if (!this.moved || !this.heading) return;
    this.moved = false;
    this.heading.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const view = this.view();
    const screen = screenOf(this.step);
    const { panel, actions } = this.drawn(screen);
    const beside = withDocument.has(screen);
    return html`<section class="signer ${screen}" aria-label=${this.t.term('label')}>
      ${this.header(view)}
      <div class="work ${beside ? 'with-document' : 'alone'}">
        <div class="panel" part="panel">${panel(view)}</div>
        ${beside ? html`<div class="document" part="document">${documentArea(view)}</div>` : nothing}
        ${screen === 'reading' ? html`<div class="aside">${readingAside(view)}</div>` : nothing}
        ${actions ? html`<div class="actions" part="actions">${actions(view)}</div>` : nothing}
      </div>
      <slot name="support"></slot>
      <p class="visually-hidden" role="status">${this.announcement()}</p>
    </section>`;
  }

  private drawn(screen: SignerScreen): Drawn {
    if (screen === 'reading') return { panel: readingPanel, actions: readingActions };
    if (screen === 'loading' || !this.later) return { panel: loadingPanel };
    return laterScreens(this.later)[screen];
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    if (this.later || !this.loadingLater) return done;
    await this.loadingLater;
    return super.getUpdateComplete();
  }

  private startLater(): void {
    this.loadingLater ??= this.loadLater();
  }

  /** Loads what follows the reading while there is time; a line that breaks meanwhile only puts it off. */
  private async loadLater(): Promise<void> {
    try {
      const later = await import('./later.ts');
      later.defineOtpPrompt();
      later.defineOtpFrame();
      adoptMoreStyles(this, later.signerLaterStyles);
      this.later = later;
    } catch {
      setTimeout(() => {
        if (this.isConnected) this.loadingLater = this.loadLater();
      }, again);
    }
  }

  private header(view: SignerView): TemplateResult | typeof nothing {
    const { collection, signer } = this.flow;
    if (!collection || !signer || this.step === 'loading') return nothing;
    const screen = screenOf(this.step);
    const firm = collection.firm.name;
    return html`<header part="header">
      <p class="asks">${screen === 'outcome' ? firm : this.t.term(isSeal(view) ? 'asksSeal' : 'asks', firm)}</p>
      <h2>${collection.title}</h2>
      ${
        screen === 'reading'
          ? html`<p class="small muted">
                ${collection.expiresAt ? this.t.term('until', momentText(view, collection.expiresAt)) : nothing}
                ${this.t.term(isSeal(view) ? 'asSeal' : 'as', signerName(signer))}
              </p>
              ${collection.message ? html`<p class="message">${collection.message}</p>` : nothing}`
          : nothing
      }
      ${screen in stepper ? this.steps(stepper[screen as keyof typeof stepper]) : nothing}
    </header>`;
  }

  private steps(current: number): TemplateResult {
    const words = ['stepRead', 'stepConsent', 'stepCode'] as const;
    return html`<ol class="steps" aria-label=${this.t.term('steps')}>
      ${words.map(
        (word, index) =>
          html`<li
            class=${index < current ? 'done' : index === current ? 'now' : 'next'}
            aria-current=${index === current ? 'step' : 'false'}
          >
            ${this.t.term(word)}
          </li>`,
      )}
    </ol>`;
  }

  private announcement(): string {
    switch (this.step) {
      case 'sending-code':
      case 'resending-code':
        return this.t.term('sendingCode');
      case 'signing':
        return `${this.t.term('signing')} ${this.t.term('signingText')}`;
      default:
        return '';
    }
  }

  private view(): SignerView {
    return {
      t: this.t,
      flow: this.flow,
      form: this.form,
      support: this.support,
      wordsOf: this.later?.wordsOf,
      everyDocument: this.requireReading,
      change: (form) => (this.form = { ...this.form, ...form }),
      giveConsent: () => void this.giveConsent(),
      sendRefusal: () => void this.sendRefusal(),
      sendIdentity: () => void this.sendIdentity(),
      showPlace: (page) => this.pages?.scrollToPage(page),
      save: (documentId, signed) => void this.save(documentId, signed),
      saveCalendar: () => void this.saveCalendar(),
      drawn: () => soon(() => this.startLater()),
    };
  }

  private async giveConsent(): Promise<void> {
    if (this.form.consented) return this.flow.consent(this.t.language());
    this.form = { ...this.form, consentMissing: true };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#consent')?.focus();
  }

  private async sendRefusal(): Promise<void> {
    const reason = this.form.reason.trim();
    if (reason !== '' && this.form.refusalConfirmed) return this.flow.refuse(reason);
    this.form = { ...this.form, refusalIncomplete: true };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(reason === '' ? '#reason' : '#confirm')?.focus();
  }

  private async sendIdentity(): Promise<void> {
    const { front, back } = this.form;
    if (front && back) {
      const { fittedImage } = await import('./identity-image.ts');
      const [fittedFront, fittedBack] = await Promise.all([fittedImage(front), fittedImage(back)]);
      return this.flow.submitIdentity({ front: fittedFront, back: fittedBack });
    }
    this.form = { ...this.form, identityIncomplete: true };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(front ? '#back' : '#front')?.focus();
  }

  private async save(documentId: string, signed: boolean): Promise<void> {
    const document = this.flow.collection?.documents.find(({ id }) => id === documentId);
    const bytes = signed ? await this.flow.download(documentId) : this.flow.files.get(documentId)?.reviewed;
    if (!document || !bytes) return;
    saveFile(bytes, signed ? withSuffix(document.name, 'signe') : document.name, 'application/pdf');
  }

  private async saveCalendar(): Promise<void> {
    const { collection } = this.flow;
    const { calendarFile } = this.later ?? (await import('./later.ts'));
    if (!collection?.expiresAt) return;
    const title = this.t.term('calendarTitle', collection.title);
    const text = this.t.term('calendarText', collection.firm.name);
    const file = calendarFile({ id: collection.id, at: collection.expiresAt, title, text }, new Date());
    saveFile(file, 'echeance.ics', 'text/calendar');
  }

  private onState(state: SignerState, before: SignerState): void {
    if (state.step === 'loading') this.form = emptyForm;
    // What follows the first document waits until that is drawn.
    else if (state.step !== 'reading' || state.problem) this.startLater();
    if (screenOf(state.step) === 'outcome') this.noDocument.abort();
    const first = before.step === 'loading' && screenOf(state.step) !== 'outcome';
    if (!first && screenOf(state.step) !== screenOf(before.step)) this.moved = true;
    this.dispatchEvent(new SignerStateEvent(state.step, before.step, state.problem?.code ?? null));
    const { collection, signer } = this.flow;
    if (!collection || !signer) return;
    if (state.step === 'signed' && before.step === 'proving') {
      const documents = [...this.flow.files.values()].map(({ document, proof }) => ({
        id: document.id,
        name: document.name,
        proof: proof ?? null,
      }));
      this.dispatchEvent(new SignedEvent(collection.id, signer.id, documents));
    }
    if (state.step === 'refused' && before.step === 'sending-refusal') {
      this.dispatchEvent(new RefusedEvent(collection.id, signer.id, this.form.reason.trim()));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-signer': JseSigner;
  }
}
