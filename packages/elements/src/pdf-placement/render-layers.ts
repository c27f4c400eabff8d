import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Size } from '../geometry/page-space.ts';
import { tabStops } from './box-order.ts';
import { outside, overlapping } from './together.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';
import { pageNumber, type SignerPlacement } from './placement-model.ts';
import { boxStyle, describe, renderGhost, renderSigner, signerColour } from './render-box.ts';
import type { Guide } from './snap.ts';
import type { Suggestions } from './suggestions.ts';
import { cssProperties } from '../theme/css-properties.ts';

/** What lies over the pages, in one layer for each page that has any: places, proposals, and what is being carried. */
export function renderLayers(host: EditorHost, editor: PlacementEditor, suggestions: Suggestions): TemplateResult[] {
  if (!host.view?.pageCount) return [];
  const { pages, preview } = editor;
  const layers = new Map<number, TemplateResult[]>();
  const put = (page: number, box: TemplateResult) => layers.set(page, [...(layers.get(page) ?? []), box]);
  const shown = host.placements.map((placement, index) => editor.shown(index) ?? placement);
  const covering = overlapping(shown, pages);
  const beyond = outside(shown, pages);
  const stops = tabStops(host.placements, editor.selection.selected, pages);
  for (const [index, placement] of shown.entries()) {
    const page = pageNumber(placement.page, pages.count);
    const wrong = covering.has(index) ? 'overlap' : beyond.has(index) ? 'outside' : undefined;
    put(page, renderBox(host, editor, suggestions, placement, { index, page, wrong, stop: stops.has(index) }));
  }
  if (!host.locked) {
    for (const suggestion of suggestions.list) {
      const box = editor.tools?.renderSuggestion(host, editor, suggestions, suggestion);
      if (box) put(suggestion.page, box);
    }
  }
  if (preview)
    for (const guide of editor.snapping.guides) put(preview.page, renderGuide(guide, pages.sizeOf(preview.page)));
  if (preview && preview.index === undefined) {
    const { signer, order, caption } = describe(host, preview.signerId);
    put(preview.page, renderGhost(signer, order, preview, pages.sizeOf(preview.page), caption));
  }
  return [...layers]
    .sort(([a], [b]) => a - b)
    .map(([page, boxes]) => html`<div class="layer" slot=${`page-${page}`}>${boxes}</div>`);
}

function renderGuide({ axis, at, from, to }: Guide, page: Size): TemplateResult {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  const place =
    axis === 'x'
      ? { left: percent(at, page.width), bottom: percent(from, page.height), height: percent(to - from, page.height) }
      : { bottom: percent(at, page.height), left: percent(from, page.width), width: percent(to - from, page.width) };
  return html`<div class=${`guide ${axis}`} ${cssProperties(place)}></div>`;
}

/** The signer on the way from the palette to a page. */
export function renderFlying(host: EditorHost, editor: PlacementEditor): TemplateResult | typeof nothing {
  const { flying } = editor;
  if (!flying) return nothing;
  const { signer, order } = describe(host, flying.signerId);
  const at = { transform: `translate(${flying.x + 12}px, ${flying.y + 12}px)` };
  return html`<div class="flying" aria-hidden="true" ${cssProperties({ ...at, ...signerColour(signer, order) })}>
    <span class="badge">${order + 1}</span>${signer.name}
  </div>`;
}

/** Of which place it is the box, what is wrong with it, and whether Tab leads to it. */
interface BoxState {
  readonly index: number;
  readonly page: number;
  readonly wrong: 'overlap' | 'outside' | undefined;
  readonly stop: boolean;
}

function renderBox(
  host: EditorHost,
  editor: PlacementEditor,
  suggestions: Suggestions,
  shown: SignerPlacement,
  { index, page, wrong, stop }: BoxState,
): TemplateResult {
  const { t } = host;
  const { selected, marked } = editor.selection;
  const { signer, order, caption } = describe(host, shown.signerId);
  const classes = {
    box: true,
    firm: signer.kind === 'firm',
    selected: selected === index,
    marked: marked.has(index),
    wrong: wrong !== undefined,
    dragged: shown !== host.placements[index],
  };
  const size = suggestions.sizeOfField(shown.field);
  return html`<button
    type="button"
    part="box"
    data-index=${index}
    tabindex=${stop ? nothing : '-1'}
    class=${classMap(classes)}
    ${cssProperties({ ...boxStyle(shown, editor.pages.sizeOf(page), size), ...signerColour(signer, order) })}
    ?disabled=${host.locked}
    aria-roledescription=${t.term('boxRole')}
    aria-pressed=${marked.size > 0 ? String(marked.has(index)) : nothing}
    aria-describedby="help"
    @focus=${() => {
      editor.selection.select(index);
    }}
    @pointerdown=${(event: PointerEvent) => {
      editor.pressBox(event, index);
    }}
    @keydown=${(event: KeyboardEvent) => {
      editor.key(event, index);
    }}
  >
    <span class="cartouche">${renderSigner(signer, order, caption)}</span
    ><span class="visually-hidden">${t.term('boxPage', page)} ${wrong ? t.term(wrong) : nothing}</span>
  </button>`;
}
