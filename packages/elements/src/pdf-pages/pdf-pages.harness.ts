import type { PageRenderedEvent } from './pdf-pages.events.ts';
import type { JsePdfPages } from './pdf-pages.ts';

/** Drives `<jse-pdf-pages>` in a test as its user would: through what it shows. */
export class PdfPagesHarness {
  /** The element under test. */
  readonly element: JsePdfPages;

  /** Wraps an element that is in the document. */
  constructor(element: JsePdfPages) {
    this.element = element;
  }

  /** Resolves when a page's picture is on screen. */
  async rendered(page: number): Promise<void> {
    await this.element.updateComplete;
    if (this.canvas(page)) return;
    await new Promise<void>((resolve) => {
      const listen = (event: PageRenderedEvent) => {
        if (event.page !== page) return;
        this.element.removeEventListener('jse-page-rendered', listen);
        resolve();
      };
      this.element.addEventListener('jse-page-rendered', listen);
    });
  }

  /** The sheet of a page. */
  sheet(page: number): HTMLElement {
    const sheet = this.element.renderRoot.querySelector<HTMLElement>(`.page:nth-child(${page})`);
    if (!sheet) throw new Error(`No page ${page}: the element shows ${this.element.pageCount}`);
    return sheet;
  }

  /** The picture of a page, while it is near the view. */
  canvas(page: number): HTMLCanvasElement | null {
    return this.sheet(page).querySelector('canvas');
  }

  /** The text of a page as a screen reader finds it; empty while the page is far from the view. */
  text(page: number): string {
    return this.sheet(page).querySelector('.text')?.textContent ?? '';
  }

  /** What is said instead of a document, if anything. */
  get message(): string | undefined {
    return this.element.renderRoot.querySelector('.message')?.textContent?.trim() || undefined;
  }

  /** Enters the password that is asked for. */
  async unlock(password: string): Promise<void> {
    const input = this.element.renderRoot.querySelector<HTMLInputElement>('input[type="password"]');
    if (!input) throw new Error('No password is asked for');
    input.value = password;
    input.form?.requestSubmit();
    await this.element.updateComplete;
  }

  /** What is said of the password that was entered, if anything. */
  get wrongPassword(): string | undefined {
    return this.element.renderRoot.querySelector('#password-wrong')?.textContent?.trim() || undefined;
  }

  /** Presses a button of the toolbar by its accessible name. */
  press(label: string): void {
    const button = this.element.renderRoot.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`);
    if (!button) throw new Error(`No button “${label}”`);
    button.click();
  }

  /** The page number as the toolbar says it. */
  get position(): string {
    return this.element.renderRoot.querySelector('.position')?.textContent?.trim() ?? '';
  }

  /** Looks for words in the document; resolves with what is said of them, once they are found or not. */
  async find(words: string): Promise<string> {
    await this.element.openSearch();
    const input = this.element.renderRoot.querySelector<HTMLInputElement>('#find');
    if (!input) throw new Error('There is no search');
    input.value = words;
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    for (;;) {
      await new Promise((done) => setTimeout(done, 20));
      const { said } = this;
      if (said !== '' && !said.endsWith('…')) return said;
    }
  }

  /** What is said of the search. */
  get said(): string {
    return this.element.renderRoot.querySelector('#find-result')?.textContent?.trim() ?? '';
  }

  /** The small pictures' buttons. */
  get thumbnails(): HTMLButtonElement[] {
    return [...this.element.renderRoot.querySelectorAll<HTMLButtonElement>('.thumbnail')];
  }
}
