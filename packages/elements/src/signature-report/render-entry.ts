import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';
import type { VerificationState } from './verification.ts';
import type { SignatureReportTerms } from './signature-report.terms.fr.ts';

/** What the screens before the report are drawn from. */
export interface EntryView {
  readonly t: Localize<SignatureReportTerms>;
  readonly over: boolean;
  readonly fixed: boolean;
  take(files: readonly File[]): void;
  cancel(): void;
}

/** Where a file is dropped or chosen. */
export function entry(view: EntryView): TemplateResult {
  const { t, over, fixed } = view;
  if (fixed) return html`<p class="muted">${t.term('noFile')}</p>`;
  return html`<div class="drop ${over ? 'over' : ''}" part="drop">
    <h2 class="title" id="step-title" tabindex="-1">${t.term('title')}</h2>
    <p class="muted">${t.term('drop')}</p>
    <label class="button primary">
      ${t.term('choose')}
      <input
        class="visually-hidden"
        type="file"
        accept="application/pdf,.pdf"
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const files = [...(input.files ?? [])];
          // The same file chosen again is a change too.
          input.value = '';
          if (files.length > 0) view.take(files);
        }}
      />
    </label>
    <p class="muted small">${t.term('local')}</p>
  </div>`;
}

/** The work going on. */
export function progress(view: EntryView, state: VerificationState & { step: 'verifying' }): TemplateResult {
  const { t } = view;
  const { name, done, total } = state;
  return html`<div class="card working">
    <h2 class="title" id="step-title" tabindex="-1">${t.term('verifying', name)}</h2>
    <progress aria-label=${t.term('label')} max=${total || nothing} .value=${total ? done : nothing}></progress>
    <p class="muted" role="status">${t.term('progress', done, total)}</p>
    <button class="button" type="button" @click=${() => view.cancel()}>${t.term('cancel')}</button>
  </div>`;
}

const known = ['NOT_A_PDF', 'TOO_LARGE', 'INVALID_TRUST_ANCHOR'] as const;

/** A file of which no report can be made, and the way to another one. */
export function failure(view: EntryView, { name, code }: VerificationState & { step: 'failed' }): TemplateResult {
  const { t } = view;
  const key = known.find((one) => one === code) ?? 'UNREADABLE';
  return html`<div class="notice danger" role="alert">
      <p><strong>${t.term('failedTitle')}</strong>${name ? html` · ${name}` : nothing}</p>
      <p>${t.term(key)}</p>
    </div>
    ${view.fixed ? nothing : entry(view)}`;
}
