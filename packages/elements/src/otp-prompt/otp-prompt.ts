import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { baseStyles, buttonStyles } from '../theme/index.ts';
import { codeFrom, isWholeCode } from './code-entry.ts';
import { clockFace, isoDuration, type Moment, secondsUntil } from './countdown.ts';
import { CodeEnteredEvent, CodeResendEvent } from './otp-prompt.events.ts';
import { otpPromptStyles } from './otp-prompt.styles.ts';
import { otpPromptTerms } from './otp-prompt.terms.ts';
import { Ticker } from './ticker.ts';
import { readCodeFromSms } from './web-otp.ts';

/** What the platform said of the code: nothing yet, it is being checked, or why it was not taken. */
export type OtpStatus = 'ready' | 'checking' | 'wrong' | 'expired' | 'exceeded' | 'locked';

/**
 * Asks for the six digits of an SMS code: one input that takes typing, paste and autofill in any format, and WebOTP
 * where the browser has it. It keeps the code in memory only and never restores one.
 *
 * @tagname jse-otp-prompt
 * @fires {CodeEnteredEvent} jse-code-entered - A whole code was confirmed.
 * @fires {CodeResendEvent} jse-code-resend - Another code is asked for.
 * @csspart input - The input of the code.
 * @csspart submit - The confirming button.
 * @csspart resend - The button that asks for another code.
 */
export class JseOtpPrompt extends LocalizedElement {
  static override styles = [...baseStyles, buttonStyles, otpPromptStyles];
  static override shadowRootOptions = { ...LocalizedElement.shadowRootOptions, delegatesFocus: true };
  // Without decorators: this element is loaded alone, and they would be a twentieth of it.
  static override properties = {
    name: { reflect: true },
    phone: {},
    reference: {},
    expiresAt: { attribute: 'expires-at' },
    resendAt: { attribute: 'resend-at' },
    triesLeft: { attribute: 'tries-left', type: Number },
    status: { reflect: true },
    disabled: { type: Boolean, reflect: true },
    required: { type: Boolean, reflect: true },
    submitLabel: { attribute: 'submit-label' },
    withoutSubmit: { type: Boolean, attribute: 'without-submit' },
    code: { state: true, attribute: false },
    short: { state: true, attribute: false },
  };
  /** Takes part in the host's forms under `name`. */
  static readonly formAssociated = true;

  /** Name under which a form sends the code. */
  name = '';

  /** The phone that the SMS went to, masked: `+33 6 •• •• •• 78`. */
  phone = '';

  /** The reference that the SMS bears, for the person to compare. */
  reference = '';

  /** When the code dies: RFC 3339, a Date or epoch milliseconds, by this device's clock. */
  expiresAt: Moment = null;

  /** From when another code may be asked for, in the same forms. */
  resendAt: Moment = null;

  /** Tries left for this code; null where unknown. */
  triesLeft: number | null = null;

  /** What the platform said of the code. */
  status: OtpStatus = 'ready';

  /** Disables entry. */
  disabled = false;

  /** A form is not valid without a whole code. */
  required = false;

  /** Words of the confirming button in place of the built-in ones. */
  submitLabel = '';

  /** Leaves the confirming button out; the host calls `submit()`. */
  withoutSubmit = false;

  private code = '';

  private short = false;

  /** @internal The element’s words. */
  readonly t = new Localize(this, otpPromptTerms);
  private readonly internals = this.attachInternals();
  private readonly ticker = new Ticker(this, () => this.isConnected && (this.expiresAt ?? this.resendAt) !== null);
  private sms: AbortController | undefined;

  /** The digits entered so far; setting it takes any format. */
  get value(): string {
    return this.code;
  }

  set value(text: string) {
    this.code = codeFrom(text);
    this.short = false;
  }

  /** The form that the prompt belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** Whether a whole code stands and nothing speaks against it. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** Confirms the code as the button does: fires `jse-code-entered`, or says what is missing and returns false. */
  submit(): boolean {
    if (this.blocked()) return false;
    if (!isWholeCode(this.code)) {
      this.short = true;
      this.focus();
      return false;
    }
    this.sms?.abort();
    this.dispatchEvent(new CodeEnteredEvent(this.code));
    return true;
  }

  /** Empties the input. */
  clear(): void {
    this.value = '';
  }

  /** Called by the form: a code is never kept. */
  formResetCallback(): void {
    this.clear();
  }

  /** Called by the form. */
  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  /** Called by the browser when a page is restored: a code is never restored. */
  formStateRestoreCallback(): void {
    this.clear();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listenForSms();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sms?.abort();
    this.clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.internals.role = 'group';
    this.internals.ariaLabel = this.t.term('label');
    const refused = changed.has('status') && (this.fault() !== undefined || this.status === 'ready');
    if (refused && changed.get('status') !== undefined) this.clear();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.internals.setFormValue(this.code === '' ? null : this.code);
    this.describeValidity();
    if (changed.has('expiresAt') && changed.get('expiresAt') !== undefined) this.listenForSms();
    if (changed.has('status') && this.status === 'wrong') this.focus();
  }

