import type { Point } from '../geometry/page-space.ts';
import { toCss } from '../geometry/css-space.ts';
import type { JsePdfPages } from './pdf-pages.ts';
import { factorOf, type Zoom } from './zoom.ts';

/** How much one wheel step of 100 pixels zooms: e^0.18, a fifth. */
const perPixel = 0.0018;
const pixelsPerLine = 16;
/** A wheel that jumps does not throw the reader off. */
const mostPerEvent = 60;

interface ClientPoint {
  readonly clientX: number;
  readonly clientY: number;
}

/** A spot of a page that stays under a spot of the screen. */
interface Held extends Point {
  readonly page: number;
}

/**
 * Zooms by pinching and by Control or Command with the wheel (what a trackpad's pinch sends), about the spot under the
 * fingers or the pointer. Control with + and − stay the browser's: they enlarge all of the page, for those who need it.
 */
export class ZoomGestures {
  readonly #pages: JsePdfPages;
  #scale = 0;
  #held: Held | undefined;
  #to: ClientPoint | undefined;
  #frame = 0;
  #spread = 0;
  #begun = 0;

  /** Listens on the element for the whole of its life. */
  constructor(pages: JsePdfPages) {
    this.#pages = pages;
    const options = { passive: false };
    pages.addEventListener('wheel', this.#wheel, options);
    pages.addEventListener('touchstart', this.#touch, options);
    pages.addEventListener('touchmove', this.#touch, options);
    pages.addEventListener('touchend', this.#touch);
    pages.addEventListener('touchcancel', this.#touch);
  }

  readonly #wheel = (event: WheelEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || this.#pages.pageCount === 0) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : pixelsPerLine);
    const delta = Math.max(-mostPerEvent, Math.min(pixels, mostPerEvent));
    if (this.#frame === 0) this.#hold(event);
    this.#go(this.#scale * Math.exp(-delta * perPixel * 2), event);
  };

  readonly #touch = (event: TouchEvent): void => {
    const [one, other] = event.touches;
    if (event.touches.length !== 2 || !one || !other || this.#pages.pageCount === 0) {
      this.#spread = 0;
      return;
    }
    event.preventDefault();
    const spread = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const middle = { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    if (this.#spread === 0) {
      this.#hold(middle);
      [this.#spread, this.#begun] = [Math.max(spread, 1), this.#scale];
      return;
    }
    this.#go((this.#begun * spread) / this.#spread, middle);
  };

  #hold(at: ClientPoint): void {
    const page = this.#pages.pageAt(at.clientX, at.clientY)?.page ?? this.#pages.page;
    this.#held = { page, ...this.#pages.pointOnPage(page, at.clientX, at.clientY) };
    this.#scale = this.#pages.scaleOfPage(page);
  }

  /** Once a frame, however many events come. */
  #go(scale: number, to: ClientPoint): void {
    [this.#scale, this.#to] = [scale, to];
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#apply();
    });
  }

  /** Sets the zoom so that what is under a spot of the screen stays there. */
  async zoomTo(zoom: Zoom, at: ClientPoint): Promise<void> {
    this.#hold(at);
    this.#to = at;
    await this.#apply(zoom);
  }

  async #apply(zoom: Zoom = factorOf(this.#scale)): Promise<void> {
    const [pages, held, to] = [this.#pages, this.#held, this.#to];
    if (!held || !to) return;
    pages.zoom = zoom;
    await pages.updateComplete;
    const box = pages.boxOfPage(held.page);
    const size = pages.sizeOfPage(held.page);
    if (!box || !size) return;
    const { left, top } = toCss(size, box.width / size.width, held);
    pages.scrollPagesBy(box.top + top - to.clientY, box.left + left - to.clientX);
  }
}
