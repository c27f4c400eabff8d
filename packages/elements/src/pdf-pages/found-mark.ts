import type { Passage } from './page-text.ts';
import type { JsePdfPages } from './pdf-pages.ts';

/** A page far away is drawn, text and all, within this many frames or is shown without its mark. */
const patience = 300;

/** Marks a passage on its page, over the words themselves: their boxes are those of the text layer. */
export class FoundMark {
  readonly #pages: JsePdfPages;
  #boxes: HTMLElement[] = [];
  #turn = 0;

  /** On the pages that are shown. */
  constructor(pages: JsePdfPages) {
    this.#pages = pages;
  }

  /** Takes the mark away. */
  clear(): void {
    this.#turn += 1;
    for (const box of this.#boxes) box.remove();
    this.#boxes = [];
  }

  /** Brings a passage into view and marks it. */
  async show(page: number, passage: Passage): Promise<void> {
    this.clear();
    const turn = this.#turn;
    const box = this.#pages.boxOfPage(page);
    const { top = 0, bottom = innerHeight } = this.#pages.scrollBox ?? {};
    if (!box || box.bottom < top || box.top > bottom) this.#pages.scrollToPage(page);
    const surface = await this.#drawn(page, turn);
    const sheet = this.#pages.boxOfPage(page);
    if (!surface || !sheet) return;
    for (const { left, top, width, height } of rectanglesOf(surface, passage)) {
      const mark = document.createElement('div');
      mark.className = 'found';
      mark.style.left = `${((left - sheet.left) / sheet.width) * 100}%`;
      mark.style.top = `${((top - sheet.top) / sheet.height) * 100}%`;
      mark.style.width = `${(width / sheet.width) * 100}%`;
      mark.style.height = `${(height / sheet.height) * 100}%`;
      surface.append(mark);
      this.#boxes.push(mark);
    }
    this.#bringIntoView();
  }

  async #drawn(page: number, turn: number): Promise<HTMLElement | undefined> {
    for (let frames = 0; frames < patience && turn === this.#turn; frames += 1) {
      const text = this.#pages.renderRoot.querySelector<HTMLElement>(`.page:nth-child(${page}) .text`);
      if (text?.parentElement) return text.parentElement;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return undefined;
  }

  #bringIntoView(): void {
    const [mark] = this.#boxes;
    const view = this.#pages.scrollBox;
    if (!mark || !view) return;
    const box = mark.getBoundingClientRect();
    const [top, bottom] = [Math.max(0, view.top), Math.min(innerHeight, view.bottom)];
    const down = box.top < top || box.bottom > bottom ? (box.top + box.bottom - top - bottom) / 2 : 0;
    const right =
      box.left < view.left || box.right > view.right ? (box.left + box.right - view.left - view.right) / 2 : 0;
    if (down !== 0 || right !== 0) this.#pages.scrollPagesBy(down, right);
  }
}

/** The boxes of a passage on screen, one for each run that it goes through. Runs without text have no span. */
function rectanglesOf(surface: HTMLElement, { from, to }: Passage): readonly DOMRect[] {
  const spans = [...surface.querySelectorAll('.text span:not(.markedContent)')];
  const rectangles: DOMRect[] = [];
  for (let run = from.run; run <= to.run; run += 1) {
    const text = spans[run]?.firstChild;
    if (!(text instanceof Text)) continue;
    const range = document.createRange();
    range.setStart(text, run === from.run ? Math.min(from.offset, text.length) : 0);
    range.setEnd(text, run === to.run ? Math.min(to.offset + 1, text.length) : text.length);
    rectangles.push(range.getBoundingClientRect());
  }
  return rectangles;
}
