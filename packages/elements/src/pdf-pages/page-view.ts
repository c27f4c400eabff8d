import type { PdfPage } from './pdf-document.ts';

/** Canvases beyond this many pixels fail or stall on phones (iOS refuses more than 16,777,216). */
const largestCanvas = 16_000_000;

/** What a view tells its owner. */
export interface PageViewEvents {
  rendered(number: number): void;
  failed(number: number, error: unknown): void;
}

/**
 * The picture and the text of one page inside its surface element. `show` draws what is missing for a scale, keeping
 * the old picture, stretched, until the sharp one is there; `hide` frees everything.
 */
export class PageView {
  readonly #surface: HTMLElement;
  readonly #number: number;
  readonly #load: () => Promise<PdfPage>;
  readonly #events: PageViewEvents;
  #canvas: HTMLCanvasElement | undefined;
  #text: HTMLElement | undefined;
  #page: PdfPage | undefined;
  #work: AbortController | undefined;
  #drawn = 0;

  /** `load` gives the page of this number; it is called when the page is first shown. */
  constructor(surface: HTMLElement, number: number, load: () => Promise<PdfPage>, events: PageViewEvents) {
    this.#surface = surface;
    this.#number = number;
    this.#load = load;
    this.#events = events;
  }

  /** Pixels held by this page's canvas: 0 when hidden. */
  get pixels(): number {
    return this.#canvas ? this.#canvas.width * this.#canvas.height : 0;
  }

  /** Draws the page for a scale (CSS pixels per point) and a device pixel ratio, unless it is drawn so already. */
  async show(scale: number, pixelRatio: number): Promise<void> {
    const wanted = scale * pixelRatio;
    if (Math.abs(this.#drawn - wanted) < 1e-6) return;
    this.#drawn = wanted;
    this.#work?.abort();
    const work = new AbortController();
    this.#work = work;
    const { signal } = work;
    try {
      const page = (this.#page ??= await this.#load());
      const area = page.size.width * page.size.height * wanted ** 2;
      const ratio = area > largestCanvas ? pixelRatio * Math.sqrt(largestCanvas / area) : pixelRatio;
      const canvas = document.createElement('canvas');
      canvas.setAttribute('aria-hidden', 'true');
      if (!(await page.render(canvas, { scale, pixelRatio: ratio, signal }))) {
        free(canvas);
        return;
      }
      this.#replaceCanvas(canvas);
      this.#events.rendered(this.#number);
      if (!this.#text) await this.#showText(page, scale, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#drawn = 0;
      this.#events.failed(this.#number, error);
    }
  }

  /** Stops drawing and frees the picture, the text and what pdf.js keeps for the page. */
  hide(): void {
    this.#work?.abort();
    this.#work = undefined;
    this.#drawn = 0;
    if (this.#canvas) free(this.#canvas);
    this.#canvas = undefined;
    this.#text?.remove();
    this.#text = undefined;
    this.#page?.release();
  }

  async #showText(page: PdfPage, scale: number, signal: AbortSignal): Promise<void> {
    const text = document.createElement('div');
    text.className = 'text';
    text.style.setProperty('--_user-unit', String(page.box.userUnit));
    if (!(await page.renderText(text, { scale, signal }))) return;
    this.#text = text;
    this.#surface.append(text);
  }

  #replaceCanvas(canvas: HTMLCanvasElement): void {
    if (this.#canvas) free(this.#canvas);
    this.#canvas = canvas;
    this.#surface.prepend(canvas);
  }
}

// A canvas of no size gives its memory back at once; Safari otherwise keeps it until garbage collection.
function free(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
  canvas.remove();
}
