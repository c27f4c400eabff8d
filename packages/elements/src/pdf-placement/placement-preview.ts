import type { Point } from '../geometry/page-space.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { Pages, SignerPlacement } from './placement-model.ts';
import type { PlacementSelection } from './placement-selection.ts';
import type { PlacementSnapping } from './placement-snapping.ts';

/** What is carried by the pointer: a new place of a signer, or placement `index`, gripped at a point of its box. */
export interface Carried {
  readonly signerId: string;
  readonly index?: number;
  readonly grip: Point;
}

/** Where the carried place would be. */
export interface Preview extends SignerPlacement {
  readonly index?: number;
}

/** Where the pointer is; `free` lets nothing draw the place. */
export interface Pointer {
  readonly clientX: number;
  readonly clientY: number;
  readonly free: boolean;
}

/** The document that is placed on. */
export interface Placed {
  readonly view: JsePdfPages | null;
  readonly placements: readonly SignerPlacement[];
}

/** What the editor knows. */
export interface State {
  readonly pages: Pages;
  readonly preview: Preview | undefined;
  readonly selection: PlacementSelection;
  readonly snapping: PlacementSnapping;
}

/** Where a placement is shown now: where it is, or on its way, alone or with those that are marked with it. */
export function shownAt(
  placements: readonly SignerPlacement[],
  { preview, selection }: State,
  index: number,
): SignerPlacement | undefined {
  const placement = placements[index];
  if (!placement || preview?.index === undefined) return placement;
  if (preview.index === index) return preview;
  const from = placements[preview.index];
  if (!from || !selection.groupOf(preview.index).includes(index)) return placement;
  const { signerId, page, x, y } = placement;
  return { signerId, page, x: x + preview.x - from.x, y: y + preview.y - from.y };
}
