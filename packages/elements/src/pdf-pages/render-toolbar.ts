import { html, nothing, type TemplateResult } from 'lit';
import { scaleAtFullSize } from '../geometry/css-space.ts';
import { icons } from '../theme/icons.ts';
import type { JsePdfPages } from './pdf-pages.ts';
import { pageName } from './render-sheet.ts';
import { steppedZoom } from './zoom.ts';

/** The bar over the pages: where the reader is, the host's own controls, zoom. */
export function renderToolbar(pages: JsePdfPages): TemplateResult {
  const { t, page, pageCount } = pages;
  const ready = pageCount > 0;
  const scale = pages.scaleOfPage(page);
  const button = (label: string, icon: TemplateResult, action: () => Promise<void>) =>
    html`<button
      type="button"
      class="button quiet icon"
      ?disabled=${!ready}
      aria-label=${label}
      title=${label}
      @click=${() => void action()}
    >
      ${icon}
    </button>`;
  return html`<div class="toolbar" part="toolbar" role="group" aria-label=${t.term('zoomTools')}>
    <div class="tools">
      <span class="position">${ready ? pageName(pages, page) : nothing}</span>
      <slot name="toolbar"></slot>
      ${button(t.term('zoomOut'), icons.minus, () => pages.zoomTo(steppedZoom(scale, -1)))}
      <span class="factor">${ready ? t.number(scale / scaleAtFullSize, { style: 'percent' }) : nothing}</span>
      ${button(t.term('zoomIn'), icons.plus, () => pages.zoomTo(steppedZoom(scale, 1)))}
      ${button(t.term('fitWidth'), icons.fitWidth, () => pages.zoomTo('fit-width'))}
    </div>
  </div>`;
}
