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
  return onPage.sort(inReading).map(({ index }) => index);
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
  const first = new Map<number, number>();
  for (const [index, placement] of placements.entries()) {
    const page = pageNumber(placement.page, pages.count);
    const known = first.get(page);
    const before = known === undefined || inReading(placement, placements[known] ?? placement) < 0;
    if (index === selected || (before && (known === undefined || known !== selected))) first.set(page, index);
  }
  return new Set(first.values());
}

const inReading = (a: SignerPlacement, b: SignerPlacement): number => b.y - a.y || a.x - b.x;
