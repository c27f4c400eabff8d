import type { JseCollectionTracker } from './collection-tracker.ts';

/** Drives a `<jse-collection-tracker>` in a test as a person would: by what is written on it. */
export class CollectionTrackerHarness {
  readonly element: JseCollectionTracker;

  constructor(element: JseCollectionTracker) {
    this.element = element;
  }

  /** Everything that is written, spaces collapsed. */
  get text(): string {
    return collapsed(this.element.renderRoot);
  }

  /** The signers from top to bottom, each `name: how he stands`. */
  get timeline(): string[] {
    return this.#all('.step').map(
      (step) => `${collapsed(step.querySelector('.name'))}: ${collapsed(step.querySelector('.standing'))}`,
    );
  }

  /** What has happened, newest first. */
  get history(): string[] {
    return this.#all('.history li span').map(collapsed);
  }

  /** What a screen reader was told last. */
  get spoken(): string {
    return collapsed(this.element.renderRoot.querySelector('[role="status"]'));
  }

  /** The time that is left, as written. */
  get left(): string {
    return collapsed(this.element.renderRoot.querySelector('.left'));
  }

  /** Waits until the collection is shown. */
  async ready(): Promise<void> {
    await this.until(() => this.element.collection !== undefined && this.timeline.length > 0, 'the collection');
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

  /** Presses the button that bears these words, once it can be pressed. */
  async press(words: string | RegExp): Promise<void> {
    await this.until(() => this.#button(words) !== undefined, `a button “${String(words)}”`);
    this.#button(words)?.click();
    await this.element.updateComplete;
  }

  /** Whether a button bears these words and can be pressed. */
  offers(words: string | RegExp): boolean {
    return this.#button(words) !== undefined;
  }

  /** Types into a field of the replacement: `firstName`, `lastName`, `email`, `phone`. */
  async type(field: string, value: string): Promise<void> {
    const input = this.element.renderRoot.querySelector<HTMLInputElement>(`#replacement-${field}`);
    if (!input) throw new Error(`No field ${field}`);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await this.element.updateComplete;
  }

  #button(words: string | RegExp): HTMLButtonElement | undefined {
    const open = this.element.renderRoot.querySelector('dialog[open]');
    const buttons = [...(open ?? this.element.renderRoot).querySelectorAll<HTMLButtonElement>('button:enabled')];
    return buttons.find((button) => {
      const name = button.getAttribute('aria-label') ?? collapsed(button);
      return typeof words === 'string' ? name === words : words.test(name);
    });
  }

  #all(selector: string): Element[] {
    return [...this.element.renderRoot.querySelectorAll(selector)];
  }
}

const collapsed = (node: Node | null | undefined): string => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
