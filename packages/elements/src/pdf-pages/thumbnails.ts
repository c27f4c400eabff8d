import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { NearPages } from './near-pages.ts';
import type { JsePdfPages } from './pdf-pages.ts';
import { pageName } from './render-sheet.ts';

/** Edge of the box that a page's small picture fits into, in CSS pixels. */
const edge = 112;

/** Small pictures of all pages, to find one by its looks; those out of view are freed. */
export class Thumbnails {
  readonly #pages: JsePdfPages;
  readonly #near: NearPages;
  readonly #canvases = new Map<number, HTMLCanvasElement>();
  #waiting: number[] = [];
  #drawing = new AbortController();
  #busy = false;
  #watched = 0;
  #current = 0;

  /** Of the document that the pages show. */
  constructor(pages: JsePdfPages) {
    this.#pages = pages;
    this.#near = new NearPages((entered, left) => {
      for (const number of left) this.#free(number);
      this.#waiting = [...this.#waiting.filter((number) => !left.includes(number)), ...entered];
      void this.#draw();
    });
  }

  /** Pixels in all small pictures. */
  get pixels(): number {
    return [...this.#canvases.values()].reduce((sum, { width, height }) => sum + width * height, 0);
  }

  /** Forgets a document. */
  reset(): void {
    this.#drawing.abort();
    this.#drawing = new AbortController();
    this.#waiting = [];
    this.#near.clear();
    for (const number of [...this.#canvases.keys()]) this.#free(number);
    [this.#watched, this.#current] = [0, 0];
  }

  /** The list; one of its pages takes part in the order of tabs, arrows go to the others. */
  render(turn: number): TemplateResult {
    const { t, pageCount } = this.#pages;
    const thumbnail = (number: number) =>
      html`<li>
        <button
          type="button"
          class="thumbnail"
          tabindex="-1"
          data-page=${number}
          aria-label=${pageName(this.#pages, number)}
        >
          <span class="picture"></span>
          <span aria-hidden="true">${this.#pages.labelOfPage(number) ?? number}</span>
        </button>
      </li>`;
    const labels = Array.from({ length: Math.min(pageCount, 50) }, (_, index) => this.#pages.labelOfPage(index + 1));
    return html`<nav
      class="thumbnails"
      part="thumbnails"
      aria-label=${t.term('thumbnails')}
      @click=${this.#choose}
      @keydown=${this.#key}
    >
      <ol>
        ${guard([turn, pageCount, labels.join(), t.lang()], () =>
          Array.from({ length: pageCount }, (_, index) => thumbnail(index + 1)),
        )}
      </ol>
    </nav>`;
  }

  /** After a rendering: watches new ones, and marks the page in view. */
  updated(): void {
    const buttons = this.#pages.renderRoot.querySelectorAll<HTMLButtonElement>('.thumbnail');
    if (this.#watched !== buttons.length) {
      this.reset();
      this.#watched = buttons.length;
      for (const [index, button] of buttons.entries()) this.#near.watch(index + 1, button);
    }
    const { page } = this.#pages;
    if (page === this.#current || buttons.length === 0) return;
    this.#current = page;
    for (const old of this.#pages.renderRoot.querySelectorAll('.thumbnail[aria-current]')) {
      old.removeAttribute('aria-current');
      old.setAttribute('tabindex', '-1');
    }
    const now = buttons[page - 1];
    now?.setAttribute('aria-current', 'page');
    now?.setAttribute('tabindex', '0');
    if (now) bringIntoView(now);
  }

  readonly #choose = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLElement>('.thumbnail');
    if (!button) return;
    this.#pages.scrollToPage(Number(button.dataset.page));
    // Over the pages they would cover what was chosen.
    const list = button.closest('.thumbnails');
    if (!list || getComputedStyle(list).position !== 'absolute') return;
    this.#pages.thumbnails = false;
    this.#pages.renderRoot.querySelector<HTMLElement>('#thumbnails')?.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const buttons = [...this.#pages.renderRoot.querySelectorAll<HTMLButtonElement>('.thumbnail')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const next = to === undefined ? undefined : buttons[to];
    if (to === undefined) return;
    event.preventDefault();
    if (next) {
      next.focus({ preventScroll: true });
      bringIntoView(next);
    }
  };

  /** One after the other, so that the pages themselves are not held up. */
  async #draw(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let number = this.#waiting.shift(); number !== undefined; number = this.#waiting.shift()) {
      await this.#drawOne(number).catch(() => undefined);
    }
    this.#busy = false;
  }

  async #drawOne(number: number): Promise<void> {
    const { signal } = this.#drawing;
    const page = await this.#pages.loadPage(number);
    const scale = edge / Math.max(page.size.width, page.size.height);
    const canvas = document.createElement('canvas');
    const drawn = await page.render(canvas, { scale, pixelRatio: Math.min(2, devicePixelRatio || 1), signal });
    const picture = this.#pages.renderRoot.querySelector(`[data-page="${number}"] .picture`);
    if (!drawn || !picture || !this.#near.numbers.includes(number)) {
      canvas.width = 0;
      return;
    }
    this.#free(number);
    this.#canvases.set(number, canvas);
    picture.replaceChildren(canvas);
  }

  #free(number: number): void {
    const canvas = this.#canvases.get(number);
    if (!canvas) return;
    this.#canvases.delete(number);
    canvas.width = 0;
    canvas.remove();
  }
}

/** Scrolls the list, and nothing around it. */
function bringIntoView(button: HTMLElement): void {
  const list = button.closest<HTMLElement>('.thumbnails');
  if (!list) return;
  const [box, view] = [button.getBoundingClientRect(), list.getBoundingClientRect()];
  if (box.top < view.top) list.scrollTop += box.top - view.top;
  else if (box.bottom > view.bottom) list.scrollTop += box.bottom - view.bottom;
}
