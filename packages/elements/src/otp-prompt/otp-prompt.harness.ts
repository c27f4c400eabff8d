import type { JseOtpPrompt } from './otp-prompt.ts';

/** Drives a `<jse-otp-prompt>` in a test as a person would, and reads what stands on it. */
export class OtpPromptHarness {
  readonly element: JseOtpPrompt;

  constructor(element: JseOtpPrompt) {
    this.element = element;
  }

  /** The input of the code. */
  get input(): HTMLInputElement {
    return this.#find<HTMLInputElement>('input');
  }

  /** Types or autofills a text into the input. */
  async type(text: string): Promise<void> {
    await this.element.updateComplete;
    this.input.value = text;
    this.input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: text }));
    await this.element.updateComplete;
  }

  /** Pastes a text into the input. */
  async paste(text: string): Promise<void> {
    await this.element.updateComplete;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true });
    if (this.input.dispatchEvent(event)) await this.type(text);
    await this.element.updateComplete;
  }

  /** Confirms as the button (or Enter) does. */
  async submit(): Promise<void> {
    this.#find<HTMLFormElement>('form').requestSubmit();
    await this.element.updateComplete;
  }

  /** Asks for another code; throws while that is not offered. */
  async resend(): Promise<void> {
    this.#find<HTMLButtonElement>('[part="resend"]').click();
    await this.element.updateComplete;
  }

  /** What is said to be wrong, or an empty text. */
  get fault(): string {
    return this.#find('#fault').textContent?.trim() ?? '';
  }

  /** Everything that is written on the prompt. */
  get text(): string {
    return this.element.renderRoot.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  }

  /** Whether another code can be asked for now. */
  get canResend(): boolean {
    return this.element.renderRoot.querySelector('[part="resend"]:not(:disabled)') !== null;
  }

  #find<T extends Element>(selector: string): T {
    const found = this.element.renderRoot.querySelector<T>(selector);
    if (!found) throw new Error(`No ${selector} on the prompt now`);
    return found;
  }
}
