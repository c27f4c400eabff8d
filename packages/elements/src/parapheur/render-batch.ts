import { html, nothing, type TemplateResult } from 'lit';
import { consentBox } from '../consent/consent-box.ts';
import type { FrameBusyEvent, FrameSettledEvent, FrameStoppedEvent } from '../otp-frame/otp-frame.events.ts';
import { otpStatusOf } from '../otp-prompt/otp-status.ts';
import { icons } from '../theme/index.ts';
import { peopleOf, totalsOf } from './parapheur-model.ts';
import { euros, outcomeWords, type ParapheurView, problemNotice, title } from './parapheur-view.ts';

const spinner = html`<span class="spinner" aria-hidden="true"></span>`;

/** The documents are being read: how far it is. */
export function fetchingScreen({ t, flow }: ParapheurView): TemplateResult {
  const { done, all } = flow.read;
  return html`${title(t.term('fetching', done, all))}
    <progress max=${all} .value=${done} aria-labelledby="step-title"></progress>
    <p><button class="button quiet" type="button" @click=${() => flow.back()}>${t.term('cancel')}</button></p>`;
}

/** The consent, once for the whole batch, with the list shown. */
export function consentScreen(view: ParapheurView): TemplateResult {
  const { t, flow } = view;
  const sending = flow.state.step === 'sending-code';
  const { documents, costCents } = totalsOf(flow.batch, flow.creditCents);
  return html`${title(t.term('consentTitle'))} ${problemNotice(view, flow.state.problem)}
    <p>${t.term('consentIntro', flow.batch.length, documents)}</p>
    <div class="batch" tabindex="0" role="group" aria-labelledby="step-title">
      <ol>
        ${flow.batch.map(
          ({ collection, act }) =>
            html`<li>
              <strong>${collection.title}</strong> <span class="act ${act}">${t.term('actName', act)}</span>
              <span class="small muted"
                >${[...collection.documents.map(({ name }) => name), ...peopleOf(collection)].join(', ')}</span
              >
            </li>`,
        )}
      </ol>
    </div>
    ${consentBox({
      language: t.language(),
      given: view.consented,
      fault: view.consentMissing ? t.term('consentNeeded') : '',
      disabled: sending,
      onTick: (_, given) => {
        view.tick(given);
      },
    })}
    <p class="small muted">${t.term('irrevocable')} ${t.term('cost', euros(view, costCents))}.</p>
    <div class="actions">
      <button class="button primary" type="button" ?disabled=${sending} @click=${view.giveConsent}>
        ${sending ? html`${spinner}${t.term('sendingCode')}` : t.term('sendCode')}
      </button>
      <button class="button quiet" type="button" ?disabled=${sending} @click=${() => flow.back()}>
        ${t.term('back')}
      </button>
    </div>`;
}

/** Consent and code in the platform's own frame, which this page can neither read nor drive. */
export function isolatedScreen({ t, flow }: ParapheurView): TemplateResult {
  return html`${title(t.term('isolatedTitle', flow.batch.length))}
    <jse-otp-frame
      lang=${t.lang()}
      .client=${flow.client}
      .acts=${flow.acts}
      @jse-frame-settled=${({ ceremonyId }: FrameSettledEvent) => void flow.settled(ceremonyId)}
      @jse-frame-stopped=${({ code }: FrameStoppedEvent) => {
        flow.stopped({ code, requestId: null, triesLeft: null, retryAfter: null });
      }}
      @jse-frame-busy=${({ busy }: FrameBusyEvent) => {
        flow.setBusy(busy);
      }}
    ></jse-otp-frame>
    <p>
      <button class="button quiet" type="button" ?disabled=${flow.busy} @click=${() => flow.back()}>
        ${t.term('back')}
      </button>
    </p>`;
}

/** The code, and how far the signing is. */
export function codeScreen(view: ParapheurView): TemplateResult {
  const { t, flow } = view;
  const { step, problem } = flow.state;
  const signing = step === 'signing';
  const status = signing ? 'checking' : otpStatusOf(problem?.code);
  return html`${title(t.term('codeTitle'))} ${status === 'ready' ? problemNotice(view, problem) : nothing}
    <jse-otp-prompt
      lang=${t.lang()}
      .phone=${flow.ceremony?.phone ?? ''}
      .reference=${flow.ceremony?.reference ?? ''}
      .expiresAt=${flow.moments.expiresAt}
      .resendAt=${flow.moments.resendAt}
      .triesLeft=${flow.ceremony?.triesLeft ?? null}
      .status=${status}
      .disabled=${step === 'resending-code'}
      .submitLabel=${t.term('submit', flow.batch.length)}
      @jse-code-entered=${(event: Event & { readonly code: string }) => void flow.enter(event.code)}
      @jse-code-resend=${() => void flow.resend()}
    ></jse-otp-prompt>
    ${signing ? progress(view) : nothing}
    <button class="button quiet" type="button" ?disabled=${step !== 'code'} @click=${() => flow.back()}>
      ${t.term('back')}
    </button>`;
}

function progress({ t, flow }: ParapheurView): TemplateResult {
  const done = flow.outcomes.filter(({ status }) => status === 'signed').length;
  const words = t.term('progress', done, flow.batch.length);
  return html`<p class="waiting" role="status">${spinner}${words}</p>
    <progress max=${flow.batch.length} .value=${done} aria-label=${words}></progress>`;
}

/** The answer of the signature was lost. */
export function interruptedScreen(view: ParapheurView): TemplateResult {
  const { t, flow } = view;
  return html`${title(t.term('check'))}
    <div class="notice warning" role="alert"><p>${t.term('interrupted')}</p></div>
    <button
      class="button primary"
      type="button"
      ?disabled=${flow.state.step === 'checking'}
      @click=${() => void flow.check()}
    >
      ${t.term('check')}
    </button>`;
}

/** What became of each collection, the record, and another try for those that failed. */
export function doneScreen(view: ParapheurView): TemplateResult {
  const { t, flow } = view;
  const { outcomes } = flow;
  const signed = outcomes.filter(({ status }) => status === 'signed');
  const left = outcomes.length - signed.length;
  return html`${title(t.term('doneTitle', signed.length, outcomes.length))}
    ${left > 0 ? html`<p>${t.term('doneSome')}</p>` : nothing}
    <ul class="outcomes">
      ${outcomes.map(
        ({ row, status, code }) =>
          html`<li class=${status}>
            ${status === 'signed' ? icons.check : icons.cross}
            <span>
              <strong>${row.collection.title}</strong>
              <span class="small people">${peopleOf(row.collection).join(', ')}</span>
              <span class="small ${status === 'signed' ? 'muted' : 'error'}"
                >${outcomeWords(view, { status, code })}</span
              >
            </span>
          </li>`,
      )}
    </ul>
    <div class="actions">
      <button class="button ${left > 0 ? 'primary' : ''}" type="button" @click=${() => flow.reload()}>
        ${left > 0 ? t.term('retry', left) : t.term('back')}
      </button>
      <button class="button" type="button" @click=${view.saveRecord}>${t.term('record')}</button>
    </div>`;
}
