import { visibleSignature } from '@jse/sdk/rules';
import { html, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Point, Size } from '../geometry/page-space.ts';
import { signerColors } from '../theme/tokens.ts';
import { cssProperties } from '../theme/css-properties.ts';
import type { EditorHost } from './placement-editor.ts';
import type { PlacementSigner } from './placement-model.ts';

/** The signer's colour as a custom property: his own, or the theme's by his order. */
export function signerColour(signer: PlacementSigner, index: number): Record<string, string> {
  return { '--_signer': signer.colour ?? `var(--_signer-${(index % signerColors.length) + 1})` };
}

/** Where a visible signature lies on its page, in per cent: right at any zoom. In a field of the file it has its size. */
export function boxStyle(point: Point, page: Size, size: Size = visibleSignature): Record<string, string> {
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return {
    left: percent(point.x, page.width),
    bottom: percent(point.y, page.height),
    width: percent(size.width, page.width),
    height: percent(size.height, page.height),
  };
}

/** The number and name that stand for a signer, on his box and in the palette: colour is never alone. */
export function renderSigner(signer: PlacementSigner, index: number, caption: unknown): TemplateResult {
  return html`<span class="badge" aria-hidden="true">${index + 1}</span
    ><span class="who"><strong>${signer.name}</strong> <span>${caption}</span></span>`;
}

/** The place shown while something is dragged or about to be dropped; it takes no part in interaction. */
export function renderGhost(
  signer: PlacementSigner,
  index: number,
  point: Point,
  page: Size,
  caption: string,
): TemplateResult {
  return html`<div
    class=${classMap({ box: true, ghost: true, firm: signer.kind === 'firm' })}
    ${cssProperties({ ...boxStyle(point, page), ...signerColour(signer, index) })}
    aria-hidden="true"
  >
    <span class="cartouche">${renderSigner(signer, index, caption)}</span>
  </div>`;
}

/** A signer as he is shown. A place of one whom the host no longer lists is shown too, under his id, to be removed. */
export function describe(
  host: EditorHost,
  signerId: string,
): { readonly signer: PlacementSigner; readonly order: number; readonly caption: string } {
  const found = host.signers.findIndex(({ id }) => id === signerId);
  const signer = host.signers[found] ?? { id: signerId, name: signerId, kind: 'person' as const };
  const caption = host.t.term(signer.kind === 'firm' ? 'seal' : 'signature');
  return { signer, order: found < 0 ? host.signers.length : found, caption };
}
