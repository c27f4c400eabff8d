import { limits } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { problemNotice, type SignerView, spinner, title } from './signer-view.ts';

/** The reason of a refusal and its confirmation. */
export function refusalPanel(view: SignerView): TemplateResult {
  const { t, form } = view;
  const sending = view.flow.state.step === 'sending-refusal';
  const noReason = form.refusalIncomplete && form.reason.trim() === '';
  const notConfirmed = form.refusalIncomplete && !form.refusalConfirmed;
  return html`${title(t.term('refuseTitle'))} ${problemNotice(view)}
    <p class="notice warning">${t.term('refuseText')}</p>
    <div class="field">
      <label for="reason">${t.term('reason')}</label>
      <textarea
        id="reason"
        rows="4"
        maxlength=${limits.refusalReasonLength}
        required
        ?disabled=${sending}
        aria-describedby="reason-hint reason-fault"
        aria-invalid=${noReason ? 'true' : 'false'}
        .value=${form.reason}
        @input=${(event: Event) => view.change({ reason: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
      <p id="reason-hint" class="hint">${t.term('reasonHint')}</p>
      <p id="reason-fault" class="error" role="alert">${noReason ? t.term('reasonNeeded') : nothing}</p>
    </div>
    <div class="consent">
      <label>
        <input
          id="confirm"
          type="checkbox"
          .checked=${form.refusalConfirmed}
          ?disabled=${sending}
          aria-describedby="confirm-fault"
          aria-invalid=${notConfirmed ? 'true' : 'false'}
          @change=${(event: Event) => view.change({ refusalConfirmed: (event.target as HTMLInputElement).checked })}
        />
        <span>${t.term('refuseConfirm')}</span>
      </label>
      <p id="confirm-fault" class="error" role="alert">${notConfirmed ? t.term('refuseConfirmNeeded') : nothing}</p>
    </div>`;
}

/** Refusing for good, or not. */
export function refusalActions(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const sending = flow.state.step === 'sending-refusal';
  return html`<button class="button danger" type="button" ?disabled=${sending} @click=${view.sendRefusal}>
      ${sending ? html`${spinner}${t.term('refuseSending')}` : t.term('refuseSend')}
    </button>
    <button class="button quiet" type="button" ?disabled=${sending} @click=${() => flow.go('back')}>
      ${t.term('cancel')}
    </button>`;
}