  protected override render(): TemplateResult {
    const left = secondsUntil(this.expiresAt, this.ticker.now());
    const fault = this.fault(left);
    const blocked = this.blocked(left);
    return html`<form novalidate @submit=${this.onSubmit}>
      <div class="about">
        <label for="code">${this.t.term('label')}</label>
        <p id="about" class="small muted">
          ${this.phone ? this.t.term('sentTo', this.phone) : nothing}
          ${this.reference ? html`<br />${this.t.term('reference', this.reference)}` : nothing}
        </p>
      </div>
      <div class="entry">
        <input
          id="code"
          part="input"
          name="one-time-code"
          inputmode="numeric"
          autocomplete="one-time-code"
          enterkeyhint="done"
          placeholder=${this.t.term('placeholder')}
          aria-describedby="about fault secrecy"
          aria-invalid=${fault !== undefined}
          ?required=${this.required}
          ?disabled=${blocked}
          .value=${this.code}
          @input=${this.onInput}
          @paste=${this.onPaste}
        />
        <p id="fault" class="error" role="alert">${fault ?? nothing}</p>
      </div>
      ${this.times(left)}
      ${
        this.withoutSubmit
          ? nothing
          : html`<button class="button primary submit" part="submit" type="submit" ?disabled=${blocked}>
              ${this.status === 'checking' ? this.t.term('checking') : this.submitLabel || this.t.term('submit')}
            </button>`
      }
      <p id="secrecy" class="small muted">${this.t.term('secrecy')}</p>
      <p class="visually-hidden" role="status">${this.announcement(left)}</p>
    </form>`;
  }

  private times(left: number | null): TemplateResult | typeof nothing {
    if (this.status === 'locked') return nothing;
    const wait = secondsUntil(this.resendAt, this.ticker.now());
    const running = left !== null && left > 0 && this.status !== 'expired' && this.status !== 'exceeded';
    return html`<div class="times small">
      ${
        running
          ? html`<p class="muted">
              ${this.t.term('validFor')} <time role="timer" datetime=${isoDuration(left)}>${clockFace(left)}</time>
            </p>`
          : nothing
      }
      ${
        wait !== null && wait > 0
          ? html`<p class="muted">${this.t.term('resendIn', clockFace(wait))}</p>`
          : html`<button
              class="button quiet"
              part="resend"
              type="button"
              ?disabled=${this.disabled || this.status === 'checking'}
              @click=${this.onResend}
            >
              ${this.t.term('resend')}
            </button>`
      }
    </div>`;
  }

  private announcement(left: number | null): string {
    if (this.status === 'checking') return this.t.term('checking');
    return left === 300 || left === 60 ? this.t.term('minutesLeft', left / 60) : '';
  }

  private fault(left = secondsUntil(this.expiresAt, this.ticker.now())): string | undefined {
    if (this.status === 'locked') return this.t.term('locked');
    if (this.status === 'exceeded' || this.triesLeft === 0) return this.t.term('exceeded');
    if (this.status === 'expired' || (left === 0 && this.status !== 'checking')) return this.t.term('expired');
    if (this.short) return this.t.term('tooShort');
    if (this.status !== 'wrong') return undefined;
    const tries = this.triesLeft === null ? '' : ` ${this.t.term('triesLeft', this.triesLeft)}`;
    return this.t.term('wrong') + tries;
  }

  private blocked(left = secondsUntil(this.expiresAt, this.ticker.now())): boolean {
    const over = this.status === 'expired' || this.status === 'exceeded' || this.status === 'locked';
    return this.disabled || over || this.status === 'checking' || this.triesLeft === 0 || left === 0;
  }

  private describeValidity(): void {
    const fault = this.fault();
    const valueMissing = !fault && this.required && this.code === '';
    const tooShort = !fault && this.code !== '' && !isWholeCode(this.code);
    const said = fault ?? (valueMissing || tooShort ? this.t.term('tooShort') : '');
    const anchor = this.renderRoot.querySelector('input') ?? this;
    this.internals.setValidity({ customError: !!fault, valueMissing, tooShort }, said, anchor);
  }

  private listenForSms(): void {
    this.sms?.abort();
    this.sms = new AbortController();
    const { signal } = this.sms;
    void readCodeFromSms(signal).then((text) => {
      if (text !== undefined && !signal.aborted) this.value = text;
    });
  }

  private onInput(event: InputEvent): void {
    const input = event.target as HTMLInputElement;
    this.value = input.value;
    // Lit writes a value only when it changed; a stray letter leaves the code as it was.
    if (input.value !== this.code) input.value = this.code;
  }

  private onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text') ?? '';
    const code = codeFrom(text);
    if (!isWholeCode(code)) return;
    event.preventDefault();
    this.value = code;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    this.submit();
  }

  private onResend(): void {
    this.dispatchEvent(new CodeResendEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-otp-prompt': JseOtpPrompt;
  }
}
