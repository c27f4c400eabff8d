import { clampPlacement, hasRoom } from '../geometry/placement-space.ts';
import { pageNumber } from './placement-model.ts';
import type { Carried, Placed, Pointer, Preview, State } from './placement-preview.ts';
import { moveAllBy } from './together.ts';

/** Where a carried place would go from the pointer; undefined beside the pages, and on one without room. */
export function previewAt(
  { view, placements }: Placed,
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
