import type { JseSignatureReport } from './signature-report.ts';

/** Drives a `<jse-signature-report>` in a test as a person would: by what is written on it. */
export class SignatureReportHarness {
  readonly element: JseSignatureReport;

  constructor(element: JseSignatureReport) {
    this.element = element;
  }

  /** Everything that is written, spaces collapsed. */
  get text(): string {
    return this.element.renderRoot.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  /** The verdict's sentence; empty while there is none. */
  get verdict(): string {
    return this.#text('.verdict .title');
  }

  /** Each signature's card. */
  get signatures(): string[] {
    return this.#all<HTMLElement>('article.signature').map(textOf);
  }

  /** The revisions on the line. */
  get revisions(): string[] {
    return this.#all<HTMLElement>('.timeline li').map(textOf);
  }

  /** The changes in words. */
  get changes(): string[] {
    return this.#all<HTMLElement>('.list li').map(textOf);
  }

  /** What the pictures of pages are called. */
  get pictures(): string[] {
    return this.#all('.sheet').map((sheet) => sheet.getAttribute('aria-label') ?? '');
  }

  /** Chooses a file as the dialog of the browser would. */
  choose(file: File): void {
    const input = this.element.renderRoot.querySelector<HTMLInputElement>('input[type="file"]');
    if (!input) throw new Error('No file can be chosen now');
    const chosen = new DataTransfer();
    chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event('change'));
  }

  /** Waits for a report, or for its failure. */
  async ended(): Promise<void> {
    await this.until(() => this.verdict !== '' || this.#text('[role="alert"]') !== '', 'the end of the verification');
  }

  /** Waits until something is so. */
  async until(condition: () => boolean, what: string, timeout = 20_000): Promise<void> {
    for (const end = performance.now() + timeout; ;) {
      await this.element.updateComplete;
      if (condition()) return;
      if (performance.now() > end) throw new Error(`Waited for ${what}: ${this.text}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Presses the first button that bears these words. */
  async press(words: string | RegExp): Promise<void> {
    const fits = (button: HTMLElement) =>
      typeof words === 'string' ? textOf(button) === words : words.test(textOf(button));
    await this.until(() => this.#all<HTMLElement>('button').some(fits), `a button “${String(words)}”`);
    this.#all<HTMLElement>('button').find(fits)?.click();
    await this.element.updateComplete;
  }

  #text(selector: string): string {
    const found = this.element.renderRoot.querySelector<HTMLElement>(selector);
    return found ? textOf(found) : '';
  }

  #all<T extends Element>(selector: string): T[] {
    return [...this.element.renderRoot.querySelectorAll<T>(selector)];
  }
}

const textOf = (element: Element): string => element.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
