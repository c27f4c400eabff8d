import { html, nothing, type TemplateResult } from 'lit';
import { scaleAtFullSize } from '../geometry/css-space.ts';
import { icons } from '../theme/icons.ts';
import type { PageAids } from './page-aids.ts';
import type { JsePdfPages } from './pdf-pages.ts';
import { pageName } from './render-sheet.ts';
import { steppedZoom } from './zoom.ts';

/** The bar over the pages: where the reader is, thumbnails, search, the host's own controls, zoom. */
export function renderToolbar(pages: JsePdfPages, { goTo, openGoTo, openSearch }: PageAids): TemplateResult {
  const { t, page, pageCount } = pages;
  const ready = pageCount > 0;
  const scale = pages.scaleOfPage(page);
  const button = (label: string, icon: TemplateResult, action: () => unknown, id?: string, pressed?: boolean) =>
    html`<button
      type="button"
      class="button quiet icon"
      id=${id ?? nothing}
      aria-pressed=${pressed === undefined ? nothing : String(pressed)}
      ?disabled=${!ready}
      aria-label=${label}
      title=${label}
      @click=${() => void action()}
    >
      ${icon}
    </button>`;
  return html`<div class="toolbar" part="toolbar" role="group" aria-label=${t.term('zoomTools')}>
    <div class="tools">
      ${
        pageCount > 1
          ? button(
              t.term('thumbnails'),
              icons.thumbnails,
              () => {
                pages.thumbnails = !pages.thumbnails;
              },
              'thumbnails',
              pages.thumbnails,
            )
          : nothing
      }
      ${goTo === nothing ? position(pages, openGoTo) : goTo}
      <slot name="toolbar"></slot>
      ${button(t.term('search'), icons.search, openSearch, 'search')}
      ${button(t.term('zoomOut'), icons.minus, () => pages.zoomTo(steppedZoom(scale, -1)))}
      <span class="factor">${ready ? t.number(scale / scaleAtFullSize, { style: 'percent' }) : nothing}</span>
      ${button(t.term('zoomIn'), icons.plus, () => pages.zoomTo(steppedZoom(scale, 1)))}
      ${button(t.term('fitWidth'), icons.fitWidth, () => pages.zoomTo('fit-width'), 'fit')}
    </div>
  </div>`;
}

function position(pages: JsePdfPages, openGoTo: () => Promise<void>): TemplateResult {
  const { t, page, pageCount } = pages;
  const words = pageCount > 0 ? pageName(pages, page) : nothing;
  if (pageCount < 2) return html`<span class="position">${words}</span>`;
  return html`<button
    type="button"
    class="button quiet position"
    title=${t.term('goToPage')}
    @click=${() => void openGoTo()}
  >
    ${words}
  </button>`;
}
