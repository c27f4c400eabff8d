import { clampPlacement, hasRoom } from '../geometry/placement-space.ts';
import type { Point } from '../geometry/page-space.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import { type Pages, pageNumber, type SignerPlacement } from './placement-model.ts';
import type { PlacementSelection } from './placement-selection.ts';
import type { PlacementSnapping } from './placement-snapping.ts';
import { moveAllBy } from './together.ts';

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

interface Document {
  readonly view: JsePdfPages | null;
  readonly placements: readonly SignerPlacement[];
}

interface State {
  readonly pages: Pages;
  readonly preview: Preview | undefined;
  readonly selection: PlacementSelection;
  readonly snapping: PlacementSnapping;
}

/** Where a carried place would go from the pointer; undefined beside the pages, and on one without room. */
export function previewAt(
  { view, placements }: Document,
  { pages, preview, selection, snapping }: State,
  { signerId, index, grip }: Carried,
  { clientX, clientY, free }: Pointer,
): Preview | undefined {
  const moved = index === undefined ? undefined : placements[index];
  const group = index === undefined ? [] : selection.groupOf(index);
  const last = preview ?? moved;
  const over = view?.pageAt(clientX, clientY)?.page ?? (moved && last ? last.page : undefined);
  // Several go together on their page.
  const page = moved && group.length > 1 ? moved.page : over;
  if (!view || page === undefined) return undefined;
  const number = pageNumber(page, pages.count);
  const size = pages.sizeOf(number);
  if (!hasRoom(size)) return undefined;
  const point = view.pointOnPage(number, clientX, clientY);
  const others = placements.filter(
    (other, at) => at !== index && !group.includes(at) && pageNumber(other.page, pages.count) === number,
  );
  const near = clampPlacement(size, { x: point.x - grip.x, y: point.y - grip.y });
  const to = clampPlacement(size, snapping.apply(near, number, size, others, free));
  if (!moved || index === undefined || group.length === 1) {
    return { signerId, page: number, ...to, ...(index !== undefined && { index }) };
  }
  const together = moveAllBy(placements, group, { x: to.x - moved.x, y: to.y - moved.y }, pages).placements[index];
  return { ...(together ?? moved), page: number, index };
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
