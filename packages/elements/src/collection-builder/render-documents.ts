import type { Document } from '@jse/sdk/browser';
import { limits, uploadFindings } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { Upload } from './builder-draft.ts';
import { mayPass } from './builder-model.ts';
import { type BuilderView, card, failure, iconButton, fileSize, signs } from './builder-view.ts';

/** The documents: those that are there, those on their way, and the place to drop more. */
export function documentsCard(view: BuilderView): TemplateResult {
  const { t, draft } = view;
  const documents = draft.collection?.documents ?? [];
  const empty = documents.length === 0 && draft.uploads.length === 0;
  const words = html`<span class="drop-words">${signs.plus}${t.term('dropHere')}</span>`;
  return card(
    1,
    t.term('documents'),
    'documents-title',
    html`${
        empty
          ? nothing
          : html`<ul class="rows">
              ${documents.map((document) => documentRow(view, document))}
              ${draft.uploads.map((upload) => uploadRow(view, upload))}
            </ul>`
      }
      <label class="drop ${empty ? 'large' : ''}">
        <input
          class="visually-hidden"
          id="files"
          type="file"
          accept="application/pdf,.pdf,image/jpeg,image/png"
          multiple
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            view.act.addFiles([...(input.files ?? [])]);
            input.value = '';
          }}
        />
        ${empty ? html`<slot name="documents-empty">${words}</slot>` : words}
        <span class="button as-button">${t.term('choose')}</span>
        <span class="small muted">${t.term('limits', fileSize(view, limits.documentBytes))}</span>
      </label>`,
  );
}

function documentRow(view: BuilderView, { id, name, size, pages, findings }: Document): TemplateResult {
  const { t, draft } = view;
  return html`<li class="row">
    <span class="sign" aria-hidden="true">${signs.file}</span>
    <span class="what">
      <span class="name">${name}</span>
      <span class="small muted">${t.term('pages', pages.length)} · ${fileSize(view, size)}</span>
      ${findings.map(({ code, severity }) => html`<span class="small ${severity}">${findingText(view, code)}</span>`)}
    </span>
    ${iconButton(t.term('removeDocument', name), signs.trash, () => view.act.removeDocument(id, name), draft.busy)}
  </li>`;
}

function uploadRow(view: BuilderView, upload: Upload): TemplateResult {
  const { t, draft } = view;
  const { key, file, fault, error, signatures = 0 } = upload;
  const failed = fault !== undefined || error !== undefined;
  return html`<li class="row ${failed ? 'failed' : 'uploading'}">
    <span class="sign" aria-hidden="true">${signs.file}</span>
    <span class="what">
      <span class="name">${file.name}</span>
      ${signatures > 0 ? html`<span class="small" role="status">${t.term('signedAlready', signatures)}</span>` : nothing}
      ${
        failed
          ? html`<span class="small error" role="alert"
              >${error ? failure(view, error) : faultText(view, upload)}</span
            >`
          : progress(view, upload)
      }
    </span>
    ${error && (mayPass(error) || error.code === 'precondition_failed') ? iconButton(t.term('retryUpload', file.name), signs.retry, () => void draft.retryUpload(key)) : nothing}
    ${iconButton(t.term(failed ? 'dismiss' : 'cancelUpload', file.name), signs.cross, () => draft.dismissUpload(key))}
  </li>`;
}

function progress({ t }: BuilderView, { file, share }: Upload): TemplateResult {
  const percent = t.number(share, { style: 'percent' });
  return html`<span class="small muted">${share < 1 ? t.term('uploading', percent) : t.term('checking')}</span>
    <progress max="1" .value=${share} aria-label=${`${file.name} ${percent}`}></progress>`;
}

/** A remark in words; one that this version does not know by its code. */
function findingText({ t }: BuilderView, code: string): string {
  const known = uploadFindings.find((finding) => finding === code);
  return known ? t.term(known) : t.term('otherFinding', code);
}

function faultText(view: BuilderView, { fault = 'not-pdf' }: Upload): string {
  return fault === 'too-large' ? view.t.term('too-large', fileSize(view, limits.documentBytes)) : view.t.term(fault);
}
