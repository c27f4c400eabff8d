import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../theme/index.ts';
import { type ParapheurView, problemNotice } from './parapheur-view.ts';

/** A look at the documents of one row, beside the list or over it on a phone. */
export function lookPanel(view: ParapheurView): TemplateResult | typeof nothing {
  const { t, look } = view;
  if (!look) return nothing;
  const { row, documentId, bytes, problem } = look;
  const { documents, title } = row.collection;
  const name = documents.find(({ id }) => id === documentId)?.name ?? title;
  return html`<section class="look" part="look" aria-label=${t.term('lookAt', title)}>
    <header>
      <h3 id="look-title" tabindex="-1">${title}</h3>
      <button
        class="button quiet icon"
        type="button"
        aria-label=${t.term('closeLook')}
        title=${t.term('closeLook')}
        @click=${view.closeLook}
      >
        ${icons.cross}
      </button>
    </header>
    ${
      documents.length > 1
        ? html`<div class="tabs">
            ${documents.map(
              (document) =>
                html`<button
                  class="button quiet"
                  type="button"
                  aria-pressed=${document.id === documentId ? 'true' : 'false'}
                  @click=${() => view.openLook(row, document.id)}
                >
                  ${document.name}
                </button>`,
            )}
          </div>`
        : nothing
    }
    ${problemNotice(view, problem)}
    ${
      bytes
        ? html`<jse-pdf-pages lang=${t.lang()} .document=${bytes} .name=${name}></jse-pdf-pages>`
        : problem
          ? nothing
          : html`<p class="muted" role="status">${t.term('openingDocument')}</p>`
    }
  </section>`;
}
