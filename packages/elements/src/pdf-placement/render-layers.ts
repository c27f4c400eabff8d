import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { EditorHost, PlacementEditor, Preview } from './placement-editor.ts';
import { pageNumber, type PlacementSigner, type SignerPlacement } from './placement-model.ts';
import { boxStyle, renderGhost, renderSigner, signerColour } from './render-box.ts';
import { cssProperties } from '../theme/css-properties.ts';

/** The boxes of all placements, in one layer for each page that has any. */
export function renderLayers(host: EditorHost, editor: PlacementEditor): TemplateResult[] {
  if (!host.view?.pageCount) return [];
  const { count, sizeOf } = editor.pages;
  const layers = new Map<number, TemplateResult[]>();
  const put = (page: number, box: TemplateResult) => layers.set(page, [...(layers.get(page) ?? []), box]);
  for (const [index, placement] of host.placements.entries()) {
    const shown = editor.preview?.index === index ? editor.preview : placement;
    const page = pageNumber(shown.page, count);
    put(page, renderBox(host, editor, shown, index, page));
  }
  const { preview } = editor;
  if (preview && preview.index === undefined) {
    const { signer, order, caption } = describe(host, preview.signerId);
    put(preview.page, renderGhost(signer, order, preview, sizeOf(preview.page), caption));
  }
  return [...layers]
    .sort(([a], [b]) => a - b)
    .map(([page, boxes]) => html`<div class="layer" slot=${`page-${page}`}>${boxes}</div>`);
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

function renderBox(
  host: EditorHost,
  editor: PlacementEditor,
  shown: SignerPlacement | Preview,
  index: number,
  page: number,
): TemplateResult {
  const { t } = host;
  const { signer, order, caption } = describe(host, shown.signerId);
  const classes = {
    box: true,
    firm: signer.kind === 'firm',
    selected: editor.selected === index,
    dragged: editor.preview?.index === index,
  };
  return html`<button
    type="button"
    part="box"
    data-index=${index}
    class=${classMap(classes)}
    ${cssProperties({ ...boxStyle(shown, editor.pages.sizeOf(page)), ...signerColour(signer, order) })}
    ?disabled=${host.locked}
    aria-roledescription=${t.term('boxRole')}
    aria-describedby="help"
    @focus=${() => {
      editor.select(index);
    }}
    @pointerdown=${(event: PointerEvent) => {
      editor.pressBox(event, index);
    }}
    @keydown=${(event: KeyboardEvent) => {
      editor.key(event, index);
    }}
  >
    <span class="cartouche">${renderSigner(signer, order, caption)}</span
    ><span class="visually-hidden">${t.term('boxPage', page)}</span>
  </button>`;
}

// A place of a signer whom the host no longer lists is still shown, under his id, so that it can be removed.
function describe(host: EditorHost, signerId: string): { signer: PlacementSigner; order: number; caption: string } {
  const found = host.signers.findIndex(({ id }) => id === signerId);
  const signer = host.signers[found] ?? { id: signerId, name: signerId, kind: 'person' as const };
  const caption = host.t.term(signer.kind === 'firm' ? 'seal' : 'signature');
  return { signer, order: found < 0 ? host.signers.length : found, caption };
}
