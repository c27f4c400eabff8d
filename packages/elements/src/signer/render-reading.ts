import type { Document, Placement } from '@jse/sdk/browser';
import { visibleSignature } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { PageChangeEvent } from '../pdf-pages/pdf-pages.events.ts';
import { cssProperties, icons } from '../theme/index.ts';
import { nextUnread } from './reading.ts';
import { isSeal, momentText, problemNotice, type SignerView, spinner, title } from './signer-view.ts';

/** The documents in turn, where the signature will be, and the way to put it off. */
export function readingPanel(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const documents = flow.collection?.documents ?? [];
  const place = placementOf(view);
  return html`${title(t.term('readTitle', documents.length))}
    ${
      flow.state.problem
        ? html`${problemNotice(view)}
            <p class="small">${t.term('again')}</p>`
        : nothing
    }
    <ul class="documents" aria-label=${t.term('documents')}>
      ${documents.map((document, index) => documentLine(view, document, index))}
    </ul>
    ${
      place
        ? html`<button class="button quiet place" type="button" @click=${() => view.showPlace(place.page)}>
            ${isSeal(view) ? icons.seal : icons.pen}${t.term('goToPlace', place.page)}
          </button>`
        : nothing
    }`;
}

function documentLine(view: SignerView, document: Document, index: number): TemplateResult {
  const { t, flow } = view;
  const { current, opened } = flow.reading;
  const state = index === current ? 'showing' : opened.has(index) ? 'opened' : 'toOpen';
  const loaded = flow.files.has(document.id);
  return html`<li class=${state}>
    <button
      class="document-name"
      type="button"
      aria-current=${index === current ? 'true' : 'false'}
      @click=${() => flow.open(index)}
    >
      <span class="mark" aria-hidden="true">${opened.has(index) ? icons.check : String(index + 1)}</span>
      <span class="name">${document.name}</span>
      <span class="small muted">${t.term('pages', document.pages.length)} · ${t.term(state)}</span>
    </button>
    <button
      class="button quiet icon"
      type="button"
      ?disabled=${!loaded}
      aria-label=${t.term('downloadOf', document.name)}
      title=${t.term('download')}
      @click=${() => view.save(document.id, false)}
    >
      ${downloadIcon}
    </button>
  </li>`;
}

/** The way to put it off: how long there is, and the deadline for the calendar. */
export function readingAside(view: SignerView): TemplateResult | typeof nothing {
  const { t, flow } = view;
  const until = flow.collection?.expiresAt ?? null;
  if (until === null) return nothing;
  return html`<details class="later">
    <summary>${t.term('later')}</summary>
    <p class="small muted">${t.term('laterText', momentText(view, until))}</p>
    <button class="button" type="button" @click=${view.saveCalendar}>${t.term('calendar')}</button>
  </details>`;
}

/** What the person does at the end of reading. */
export function readingActions(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const next = nextUnread(flow.reading);
  const { everyDocument } = view;
  const proceed = html`<button
    class="button ${next === undefined ? 'primary' : ''}"
    type="button"
    ?disabled=${!flow.mayProceed}
    @click=${() => void flow.proceed()}
  >
    ${flow.proceeding ? html`${spinner}${t.term('proceeding')}` : t.term(next === undefined ? 'proceed' : 'proceedEarly')}
  </button>`;
  const here = flow.current !== undefined && flow.files.has(flow.current.id);
  return html`${
      next === undefined
        ? nothing
        : html`<button class="button primary" type="button" ?disabled=${!here} @click=${() => flow.open(next)}>
            ${t.term('next')}
          </button>`
    }
    ${next === undefined || !everyDocument ? proceed : nothing}
    <button class="button quiet leave" type="button" @click=${() => flow.go('refuse')}>${t.term('refuse')}</button>`;
}

/** The open document with the signer's own place on it. */
export function documentArea(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const document = flow.current;
  const file = document && flow.files.get(document.id);
  if (!document || !file) return html`<p class="waiting" role="status">${spinner}${t.term('openingDocument')}</p>`;
  return html`<jse-pdf-pages
    lang=${t.lang()}
    name=${document.name}
    .document=${file.reviewed}
    @jse-page-change=${({ page }: PageChangeEvent) => {
      flow.log.page(page);
    }}
    @jse-pages-ready=${() => {
      flow.log.page(1);
    }}
    @jse-page-rendered=${view.drawn}
    @jse-pages-error=${view.drawn}
  >
    ${placeOn(view, document)}
  </jse-pdf-pages>`;
}

function placeOn(view: SignerView, document: Document): TemplateResult | typeof nothing {
  const place = placementOf(view);
  const size = place && document.pages[place.page - 1];
  if (!place || !size) return nothing;
  const percent = (value: number, whole: number) => `${((100 * value) / whole).toFixed(3)}%`;
  const { width, height } = visibleSignature;
  const box = {
    left: percent(place.x, size.width),
    bottom: percent(place.y, size.height),
    width: percent(width, size.width),
    height: percent(height, size.height),
  };
  return html`<div class="layer" slot="page-${place.page}">
    <div class="own-place" ${cssProperties(box)}>
      <span>${view.t.term(isSeal(view) ? 'sealPlace' : 'yourPlace')}</span>
    </div>
  </div>`;
}

/** The signer's place on the open document, with the page's true number; undefined for an invisible signature. */
function placementOf({ flow }: SignerView): Placement | undefined {
  const document = flow.current;
  const place = flow.signer?.placements.find(({ documentId }) => documentId === document?.id);
  if (!document || !place) return undefined;
  const page = place.page === visibleSignature.lastPage ? document.pages.length : place.page;
  return { ...place, page };
}

/** An arrow into a tray. */
export const downloadIcon = html`<svg
  viewBox="0 0 20 20"
  fill="none"
  stroke="currentColor"
  stroke-width="1.75"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="M10 3v9M6 8.5 10 12.5l4-4M4 16h12" />
</svg>`;
