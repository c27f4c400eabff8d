import { type Pages, pageNumber, type SignerPlacement } from './placement-model.ts';

/** The places of one page in the order in which it is read: from the top down, side by side from the left; by index. */
export function readingOrder(
  placements: readonly SignerPlacement[],
  page: number,
  { count }: Pages,
): readonly number[] {
  const onPage = placements.flatMap((placement, index) =>
    pageNumber(placement.page, count) === page ? [{ ...placement, index }] : [],
  );
  return onPage.sort((a, b) => b.y - a.y || a.x - b.x).map(({ index }) => index);
}

/** The place before or after another one of its page, around the ends; itself where it is alone. */
export function neighbour(placements: readonly SignerPlacement[], index: number, step: 1 | -1, pages: Pages): number {
  const order = readingOrder(placements, pageNumber(placements[index]?.page ?? 1, pages.count), pages);
  return order[(order.indexOf(index) + step + order.length) % order.length] ?? index;
}

/** Of each page the one place that Tab leads to: the chosen one, else the first; by index. */
export function tabStops(
  placements: readonly SignerPlacement[],
  selected: number | undefined,
  pages: Pages,
): ReadonlySet<number> {
  const numbers = new Set(placements.map(({ page }) => pageNumber(page, pages.count)));
  const stops = [...numbers].flatMap((page) => {
    const order = readingOrder(placements, page, pages);
    return selected !== undefined && order.includes(selected) ? [selected] : order.slice(0, 1);
  });
  return new Set(stops);
}
