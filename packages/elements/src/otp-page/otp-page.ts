import { type Collection, JseError, userMessage } from '@jse/sdk/browser';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { consentBox } from '../consent/consent-box.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import type { JseOtpPrompt } from '../otp-prompt/otp-prompt.ts';
import { otpStatusOf } from '../otp-prompt/otp-status.ts';
import { signerName } from '../signer/situation.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import type { FramePort } from './frame-port.ts';
import { OtpPageFlow, type OtpPageTask } from './otp-page-flow.ts';
import type { OtpPageState } from './otp-page-machine.ts';
import { otpPageStyles } from './otp-page.styles.ts';
import { otpPageTerms } from './otp-page.terms.ts';
import { SeenGuard } from './seen-guard.ts';

const title = (text: string) => html`<h1 class="title" id="step-title" tabindex="-1">${text}</h1>`;
/** What an act is done to, and must have been plainly visible. */
const guarded = '.consent, .guarded';
const screenOf = (step: OtpPageState['step']): string =>
  step.replace(/^(re)?sending-code$/, (_, re) => (re ? 'code' : 'consent'));

/**
 * What stands in the platform's frame: the documents as the platform names them, the consent, the code, the progress.
 * Served by the platform alone; pages of vendors have `<jse-otp-frame>`.
 *
 * @tagname jse-otp-page
 */
