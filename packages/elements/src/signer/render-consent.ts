import { html, nothing, type TemplateResult } from 'lit';
import { consentBox } from '../consent/consent-box.ts';
import type { OtpStatus } from '../otp-prompt/otp-prompt.ts';
import { otpStatusOf } from '../otp-prompt/otp-status.ts';
import { isSeal, problemNotice, type SignerView, spinner, title } from './signer-view.ts';

const levels = { simple: 'levelSimple', advanced: 'levelAdvanced', seal: 'levelSeal' } as const;

/** The consent in the platform's words, and what comes of it. */
export function consentPanel(view: SignerView): TemplateResult {
  const { t, flow, form } = view;
  const documents = flow.collection?.documents ?? [];
  const level = levels[flow.signer?.level ?? 'simple'];
  const phone = flow.signer?.phone ?? '';
  return html`${title(t.term('consentTitle'))} ${problemNotice(view)}
    <div class="about-to-sign">
      <p>${t.term('consentIntro', documents.length)}</p>
      <ul>
        ${documents.map(({ name }) => html`<li>${name}</li>`)}
      </ul>
    </div>
    ${consentBox({
      language: t.language(),
      given: form.consented,
      fault: form.consentMissing ? t.term('consentNeeded') : '',
      disabled: flow.state.step === 'sending-code',
      onTick: (_, consented) => {
        view.change({ consented, consentMissing: false });
      },
    })}
    <ul class="facts small muted">
      ${phone ? html`<li>${t.term('codeWillGo', phone)}</li>` : nothing}
      <li>${t.term(level)}</li>
      <li>${t.term('irrevocable')}</li>
    </ul>`;
}

/** Asking for the code, or going back. */
export function consentActions(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const sending = flow.state.step === 'sending-code';
  return html`<button class="button primary" type="button" ?disabled=${sending} @click=${view.giveConsent}>
      ${sending ? html`${spinner}${t.term('sendingCode')}` : t.term('sendCode')}
    </button>
    ${wayBack(view, sending)}`;
}

/** The code that was sent, and its entry. */
export function codePanel(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const { step, problem } = flow.state;
  const status = statusOf(view);
  const signing = step === 'signing';
  return html`${title(t.term('codeTitle'))} ${status === 'ready' && problem ? problemNotice(view) : nothing}
    <jse-otp-prompt
      lang=${t.lang()}
      .phone=${flow.ceremony?.phone ?? ''}
      .reference=${flow.ceremony?.reference ?? ''}
      .expiresAt=${flow.moments.expiresAt}
      .resendAt=${flow.moments.resendAt}
      .triesLeft=${flow.ceremony?.triesLeft ?? null}
      .status=${status}
      .disabled=${step === 'resending-code'}
      .submitLabel=${t.term(isSeal(view) ? 'seal' : 'sign')}
      @jse-code-entered=${(event: Event & { readonly code: string }) => void flow.enter(event.code)}
      @jse-code-resend=${() => void flow.resend()}
    ></jse-otp-prompt>
    ${signing ? html`<p class="waiting">${spinner}<span>${t.term('signing')} ${t.term('signingText')}</span></p>` : nothing}`;
}

/** Going back from the code. */
export function codeActions(view: SignerView): TemplateResult {
  return wayBack(view, view.flow.state.step !== 'code');
}

/** Back to the documents, or to the refusal. */
export function wayBack({ t, flow }: SignerView, disabled: boolean): TemplateResult {
  return html`<button class="button quiet" type="button" ?disabled=${disabled} @click=${() => flow.go('back')}>
      ${t.term('back')}
    </button>
    <button class="button quiet leave" type="button" ?disabled=${disabled} @click=${() => flow.go('refuse')}>
      ${t.term('refuse')}
    </button>`;
}

const statusOf = ({ flow }: SignerView): OtpStatus =>
  flow.state.step === 'signing' ? 'checking' : otpStatusOf(flow.state.problem?.code);
