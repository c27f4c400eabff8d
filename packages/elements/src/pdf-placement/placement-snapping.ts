import { signatureRectangle } from '../geometry/placement-space.ts';
import type { Point, Rectangle, Size } from '../geometry/page-space.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { Guide } from './snap.ts';

type PlacementTools = Pick<typeof import('./placement-tools.ts'), 'linesOf' | 'snap'>;

/** How far a place is drawn to a line: CSS pixels, and points where those are many. */
const reachPixels = 6;
const mostPoints = 8;

/** Draws carried places to what is on their page. The lines of text of a page are read when a place first comes over it. */
export class PlacementSnapping {
  readonly #view: () => JsePdfPages | null;
  #lines = new Map<number, readonly Rectangle[]>();
  /** How it is done, once it is loaded. */
  tools: PlacementTools | undefined;
  /** What the carried place clings to now. */
  guides: readonly Guide[] = [];

  /** Over the pages of an element. */
  constructor(view: () => JsePdfPages | null) {
    this.#view = view;
  }

  /** Forgets the document. */
  reset(): void {
    this.#lines = new Map();
    this.guides = [];
  }

  /** Where the place goes, near `point`; `free` leaves it there. */
  apply(point: Point, page: number, size: Size, others: readonly Point[], free: boolean): Point {
    const view = this.#view();
    if (free || !view || !this.tools) {
      this.guides = [];
      return point;
    }
    const places = others.map(signatureRectangle);
    const reach = Math.min(mostPoints, reachPixels / view.scaleOfPage(page));
    const snapped = this.tools.snap(point, { page: size, places, lines: this.#linesOf(view, page, this.tools) }, reach);
    this.guides = snapped.guides;
    return snapped.point;
  }

  #linesOf(view: JsePdfPages, page: number, { linesOf }: PlacementTools): readonly Rectangle[] {
    const lines = this.#lines.get(page);
    if (lines) return lines;
    const all = this.#lines;
    all.set(page, []);
    // A page that cannot be read has nothing to cling to.
    void view.contentOfPage(page).then(
      ({ texts }) => all.set(page, linesOf(texts)),
      () => undefined,
    );
    return [];
  }
}
