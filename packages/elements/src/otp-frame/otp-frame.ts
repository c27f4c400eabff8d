import { isJseError, type BrowserClient, type JseErrorCode, type Reviewed } from '@jse/sdk/browser';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { FrameChannel } from './frame-channel.ts';
import type { FromFrame } from './frame-messages.ts';
import { FrameBusyEvent, FrameSettledEvent, FrameStoppedEvent } from './otp-frame.events.ts';
import { otpFrameStyles } from './otp-frame.styles.ts';
import { otpFrameTerms } from './otp-frame.terms.ts';

/** The call that the element makes: for the frame's address and the codes of its session. */
export interface OtpFrameClient {
  readonly ceremonies: Pick<BrowserClient['ceremonies'], 'frame'>;
}

const patience = 15_000;
const mostHeight = 4000;

/**
 * The isolated mode of the code's prompt: consent and code are given in a page of the platform's, in a frame of another
 * origin, that this page can neither read nor drive. The frame fetches for itself what it shows, opens a session of its
 * own with a code that is handed to it, and tells this page only when it is done.
 *
 * @tagname jse-otp-frame
 * @fires {FrameSettledEvent} jse-frame-settled - The ceremony is over; ask the platform what became of it.
 * @fires {FrameStoppedEvent} jse-frame-stopped - The frame cannot go on, for a reason with a stable code.
 * @fires {FrameBusyEvent} jse-frame-busy - Something that must not be cut off has begun, or is over.
 * @csspart frame - The frame.
 */
export class JseOtpFrame extends LocalizedElement {
  static override styles = [...baseStyles, controlStyles, otpFrameStyles];

  /** The client of a session for signing or for the parapheur. */
  @property({ attribute: false })
  client: OtpFrameClient | undefined;

  /** What was read and is to be signed: hashes of the very bytes that were shown, by collection. */
  @property({ attribute: false })
  acts: readonly Reviewed[] = [];

  @state() private address = '';
  @state() private ready = false;
  @state() private height = 0;
  @state() private fault: 'unavailable' | 'blocked' | undefined;
  @query('iframe') private readonly frame!: HTMLIFrameElement | null;

  /** @internal The element’s words. */
  readonly t = new Localize(this, otpFrameTerms);
  private channel: FrameChannel | undefined;
  private fresh: string | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private told = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shut();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') && this.client) void this.open();
  }

  protected override updated(): void {
    const lang = this.t.lang();
    if (this.channel && lang !== this.told) this.channel.say({ type: 'lang', lang });
    this.told = lang;
  }

  protected override render(): TemplateResult {
    const opening = !this.ready && !this.fault;
    return html`<div class="frame ${this.ready ? '' : 'opening'}">
      ${opening ? html`<p class="muted" role="status">${this.t.term('opening')}</p>` : nothing}
      ${this.fault ? this.notice(this.fault) : nothing}
      ${
        this.address === '' || this.fault
          ? nothing
          : html`<iframe
              part="frame"
              title=${this.t.term('label')}
              sandbox="allow-scripts allow-forms allow-same-origin"
              referrerpolicy="no-referrer"
              allow=${`otp-credentials ${new URL(this.address).origin}`}
              height=${this.height}
              src=${this.address}
              @load=${this.onLoad}
            ></iframe>`
      }
    </div>`;
  }

  private notice(fault: 'unavailable' | 'blocked'): TemplateResult {
    return html`<div class="notice ${fault === 'blocked' ? 'danger' : 'warning'}" role="alert">
        <p>${this.t.term(fault)}</p>
      </div>
      ${
        fault === 'blocked'
          ? html`<p>
              <button class="button" type="button" @click=${() => void this.open()}>${this.t.term('retry')}</button>
            </p>`
          : nothing
      }`;
  }

  private async open(): Promise<void> {
    this.shut();
    this.fault = undefined;
    const { client } = this;
    try {
      const opened = await client?.ceremonies.frame();
      if (!opened || client !== this.client || !this.isConnected) return;
      this.fresh = opened.code;
      this.address = opened.url;
      this.deadline = setTimeout(() => {
        this.stop('blocked', 'unavailable');
      }, patience);
    } catch (error) {
      const code = isJseError(error) ? error.code : 'internal';
      this.stop(code === 'isolation_unavailable' ? 'unavailable' : 'blocked', code);
    }
  }

  /** Each document that is loaded into the frame gets a channel of its own; that of the one before is closed. */
  private onLoad(): void {
    const window = this.frame?.contentWindow;
    if (!window) return;
    this.channel?.close();
    const scheme = getComputedStyle(this).colorScheme;
    const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    const task = { acts: this.acts, lang: this.t.lang(), scheme: dark ? 'dark' : 'light' } as const;
    this.channel = new FrameChannel(window, new URL(this.address).origin, task, {
      said: (message) => {
        this.heard(message);
      },
      embedCode: () => this.embedCode(),
    });
  }

  /** The code that came with the address serves first; what the frame needs later is minted then. */
  private async embedCode(): Promise<string | null> {
    const { fresh } = this;
    this.fresh = undefined;
    if (fresh !== undefined) return fresh;
    try {
      return (await this.client?.ceremonies.frame())?.code ?? null;
    } catch {
      return null;
    }
  }

  private heard(message: Exclude<FromFrame, { type: 'embed-code' }>): void {
    switch (message.type) {
      case 'ready':
        clearTimeout(this.deadline);
        this.ready = true;
        break;
      case 'size':
        this.height = Math.min(mostHeight, Math.max(0, Math.ceil(message.height)));
        break;
      case 'busy':
        this.dispatchEvent(new FrameBusyEvent(message.busy));
        break;
      case 'settled':
        this.dispatchEvent(new FrameSettledEvent(message.ceremonyId));
        break;
      case 'stopped':
        this.dispatchEvent(new FrameStoppedEvent(message.code));
    }
  }

  private stop(fault: 'unavailable' | 'blocked', code: JseErrorCode): void {
    this.shut();
    this.fault = fault;
    this.dispatchEvent(new FrameStoppedEvent(code));
  }

  private shut(): void {
    clearTimeout(this.deadline);
    this.channel?.close();
    this.channel = undefined;
    this.fresh = undefined;
    this.address = '';
    this.ready = false;
    this.height = 0;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-otp-frame': JseOtpFrame;
  }
}
