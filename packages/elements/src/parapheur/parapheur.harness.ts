import { OtpPromptHarness } from '../otp-prompt/otp-prompt.harness.ts';
import type { JseParapheur } from './parapheur.ts';
import type { TrayStep } from './parapheur-machine.ts';

/** Drives a `<jse-parapheur>` in a test as a person would: by what is written on it. */
export class ParapheurHarness {
  readonly element: JseParapheur;

  constructor(element: JseParapheur) {
    this.element = element;
  }

  /** Everything that is written, spaces collapsed. */
  get text(): string {
    return this.element.renderRoot.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  /** The titles of the entries, in their order. */
  get entries(): string[] {
    return this.#all<HTMLElement>('.row .name').map((name) => name.textContent?.trim() ?? '');
  }

  /** What became of each collection of the batch. */
  get outcomes(): string[] {
    return this.#all<HTMLElement>('.outcomes li').map((line) => line.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '');
  }

  /** The prompt of the code. */
  get prompt(): OtpPromptHarness {
    const prompt = this.element.renderRoot.querySelector('jse-otp-prompt');
    if (!prompt) throw new Error(`No code is asked for at step ${this.element.step}`);
    return new OtpPromptHarness(prompt);
  }

  /** Waits for one of these steps, at most so many milliseconds. */
  async reaches(...steps: TrayStep[]): Promise<void> {
    await this.until(() => steps.includes(this.element.step), `step ${steps.join(' or ')}`);
  }

  /** Waits until something is so. */
  async until(condition: () => boolean, what: string, timeout = 20_000): Promise<void> {
    for (const end = performance.now() + timeout; ;) {
      await this.element.updateComplete;
      if (condition()) return;
      if (performance.now() > end) throw new Error(`Waited for ${what}; at ${this.element.step}: ${this.text}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Ticks or unticks the entry of this title. */
  async choose(title: string): Promise<void> {
    const row = this.#all<HTMLElement>('.row').find((one) => one.querySelector('.name')?.textContent?.trim() === title);
    if (!row) throw new Error(`No entry “${title}”`);
    row.querySelector<HTMLInputElement>('input')?.click();
    await this.element.updateComplete;
  }

  /** Ticks all entries that are shown. */
  async chooseAll(): Promise<void> {
    this.element.renderRoot.querySelector<HTMLInputElement>('.all input')?.click();
    await this.element.updateComplete;
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

  /** Consents and asks for the code. */
  async consent(): Promise<void> {
    await this.reaches('consent');
    await this.element.updateComplete;
    const box = this.element.renderRoot.querySelector<HTMLInputElement>('#consent');
    if (box && !box.checked) box.click();
    await this.press(/SMS/);
  }

  /** Enters a code and confirms it. */
  async enter(code: string): Promise<void> {
    await this.reaches('code');
    await this.element.updateComplete;
    await this.prompt.type(code);
    await this.prompt.submit();
  }

  #button(words: string | RegExp): HTMLButtonElement | undefined {
    return this.#all<HTMLButtonElement>('button:not(:disabled)').find((button) => {
      const name = button.getAttribute('aria-label') ?? button.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      return typeof words === 'string' ? name === words : words.test(name);
    });
  }

  #all<T extends Element>(selector: string): T[] {
    return [...this.element.renderRoot.querySelectorAll<T>(selector)];
  }
}
