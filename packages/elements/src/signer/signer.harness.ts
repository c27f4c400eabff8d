import { OtpPromptHarness } from '../otp-prompt/otp-prompt.harness.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { JseSigner } from './signer.ts';
import type { SignerStep } from './signer-machine.ts';

/** Drives a `<jse-signer>` in a test as a person would: by what is written on it. */
export class SignerHarness {
  readonly element: JseSigner;

  constructor(element: JseSigner) {
    this.element = element;
  }

  /** Everything that is written, spaces collapsed. */
  get text(): string {
    return this.element.renderRoot.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  /** The step's title. */
  get title(): string {
    return this.#query('#step-title')?.textContent?.trim() ?? '';
  }

  /** The shown pages. */
  get pages(): JsePdfPages | null {
    return this.#query<JsePdfPages>('jse-pdf-pages');
  }

  /** The prompt of the code. */
  get prompt(): OtpPromptHarness {
    const prompt = this.element.renderRoot.querySelector('jse-otp-prompt');
    if (!prompt) throw new Error(`No code is asked for at step ${this.element.step}`);
    return new OtpPromptHarness(prompt);
  }

  /** Waits for one of these steps, at most so many milliseconds. */
  async reaches(...steps: SignerStep[]): Promise<void> {
    await this.until(() => steps.includes(this.element.step), `step ${steps.join(' or ')}`);
  }

  /** Waits until something is so. */
  async until(condition: () => boolean, what: string, timeout = 20_000): Promise<void> {
    const end = performance.now() + timeout;
    for (;;) {
      await this.element.updateComplete;
      if (condition()) return;
      if (performance.now() > end) throw new Error(`Waited for ${what}; at ${this.element.step}: ${this.text}`);
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

  /** Reads all documents and goes on to the consent. */
  async readAll(): Promise<void> {
    await this.reaches('reading');
    for (;;) {
      await this.until(() => this.element.step !== 'reading' || this.#primary() !== undefined, 'the way on');
      if (this.element.step !== 'reading') return;
      this.#primary()?.click();
      await this.element.updateComplete;
    }
  }

  /** Ticks the consent and asks for the code. */
  async consent(): Promise<void> {
    this.#tick('#consent');
    await this.element.updateComplete;
    this.#primary()?.click();
  }

  /** Enters a code and confirms it. */
  async enter(code: string): Promise<void> {
    await this.reaches('code');
    await this.element.updateComplete;
    await this.prompt.type(code);
    await this.prompt.submit();
  }

  /** Fills the refusal in, as far as it is given, and sends it. */
  async refuse(reason: string, confirmed = true): Promise<void> {
    await this.press(/^Refuser|^Refuse/);
    const field = this.#query<HTMLTextAreaElement>('#reason');
    if (!field) throw new Error('No field for the reason');
    field.value = reason;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    if (confirmed) this.#tick('#confirm');
    await this.press(/Confirmer le refus|Confirm the refusal/);
  }

  #tick(selector: string): void {
    const box = this.#query<HTMLInputElement>(selector);
    if (!box) throw new Error(`Nothing to tick at step ${this.element.step}`);
    if (!box.checked) box.click();
  }

  #primary(): HTMLButtonElement | undefined {
    return this.#query<HTMLButtonElement>('.actions .primary:not(:disabled)') ?? undefined;
  }

  #button(words: string | RegExp): HTMLButtonElement | undefined {
    const says = (button: HTMLElement) => {
      const name = button.getAttribute('aria-label') ?? button.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      return typeof words === 'string' ? name === words : words.test(name);
    };
    return [...this.element.renderRoot.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].find(says);
  }

  #query<T extends Element>(selector: string): T | null {
    return this.element.renderRoot.querySelector<T>(selector);
  }
}
