import { visibleSignature } from '@jse/sdk/rules';
import type { Point, Rectangle, Size } from '../geometry/page-space.ts';

/** A line shown while a place clings to something: at `at` across the other axis, `from` to `to` along it; points. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What a place may cling to on its page; boxes in page space. */
export interface SnapTargets {
  readonly page: Size;
  /** Other places. */
  readonly places: readonly Rectangle[];
  /** Lines of text. */
  readonly lines: readonly Rectangle[];
}

/** Points from the edge of a page at which margins are usual: 2 cm. */
const margin = 56.7;
const { width, height } = visibleSignature;

/** A coordinate to cling to, by which of a place's start, middle, end (0, ½, 1), and what it belongs to along the other axis. */
interface Candidate {
  readonly at: number;
  readonly by: readonly number[];
  readonly from: number;
  readonly to: number;
}

const all = [0, 0.5, 1];

/**
 * Moves a place's corner by at most `reach` points so that it lies on a line with something: with the edges and middle of
 * other places, the margins, the page's centre; with the sides and the middle of text lines. Each axis for itself; the
 * nearest wins.
 */
export function snap(
  point: Point,
  { page, places, lines }: SnapTargets,
  reach: number,
): { readonly point: Point; readonly guides: readonly Guide[] } {
  const x = cling(point.x, width, targets('x', page.width, page.height, places, lines), reach);
  const y = cling(point.y, height, targets('y', page.height, page.width, places, lines), reach);
  const snapped = { x: x?.position ?? point.x, y: y?.position ?? point.y };
  const guides: Guide[] = [];
  if (x) guides.push(guide('x', x.target, snapped.y, height));
  if (y) guides.push(guide('y', y.target, snapped.x, width));
  return { point: snapped, guides };
}

function targets(
  axis: Guide['axis'],
  length: number,
  breadth: number,
  places: readonly Rectangle[],
  lines: readonly Rectangle[],
): Candidate[] {
  const span = (box: Rectangle) => {
    const [start, size] = axis === 'x' ? [box.x, box.width] : [box.y, box.height];
    const [from, thickness] = axis === 'x' ? [box.y, box.height] : [box.x, box.width];
    return { start, middle: start + size / 2, end: start + size, from, to: from + thickness };
  };
  const page = { from: 0, to: breadth };
  return [
    { at: margin, by: [0], ...page },
    { at: length / 2, by: [0.5], ...page },
    { at: length - margin, by: [1], ...page },
    ...places.flatMap((box) => {
      const { start, middle, end, from, to } = span(box);
      return [start, middle, end].map((at) => ({ at, by: all, from, to }));
    }),
    // Lines of prose lie so close that clinging to all of their edges would be clinging everywhere.
    ...lines.flatMap((line): Candidate[] => {
      const { start, middle, end, from, to } = span(line);
      if (axis === 'y') return [{ at: middle, by: [0.5], from, to }];
      return [
        { at: start, by: [0], from, to },
        { at: end, by: [1], from, to },
      ];
    }),
  ];
}

function cling(
  start: number,
  length: number,
  candidates: readonly Candidate[],
  reach: number,
): { readonly position: number; readonly target: Candidate } | undefined {
  let best: { readonly position: number; readonly target: Candidate } | undefined;
  let distance = reach;
  for (const target of candidates) {
    for (const share of target.by) {
      const position = target.at - share * length;
      const away = Math.abs(start - position);
      if (away < distance) [best, distance] = [{ position, target }, away];
    }
  }
  return best;
}

const guide = (axis: Guide['axis'], { at, from, to }: Candidate, start: number, length: number): Guide => ({
  axis,
  at,
  from: Math.min(from, start),
  to: Math.max(to, start + length),
});
