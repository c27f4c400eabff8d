import type { SignatureReport, VerificationReport, VerifyOptions } from '@jse/verify';
import { consume } from '@lit/context';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { FileDrop } from '../collection-builder/file-drop.ts';
import { pdfAssetsContext } from '../context/pdf-assets-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { defaultPdfAssets, type PdfAssets } from '../pdf-pages/pdf-assets.ts';
import type { PdfSource } from '../pdf-pages/pdf-source.ts';
import { saveFile } from '../signer/save-file.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { ChangedPages } from './changed-pages.ts';
import { changes } from './render-changes.ts';
import { entry, type EntryView, failure, progress } from './render-entry.ts';
import { signatureCard } from './render-signature.ts';
import { timeline } from './render-timeline.ts';
import { findings, passwordForm, verdict } from './render-verdict.ts';
import { reportPdf } from './report-pdf.ts';
import { stemOf } from './report-model.ts';
import type { ReportView } from './report-view.ts';
import { reportPartsStyles } from './report-parts.styles.ts';
import { VerificationFailedEvent, VerifiedEvent } from './signature-report.events.ts';
import { signatureReportStyles } from './signature-report.styles.ts';
import { signatureReportTerms } from './signature-report.terms.ts';
import { FileVerification, type VerificationState } from './verification.ts';

/** What a file is verified anew for. */
const judged = ['trustAnchors', 'at', 'revocation', 'changePolicy', 'signatureKinds'] as const;

/**
 * Verifies a signed PDF that is dropped, chosen or given, and reports: the verdict in one sentence, each signature, the
 * revisions on a line, what changed after each signature with the pages before and after, the certificates. Everything
 * happens in the page: nothing of the file leaves it. Without trust anchors no identity can be confirmed, and it says so.
 *
 * @tagname jse-signature-report
 * @fires {VerifiedEvent} jse-verified - A file was verified; the report is in the event.
 * @fires {VerificationFailedEvent} jse-verification-failed - No report could be made of a file; the event has the code.
 * @csspart drop - Where a file is dropped.
 * @csspart verdict - The verdict.
 * @csspart signature - A signature's card.
 * @csspart timeline - The line of revisions.
 * @csspart changes - What changed after a signature.
 */
