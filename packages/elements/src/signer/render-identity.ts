import { identityRules } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { problemNotice, type SignerView, spinner, supportLine, title } from './signer-view.ts';
import { wayBack } from './render-consent.ts';

const sides = ['front', 'back'] as const;

/** The two sides of an identity document, or that they are being checked. */
export function identityPanel(view: SignerView): TemplateResult {
  const { t, flow, form } = view;
  const { identity, client, state } = flow;
  if (identity?.state === 'pending') {
    return html`${title(t.term('identityPendingTitle'))}
      <p role="status">${t.term('identityPendingText')}</p>
      <div class="row">
        <button class="button" type="button" @click=${() => flow.retry()}>${t.term('refresh')}</button>
      </div>`;
  }
  const sending = state.step === 'sending-identity';
  return html`${title(t.term('identityTitle'))} ${problemNotice(view)}
    ${
      identity?.state === 'rejected'
        ? html`<div class="notice danger" role="alert">
            <p>${t.term('identityRejected')}</p>
            ${identity.reason ? html`<p>${identity.reason}</p>` : nothing}
          </div>`
        : nothing
    }
    <p>${t.term('identityText')}</p>
    ${
      client?.identity
        ? sides.map((side) => {
            const missing = form.identityIncomplete && !form[side];
            return html`<div class="field">
              <label for=${side}>${t.term('identitySide', side)}</label>
              <input
                id=${side}
                type="file"
                accept=${identityRules.types.join()}
                required
                ?disabled=${sending}
                aria-invalid=${missing ? 'true' : 'false'}
                aria-describedby="${side}-fault identity-hint"
                @change=${(event: Event) => view.change({ [side]: (event.target as HTMLInputElement).files?.[0] })}
              />
              <p id="${side}-fault" class="error" role="alert">${missing ? t.term('identityNeeded') : nothing}</p>
            </div>`;
          })
        : html`<p class="notice warning">${t.term('identityElsewhere')}</p>
            ${supportLine(view)}`
    }
    <p id="identity-hint" class="small muted">${t.term('identityHint')}</p>`;
}

/** Handing them in, or going back. */
export function identityActions(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const sending = flow.state.step === 'sending-identity';
  return html`${
    flow.identity?.state === 'pending' || !flow.client?.identity
      ? nothing
      : html`<button class="button primary" type="button" ?disabled=${sending} @click=${view.sendIdentity}>
          ${sending ? html`${spinner}${t.term('identitySending')}` : t.term('identitySend')}
        </button>`
  }
  ${wayBack(view, sending)}`;
}
