import { clampPlacement, hasRoom } from '../geometry/placement-space.ts';
import type { Point } from '../geometry/page-space.ts';
import { type Pages, pageNumber, type SignerPlacement } from './placement-model.ts';
import { movedTo } from './together.ts';

/** How several places of a page are put in line, or given equal gaps. */
export type Arrangement = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'columns' | 'rows';

/** Puts places of one page in line by an edge or the middle, or spreads them between the outermost two. */
export function arrange(
  placements: readonly SignerPlacement[],
  indices: readonly number[],
  how: Arrangement,
  pages: Pages,
): readonly SignerPlacement[] {
  const chosen = indices.flatMap((index) => placements[index] ?? []);
  const [xs, ys] = [chosen.map(({ x }) => x), chosen.map(({ y }) => y)];
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const spread = (axis: 'x' | 'y', from: number, to: number) => {
    const order = chosen.toSorted((a, b) => a[axis] - b[axis]);
    const step = (to - from) / Math.max(1, order.length - 1);
    return (placement: SignerPlacement) => ({ ...placement, [axis]: from + step * order.indexOf(placement) });
  };
  const ways: Record<Arrangement, (placement: SignerPlacement) => Point> = {
    left: ({ y }) => ({ x: left, y }),
    right: ({ y }) => ({ x: right, y }),
    centre: ({ y }) => ({ x: (left + right) / 2, y }),
    bottom: ({ x }) => ({ x, y: bottom }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x }) => ({ x, y: (bottom + top) / 2 }),
    columns: spread('x', left, right),
    rows: spread('y', bottom, top),
  };
  return movedTo(placements, indices, pages, ways[how]);
}

/** Repeats a place at the same point of other pages, where it fits and its signer has none there yet. */
export function copyToPages(
  placements: readonly SignerPlacement[],
  index: number,
  numbers: readonly number[],
  pages: Pages,
): readonly SignerPlacement[] {
  const source = placements[index];
  if (!source) return placements;
  const { signerId, x, y } = source;
  const there = new Set(
    placements.filter((other) => other.signerId === signerId).map(({ page }) => pageNumber(page, pages.count)),
  );
  const copies = numbers.flatMap((page) => {
    if (page < 1 || page > pages.count || there.has(page) || !hasRoom(pages.sizeOf(page))) return [];
    there.add(page);
    return [{ signerId, page, ...clampPlacement(pages.sizeOf(page), { x, y }) }];
  });
  return [...placements, ...copies];
}

/** Page numbers of a list such as `1-3, 5`; undefined where it is none, or names a page that is not there. */
export function parsePageRange(text: string, count: number): readonly number[] | undefined {
  const numbers = new Set<number>();
  for (const part of text.split(/[,;]/)) {
    const match = /^\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?$/.exec(part);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (!(first >= 1 && last >= first && last <= count)) return undefined;
    for (let page = first; page <= last; page += 1) numbers.add(page);
  }
  return [...numbers];
}