export class JseSignatureReport extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, signatureReportStyles, reportPartsStyles];

  /** The file to verify; a person may drop or choose another one, unless `fixed`. */
  @property({ attribute: false })
  file: PdfSource | undefined;

  /** What the file is called, where its source has no name. */
  @property({ attribute: 'file-name' })
  fileName = '';

  /** Whom to trust: certificates in DER or PEM, bundles. Give new ones by a new array. */
  @property({ attribute: false })
  trustAnchors: VerifyOptions['trustAnchors'] = [];

  /** The time at which the signatures are judged; default: now. */
  @property({ attribute: false })
  at: Date | undefined;

  /** Whether evidence of non-revocation is required: `required` (default) or `off`. */
  @property()
  revocation: NonNullable<VerifyOptions['revocation']> = 'required';

  /** What may come after a signature: `strict` (default), `adobe` or `dss`. */
  @property({ attribute: 'change-policy' })
  changePolicy: NonNullable<VerifyOptions['changePolicy']> = 'strict';

  /**
   * Which certificate policies (OIDs) tell the platform's kinds of signature (`simple`, `advanced`, `seal`); the sandbox's
   * when absent. Give new ones by a new object.
   */
  @property({ attribute: false })
  signatureKinds: VerifyOptions['signatureKinds'];

  /** No other file can be put in: for one that the host gives. */
  @property({ type: Boolean })
  fixed = false;

  @consume({ context: pdfAssetsContext, subscribe: true })
  @state()
  private pdfAssets: Partial<PdfAssets> | undefined;

  @state() private password = '';

  /** @internal The element’s words. */
  readonly t = new Localize(this, signatureReportTerms);
  private readonly verification = new FileVerification(this, (after) => {
    this.onEnd(after);
  });
  private readonly pages = new ChangedPages(this);
  private readonly drop = new FileDrop(this, ([first]) => {
    if (first) void this.verify(first);
  });
  private current: PdfSource | undefined;
  private moved = false;

  /** The report of the file, once there is one. */
  get report(): VerificationReport | undefined {
    const { state } = this.verification;
    return state.step === 'done' ? state.report : undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('file')) {
      if (this.file) void this.verify(this.file);
      else if (changed.get('file')) this.clear();
    } else if (this.current && judged.some((key) => changed.has(key))) {
      void this.verify(this.current, this.password);
    }
  }

  protected override updated(): void {
    if (!this.moved) return;
    this.moved = false;
    this.renderRoot.querySelector<HTMLElement>('#step-title')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { state } = this.verification;
    const droppable = !this.fixed;
    return html`<section
      class="report"
      aria-label=${this.t.term('label')}
      @dragover=${droppable ? this.drop.dragOver : undefined}
      @dragleave=${droppable ? this.drop.dragLeave : undefined}
      @drop=${droppable ? this.drop.take : undefined}
      @paste=${droppable ? this.drop.take : undefined}
    >
      ${this.screen(state)}
    </section>`;
  }

  private screen(state: VerificationState): TemplateResult {
    switch (state.step) {
      case 'empty':
        return entry(this.entryView());
      case 'verifying':
        return progress(this.entryView(), state);
      case 'failed':
        return failure(this.entryView(), state);
      case 'done':
        return this.done(this.view(state), state.report);
    }
  }

  private done(view: ReportView, { signatures, findings: own }: VerificationReport): TemplateResult {
    return html`${verdict(view)} ${passwordForm(view)} ${findings(view, own)}
    ${
      signatures.length > 0
        ? html`<section aria-labelledby="signatures-title">
            <h3 id="signatures-title">${this.t.term('signatures', signatures.length)}</h3>
            <ol class="signatures">
              ${signatures.map((signature, index) => signatureCard(view, signature, index))}
            </ol>
          </section>`
        : ''
    }
    ${changes(view)} ${timeline(view)}`;
  }

  private entryView(): EntryView {
    return {
      t: this.t,
      over: this.drop.over,
      fixed: this.fixed,
      take: ([first]) => {
        if (first) void this.verify(first);
      },
      cancel: () => {
        this.clear();
      },
    };
  }

  private view({ name, bytes, report }: VerificationState & { step: 'done' }): ReportView {
    const { t, pages, password } = this;
    const called = name || this.fileName;
    return {
      t,
      report,
      pages,
      password,
      name: called,
      fixed: this.fixed,
      typePassword: (typed) => (this.password = typed),
      verifyAgain: () => {
        if (this.current) void this.verify(this.current, this.password);
      },
      another: () => {
        this.clear();
        this.moved = true;
      },
      save: () => void this.save(called, bytes),
      saveData: () => {
        const file = `${t.term('reportFile', stemOf(called))}.json`;
        saveFile(JSON.stringify(report, null, 2), file, 'application/json');
      },
      saveRevision: (signature) => void this.saveRevision(called, bytes, signature),
      showPages: (signature) => {
        if (pages.signature === signature) pages.close();
        else void pages.show({ bytes, signature, assets: this.pdfAssets, password: password || undefined });
      },
    };
  }

  private async verify(file: PdfSource, password = ''): Promise<void> {
    this.current = file;
    this.password = password;
    this.pages.close();
    const { trustAnchors, at, revocation, changePolicy, signatureKinds } = this;
    const { verifyWorkerUrl: workerUrl } = { ...defaultPdfAssets(), ...this.pdfAssets };
    await this.verification.start(file, {
      trustAnchors,
      revocation,
      changePolicy,
      workerUrl,
      ...(at && { at }),
      ...(signatureKinds && { signatureKinds }),
      ...(password && { password }),
    });
  }

  private clear(): void {
    this.current = undefined;
    this.password = '';
    this.pages.close();
    this.verification.clear();
  }

  private onEnd(state: VerificationState): void {
    this.moved = true;
    if (state.step === 'done') this.dispatchEvent(new VerifiedEvent(state.report));
    if (state.step === 'failed') this.dispatchEvent(new VerificationFailedEvent(state.code));
  }

  private async save(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { state } = this.verification;
    if (state.step !== 'done') return;
    const pdf = await reportPdf({ t: this.t, name, report: state.report, bytes });
    saveFile(pdf, `${this.t.term('reportFile', stemOf(name))}.pdf`, 'application/pdf');
  }

  private async saveRevision(name: string, bytes: Uint8Array<ArrayBuffer>, signature: SignatureReport): Promise<void> {
    const { signedRevision } = await import('@jse/verify');
    const signed = signedRevision(bytes, signature) as Uint8Array<ArrayBuffer>;
    saveFile(signed, this.t.term('savedRevision', stemOf(name)), 'application/pdf');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-signature-report': JseSignatureReport;
  }
}
