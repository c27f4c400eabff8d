import { placementBounds, visibleSignature } from '@jse/sdk/rules';
import { clampPlacement } from '../geometry/placement-space.ts';
import type { Point } from '../geometry/page-space.ts';
import { type Pages, pageNumber, type SignerPlacement } from './placement-model.ts';

const { width, height } = visibleSignature;

/** Moves places by the same points, as far as all of them stay within their pages; `stopped` where an edge was met. */
export function moveAllBy(
  placements: readonly SignerPlacement[],
  indices: readonly number[],
  by: Point,
  pages: Pages,
): { readonly placements: readonly SignerPlacement[]; readonly stopped: boolean } {
  const moved = indices.flatMap((index) => placements[index] ?? []);
  const allowed = { x: by.x, y: by.y };
  for (const { page, x, y } of moved) {
    const { maxX, maxY } = placementBounds(pages.sizeOf(pageNumber(page, pages.count)));
    allowed.x = within(allowed.x, -x, maxX - x);
    allowed.y = within(allowed.y, -y, maxY - y);
  }
  const stopped = Math.abs(allowed.x - by.x) > 0.01 || Math.abs(allowed.y - by.y) > 0.01;
  return {
    placements: movedTo(placements, indices, pages, ({ x, y }) => ({ x: x + allowed.x, y: y + allowed.y })),
    stopped,
  };
}

/** The places that cover another place of their page in part, by index. */
export function overlapping(placements: readonly SignerPlacement[], pages: Pages): ReadonlySet<number> {
  const found = new Set<number>();
  const onPage = new Map<number, number[]>();
  for (const [index, { page }] of placements.entries()) {
    const number = pageNumber(page, pages.count);
    const others = onPage.get(number) ?? [];
    for (const other of others) {
      const [a, b] = [placements[index], placements[other]];
      if (a && b && Math.abs(a.x - b.x) < width && Math.abs(a.y - b.y) < height) found.add(index).add(other);
    }
    others.push(index);
    onPage.set(number, others);
  }
  return found;
}

/** The places that do not lie within what the platform allows on their page, by index: a host's, or of another file. */
export function outside(placements: readonly SignerPlacement[], pages: Pages): ReadonlySet<number> {
  const beyond = ({ page, x, y }: SignerPlacement) => {
    const { maxX, maxY } = placementBounds(pages.sizeOf(pageNumber(page, pages.count)));
    return page === 0 || Math.abs(page) > pages.count || x < 0 || y < 0 || x > maxX + 0.01 || y > maxY + 0.01;
  };
  return new Set(placements.flatMap((placement, index) => (beyond(placement) ? [index] : [])));
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** The placements with some of them at other points of their pages. */
export function movedTo(
  placements: readonly SignerPlacement[],
  indices: readonly number[],
  pages: Pages,
  to: (placement: SignerPlacement) => Point,
): readonly SignerPlacement[] {
  const chosen = new Set(indices);
  return placements.map((placement, index) => {
    if (!chosen.has(index)) return placement;
    const { signerId, page } = placement;
    return { signerId, page, ...clampPlacement(pages.sizeOf(pageNumber(page, pages.count)), to(placement)) };
  });
}
