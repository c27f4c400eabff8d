import { NearPages } from './near-pages.ts';
import { PageView, type PageViewEvents } from './page-view.ts';
import type { PdfPage } from './pdf-document.ts';

const redrawDelay = 120;

/** What the pages ask of their owner: a page, its scale (0: nothing is drawn yet), and to be told what happens. */
export interface DrawnPagesOwner extends PageViewEvents {
  load(number: number): Promise<PdfPage>;
  scaleOf(number: number): number;
  moved(): void;
}

/** The pictures of the pages that are in or near the view; those that leave it are freed. */
export class DrawnPages {
  readonly #owner: DrawnPagesOwner;
  readonly #near: NearPages;
  #views: PageView[] = [];
  #redraw: ReturnType<typeof setTimeout> | undefined;

  /** Watches nothing yet. */
  constructor(owner: DrawnPagesOwner) {
    this.#owner = owner;
    this.#near = new NearPages((entered, left) => {
      for (const number of left) this.#views[number - 1]?.hide();
      for (const number of entered) this.#show(number);
      owner.moved();
    });
  }

  /** Numbers of the pages in or near the view, in order. */
  get numbers(): readonly number[] {
    return this.#near.numbers;
  }

  /** Pixels in all live canvases. */
  get pixels(): number {
    return this.#views.reduce((sum, view) => sum + view.pixels, 0);
  }

  /** The near page whose box is nearest to a height on screen. */
  nearestTo(clientY: number): number | undefined {
    return this.#near.nearestTo(clientY);
  }

  /** Frees everything and watches nothing. */
  clear(): void {
    clearTimeout(this.#redraw);
    for (const view of this.#views) view.hide();
    this.#views = [];
    this.#near.clear();
  }

  /** Draws on these sheets, the first being page 1; those that are drawn on already stay as they are. */
  watch(sheets: readonly Element[]): void {
    const { load } = this.#owner;
    for (const [index, sheet] of sheets.entries()) {
      if (this.#views[index]) continue;
      const surface = sheet.querySelector<HTMLElement>('.surface') as HTMLElement;
      this.#views[index] = new PageView(surface, index + 1, () => load(index + 1), this.#owner);
      this.#near.watch(index + 1, sheet);
    }
    // The first picture does not wait for the observer, which answers a frame later.
    const [first] = sheets;
    if (first && this.#near.numbers.length === 0 && isInView(first)) this.#show(1);
  }

  /** Draws what is near anew, where its scale has changed: once it has stopped changing. */
  redrawSoon(): void {
    clearTimeout(this.#redraw);
    this.#redraw = setTimeout(() => {
      for (const number of this.#near.numbers) this.#show(number);
    }, redrawDelay);
  }

  #show(number: number): void {
    const scale = this.#owner.scaleOf(number);
    if (scale > 0) void this.#views[number - 1]?.show(scale, globalThis.devicePixelRatio || 1);
  }
}

function isInView(sheet: Element): boolean {
  const { top, bottom } = sheet.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