export class JseOtpPage extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, otpPageStyles];

  /** What is to be signed, by which client. */
  @property({ attribute: false })
  task: OtpPageTask | undefined;

  /** The channel to the page around. */
  @property({ attribute: false })
  port: FramePort | undefined;

  @state() private consented = false;
  @state() private consentMissing = false;
  @query('#step-title') private readonly heading!: HTMLElement | null;

  /** @internal The element’s words. */
  readonly t = new Localize(this, otpPageTerms);
  private readonly guard = new SeenGuard(this);
  private readonly flow = new OtpPageFlow(this, (after) => {
    this.tell(after);
  });
  private screen = 'loading';
  private readonly sizes = new ResizeObserver(() => {
    this.port?.say({ type: 'size', height: this.getBoundingClientRect().height });
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('task') && this.task) void this.flow.start(this.task);
  }

  protected override updated(): void {
    this.guard.watch(this.renderRoot.querySelectorAll(guarded));
    const screen = screenOf(this.flow.state.step);
    if (screen === this.screen) return;
    const first = this.screen === 'loading';
    this.screen = screen;
    if (screen === 'code') void this.focusPrompt();
    else if (!first) this.heading?.focus();
  }

  /** The prompt has a field to focus once it has drawn it, which is after this element has. */
  private async focusPrompt(): Promise<void> {
    const prompt = this.renderRoot.querySelector<JseOtpPrompt>('jse-otp-prompt');
    await prompt?.updateComplete;
    prompt?.focus();
  }

  protected override render(): TemplateResult {
    return html`<section aria-label=${this.t.term('label')}>
      <p class="platform">${lock}${this.t.term('platform')}</p>
      ${this.body()}
      ${this.guard.hidden ? html`<p class="notice warning" role="alert">${this.t.term('hidden')}</p>` : nothing}
    </section>`;
  }

  private body(): TemplateResult {
    const { t, flow } = this;
    switch (flow.state.step) {
      case 'loading':
        return html`<p class="muted" role="status">${t.term('loading')}</p>`;
      case 'consent':
      case 'sending-code':
        return this.consentScreen();
      case 'code':
      case 'resending-code':
      case 'signing':
        return this.codeScreen();
      case 'interrupted':
      case 'checking':
        return html`${title(t.term('interruptedTitle'))}
          <p role="status">${t.term('interrupted')}</p>
          <button
            class="button primary"
            type="button"
            ?disabled=${flow.state.step === 'checking'}
            @click=${() => void flow.check()}
          >
            ${t.term('check')}
          </button>`;
      case 'settled':
        return html`<p role="status">${t.term('settled')}</p>`;
      case 'failed':
        return html`${title(t.term('failedTitle'))}${this.problem()}
          <button class="button" type="button" @click=${() => flow.retry()}>${t.term('retry')}</button>`;
    }
  }

  private consentScreen(): TemplateResult {
    const { t, flow } = this;
    const sending = flow.state.step === 'sending-code';
    const firm = flow.collections[0]?.firm.name ?? '';
    return html`${title(t.term('consentTitle'))} ${this.problem()}
      <p id="intro">${t.term(flow.seals ? 'introSeal' : 'intro', this.documents, firm)}</p>
      ${this.acts()}
      ${consentBox({
        language: t.language(),
        given: this.consented,
        fault: this.consentMissing ? t.term('consentNeeded') : '',
        disabled: sending,
        onTick: this.onTick,
      })}
      <p class="small muted">${t.term('irrevocable')}</p>
      <button class="button primary guarded" type="button" ?disabled=${sending} @click=${this.onConsent}>
        ${t.term(sending ? 'sendingCode' : 'sendCode')}
      </button>
      <p class="small muted">${t.term('isolated')}</p>`;
  }

  private codeScreen(): TemplateResult {
    const { t, flow } = this;
    const { step, problem } = flow.state;
    const { ceremony, moments } = flow;
    const signing = step === 'signing';
    const status = otpStatusOf(problem?.code);
    return html`${title(t.term('codeTitle'))} ${status === 'ready' ? this.problem() : nothing}
      <jse-otp-prompt
        class="guarded"
        lang=${t.lang()}
        .phone=${ceremony?.phone ?? ''}
        .reference=${ceremony?.reference ?? ''}
        .expiresAt=${moments.expiresAt}
        .resendAt=${moments.resendAt}
        .triesLeft=${ceremony?.triesLeft ?? null}
        .status=${signing ? 'checking' : status}
        .disabled=${step === 'resending-code'}
        .submitLabel=${t.term(flow.seals ? 'seal' : 'sign')}
        @jse-code-entered=${(event: Event & { readonly code: string }) => void this.onCode(event)}
        @jse-code-resend=${() => void flow.resend()}
      ></jse-otp-prompt>
      ${signing ? html`<p role="status">${t.term('progress', flow.signed, ceremony?.results.length ?? 0)}</p>` : nothing}
      <details class="small">
        <summary>${t.term('summary', this.documents)}</summary>
        ${this.acts()}
      </details>
      <p class="small muted">${t.term('isolated')}</p>`;
  }

  private get documents(): number {
    return this.flow.collections.reduce((count, { documents }) => count + documents.length, 0);
  }

  private acts(): TemplateResult {
    return html`<ol class="acts" tabindex="0" aria-labelledby="intro">
      ${this.flow.collections.map((collection) => this.act(collection))}
    </ol>`;
  }

  private act({ title: name, documents, signers }: Collection): TemplateResult {
    const people = signers.map((signer) => signerName(signer)).join(', ');
    return html`<li>
      <strong>${name}</strong>
      <span>${documents.map((document) => document.name).join(', ')}</span>
      <span class="small muted">${this.t.term('signers', people)}</span>
    </li>`;
  }

  private problem(): TemplateResult | typeof nothing {
    const { problem } = this.flow.state;
    if (!problem) return nothing;
    const words = userMessage(new JseError(problem.code, problem.code), this.t.language());
    return html`<div class="notice danger" role="alert">
      <p>${words}.</p>
      ${problem.requestId ? html`<p class="small">${this.t.term('requestId', problem.requestId)}</p>` : nothing}
    </div>`;
  }

  private readonly onTick = (event: MouseEvent, given: boolean): void => {
    const box = event.currentTarget as HTMLInputElement;
    if (!event.isTrusted || !this.guard.allows(box.closest(guarded) ?? box)) {
      // A click that a script makes up need not be one that can be prevented.
      box.checked = this.consented;
      event.preventDefault();
      return;
    }
    this.consented = given;
    this.consentMissing = false;
  };

  private onConsent(event: MouseEvent): void {
    if (!event.isTrusted || !this.guard.allows(event.currentTarget as HTMLElement)) return;
    if (this.consented) {
      void this.flow.consent(this.t.language());
      return;
    }
    this.consentMissing = true;
    this.renderRoot.querySelector<HTMLElement>('#consent')?.focus();
  }

  private async onCode({ code, target }: Event & { readonly code: string }): Promise<void> {
    if (await this.guard.allowsSoon(target as Element)) void this.flow.enter(code);
  }

  private tell({ step, problem }: OtpPageState): void {
    const ceremonyId = this.flow.ceremony?.id;
    if (step === 'consent') this.port?.say({ type: 'ready' });
    if (step === 'signing') this.port?.say({ type: 'busy', busy: true });
    if (step === 'code' || step === 'consent' || step === 'failed') this.port?.say({ type: 'busy', busy: false });
    if (step === 'settled' && ceremonyId !== undefined) this.port?.say({ type: 'settled', ceremonyId });
    if (step === 'failed') this.port?.say({ type: 'stopped', code: problem?.code ?? 'not_found' });
  }
}

const lock = html`<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true">
  <path d="M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9" stroke-linejoin="round" />
</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'jse-otp-page': JseOtpPage;
  }
}
