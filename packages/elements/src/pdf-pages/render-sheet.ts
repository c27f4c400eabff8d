import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { cssProperties } from '../theme/css-properties.ts';
import type { PdfErrorCode } from './pdf-error.ts';
import type { JsePdfPages } from './pdf-pages.ts';

const a4 = { width: 595, height: 842 };

/** A page by the document's own name of it, if it has one, and by its number. */
export function pageName(pages: JsePdfPages, number: number): string {
  const { t, pageCount } = pages;
  const label = pages.labelOfPage(number);
  return label === undefined ? t.term('pageOf', number, pageCount) : t.term('labelledPage', label, number, pageCount);
}

/** How many sheets there are of which document, what they depend on, and who follows their scrolling. */
interface Sheets {
  readonly count: number;
  readonly turn: number;
  readonly changes: readonly unknown[];
  readonly scrolled: () => void;
}

/** The sheets in their scroller; made anew for each document, gone through only where something of theirs has changed. */
export function renderScroller(pages: JsePdfPages, { count, turn, changes, scrolled }: Sheets): TemplateResult {
  const sheets = () => Array.from({ length: count }, (_, index) => renderSheet(pages, index + 1));
  return html`<div
    class="scroller"
    part="scroller"
    role="region"
    tabindex="0"
    aria-label=${pages.name || pages.t.term('pages')}
    @scroll=${scrolled}
  >
    ${keyed(turn, html`<div class="sheets">${guard([...changes], sheets)}</div>`)}
  </div>`;
}

/** The sheet of one page; its picture and text are put into the surface when it comes near the view. */
function renderSheet(pages: JsePdfPages, number: number): TemplateResult {
  const { t, broken } = pages;
  const size = pages.sizeOfPage(number) ?? a4;
  const scale = pages.scaleOfPage(number);
  const box = { width: `${size.width * scale}px`, height: `${size.height * scale}px`, '--_scale': String(scale) };
  return html`<div class="page" part="page" role="group" aria-label=${pageName(pages, number)} ${cssProperties(box)}>
    <div class="surface"></div>
    ${broken.has(number) ? html`<p class="notice danger" role="alert">${t.term('pageFailed', number)}</p>` : nothing}
    <slot name=${`page-${number}`}></slot>
  </div>`;
}

/** Why there is no document to be seen. */
export function renderRefusal({ t }: JsePdfPages, code: PdfErrorCode): TemplateResult {
  return html`<div class="message"><p class="notice danger" role="alert">${t.term(code)}</p></div>`;
}
