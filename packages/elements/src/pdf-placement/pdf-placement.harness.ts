import { visibleSignature } from '@jse/sdk/rules';
import type { JsePdfPlacement } from './pdf-placement.ts';
import type { SignerPlacement } from './placement-model.ts';

/** A spot of the viewport, in CSS pixels. */
export interface ClientPoint {
  readonly clientX: number;
  readonly clientY: number;
}

/**
 * Drives `<jse-pdf-placement>` in a test as its user would: by names and page coordinates, with real focus and pointer
 * events. With a test runner that moves the true mouse, `pointAt` says where to.
 */
export class PdfPlacementHarness {
  /** The element under test. */
  readonly element: JsePdfPlacement;

  /** Wraps an element that is in the document. */
  constructor(element: JsePdfPlacement) {
    this.element = element;
  }

  /** Resolves when the document is open, its first page's size is known, and places can be carried. */
  async ready(): Promise<void> {
    await this.element.updateComplete;
    const pages = this.#pages;
    if (pages.pageCount === 0) {
      await new Promise((resolve) => pages.addEventListener('jse-pages-ready', resolve, { once: true }));
    }
    await this.#until(() => this.element.renderRoot.querySelector('.layout.ready') !== null, 'Nothing can be carried');
  }

  /** The signer's button in the palette. */
  signer(name: string): HTMLButtonElement {
    const rows = [...this.element.renderRoot.querySelectorAll<HTMLButtonElement>('.signer')];
    const row = rows.find((candidate) => candidate.querySelector('strong')?.textContent === name);
    if (!row) throw new Error(`No signer “${name}” in the palette`);
    return row;
  }

  /** The boxes on the pages, in the order of the placements. */
  get boxes(): HTMLButtonElement[] {
    const boxes = [...this.element.renderRoot.querySelectorAll<HTMLButtonElement>('.box[data-index]')];
    return boxes.sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index));
  }

  /** The box at an index of the placements. */
  box(index: number): HTMLButtonElement {
    const box = this.boxes[index];
    if (!box) throw new Error(`No box ${index} of ${this.boxes.length}`);
    return box;
  }

  /** The box that has the focus. */
  get focusedBox(): HTMLButtonElement | undefined {
    const { activeElement } = this.element.renderRoot as ShadowRoot;
    return this.boxes.find((box) => box === activeElement);
  }

  /** Places a signer on the page in view by the keyboard's way; resolves when his box has the focus. */
  async placeByKeyboard(name: string): Promise<void> {
    const button = this.signer(name);
    button.focus();
    const changed = new Promise((resolve) => {
      this.element.addEventListener('jse-placements-change', resolve, { once: true });
    });
    button.click();
    await changed;
    await this.element.updateComplete;
  }

  /** Presses a key on a box. */
  async press(index: number, key: string, modifiers: KeyboardEventInit = {}): Promise<void> {
    const box = this.box(index);
    box.focus();
    box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, ...modifiers }));
    await this.element.updateComplete;
  }

  /** Where a point of a page (points from the bottom left) is on screen. */
  pointAt(page: number, x: number, y: number): ClientPoint {
    const box = this.#pages.boxOfPage(page);
    const size = this.#pages.sizeOfPage(page);
    if (!box || !size) throw new Error(`Page ${page} is not shown`);
    const scale = box.width / size.width;
    return { clientX: box.left + x * scale, clientY: box.top + (size.height - y) * scale };
  }

  /** Where a box is on its page by its rectangle on screen: points of the bottom left corner. */
  measured(index: number): SignerPlacement {
    const placement = this.element.placements[index];
    const rectangle = this.box(index).getBoundingClientRect();
    const pages = Array.from({ length: this.#pages.pageCount }, (_, at) => at + 1);
    const middle = rectangle.top + rectangle.height / 2;
    const page = pages.find((number) => {
      const sheet = this.#pages.boxOfPage(number);
      return sheet && middle >= sheet.top && middle <= sheet.bottom;
    });
    if (!placement || page === undefined) throw new Error(`Box ${index} is on no page`);
    const { x, y } = this.#pages.pointOnPage(page, rectangle.left, rectangle.bottom);
    return { signerId: placement.signerId, page, x, y };
  }

  /** Width and height of a box on screen, in points. */
  measuredSize(index: number): { readonly width: number; readonly height: number } {
    const rectangle = this.box(index).getBoundingClientRect();
    const scale = this.#pages.scaleOfPage(this.measured(index).page);
    return { width: rectangle.width / scale, height: rectangle.height / scale };
  }

  /** Types a number into the form of the selected box. */
  async type(field: 'page' | 'x' | 'y', value: number): Promise<void> {
    const input = this.element.renderRoot.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    if (!input) throw new Error('No box is selected');
    input.value = String(value);
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await this.element.updateComplete;
  }

  /** The proposed places, as they are on the pages. */
  get suggestions(): HTMLButtonElement[] {
    return [...this.element.renderRoot.querySelectorAll<HTMLButtonElement>('.suggestion')];
  }

  /** Resolves once places are proposed. */
  async proposed(): Promise<void> {
    await this.#until(() => this.suggestions.length > 0, 'Nothing is proposed');
  }

  /** A button by its accessible name: its text, or its label. */
  button(name: string): HTMLButtonElement {
    const buttons = [...this.element.renderRoot.querySelectorAll('button')];
    const found = buttons.find((button) => (button.ariaLabel ?? button.textContent ?? '').trim() === name);
    if (!found) throw new Error(`No button “${name}”`);
    return found;
  }

  /** What was said last to screen readers. */
  get announcement(): string {
    return this.element.renderRoot.querySelector('[aria-live]')?.textContent?.trim() ?? '';
  }

  /** Size of a visible signature as the platform fixes it, in points. */
  readonly signatureSize = { width: visibleSignature.width, height: visibleSignature.height };

  async #until(condition: () => boolean, otherwise: string): Promise<void> {
    for (let waits = 0; ; waits += 1) {
      await this.element.updateComplete;
      if (condition()) return;
      if (waits > 200) throw new Error(otherwise);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  get #pages() {
    const pages = this.element.renderRoot.querySelector('jse-pdf-pages');
    if (!pages) throw new Error('Not rendered yet');
    return pages;
  }
}
