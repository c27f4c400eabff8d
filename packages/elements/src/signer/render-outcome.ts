import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../theme/index.ts';
import { downloadIcon } from './render-reading.ts';
import type { SignerFile } from './signer-files.ts';
import {
  isSeal,
  momentText,
  problemNotice,
  type SignerView,
  spinner,
  supportLine,
  tick,
  title,
} from './signer-view.ts';
import { signerName, signersBefore, signersLeft } from './situation.ts';

/** What is under way after the code, and what to do when the line broke. */
export function progressPanel(view: SignerView): TemplateResult {
  const { t, flow } = view;
  if (flow.state.step === 'interrupted') {
    return html`${title(t.term('interruptedTitle'))}
      <p>${t.term('interruptedText')}</p>
      <div class="row">
        <button class="button primary" type="button" @click=${() => flow.retry()}>${t.term('checkNow')}</button>
      </div>`;
  }
  const proving = flow.state.step === 'proving';
  return html`<div class="progress">
    ${spinner} ${title(t.term(proving ? 'proving' : 'checking'))}
    ${proving ? html`<p class="muted">${t.term('provingText')}</p>` : nothing}
  </div>`;
}

/** The end, whatever it is. */
export function outcomePanel(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const firm = flow.collection?.firm.name ?? '';
  switch (flow.state.step) {
    case 'signed':
      return signed(view);
    case 'already-signed':
      return html`${title(t.term('alreadyTitle'), stamp)}
      ${flow.signer?.signedAt ? html`<p>${t.term('alreadyText', momentText(view, flow.signer.signedAt))}</p>` : nothing}
      ${files(view)} ${whoIsLeft(view)}`;
    case 'refused':
      return html`${title(t.term('refusedTitle'))}
        <p>${t.term('refusedText', firm)}</p>
        ${refusalReason(view)}`;
    case 'not-your-turn':
      return html`${title(t.term('notYourTurnTitle'))}
        <p>${t.term('notYourTurnText')}</p>
        ${waitingFor(view)}${retryRow(view, 'refresh')}`;
    case 'expired':
      return html`${title(t.term('expiredTitle'))}
        <p>${t.term('expiredText', firm)}</p>
        ${supportLine(view)}`;
    case 'cancelled':
      return html`${title(t.term('cancelledTitle'))}
        <p>${t.term('cancelledText', firm)}</p>`;
    case 'session-expired':
      return html`${title(t.term('sessionTitle'))}
        <p>${t.term(flow.state.problem?.code === 'invitation_invalid' ? 'linkText' : 'sessionText')}</p>
        ${problemNotice(view)}${retryRow(view, 'retry')}${supportLine(view)}`;
    default:
      return html`${title(t.term('failedTitle'))}${problemNotice(view)}${retryRow(view, 'retry')}${supportLine(view)}`;
  }
}

const stamp = html`<span class="stamp" aria-hidden="true">${icons.check}</span>`;

function signed(view: SignerView): TemplateResult {
  const { t, flow } = view;
  const files = [...flow.files.values()];
  const alike = files.length > 1 && files.every(({ proof }) => proof?.verdict === 'proved');
  const recognised = files.every(({ proof }) => proof?.recognised === true);
  return html`${title(t.term(isSeal(view) ? 'sealedTitle' : 'signedTitle'), stamp)}
    ${flow.signer?.signedAt ? html`<p>${t.term('signedText', momentText(view, flow.signer.signedAt))}</p>` : nothing}
    ${alike ? ticks(view, recognised) : nothing} ${files.map((file) => signedFile(view, file, !alike))}
    <p class="small muted">${t.term('keepFile')}</p>
    ${whoIsLeft(view)}`;
}

function signedFile(view: SignerView, { document, proof }: SignerFile, withProof: boolean): TemplateResult {
  const { t } = view;
  return html`<section class="proof" aria-label=${document.name}>
    <p class="name">${document.name}</p>
    ${withProof ? proofText(view, proof) : nothing}
    ${
      proof?.verdict === 'disproved'
        ? nothing
        : html`<button class="button primary" type="button" @click=${() => view.save(document.id, true)}>
            ${downloadIcon}${t.term('download')}<span class="visually-hidden"> ${document.name}</span>
          </button>`
    }
    ${
      proof
        ? html`<details class="small">
            <summary>${t.term('fingerprint')}</summary>
            <code>${proof.sha256}</code>
          </details>`
        : nothing
    }
  </section>`;
}

function proofText(view: SignerView, proof: SignerFile['proof']): TemplateResult {
  const { t, flow } = view;
  if (proof?.verdict === 'disproved') {
    return html`<p class="notice danger" role="alert">${t.term('proofFailed')}</p>
      ${supportLine(view)}`;
  }
  if (proof?.verdict === 'proved') return ticks(view, proof.recognised === true);
  return html`<p class="notice warning">${t.term('proofUnknown')}</p>
    <div class="row">
      <button class="button" type="button" @click=${() => void flow.proveAgain()}>${t.term('proveAgain')}</button>
    </div>`;
}

function ticks({ t }: SignerView, recognised: boolean): TemplateResult {
  return html`<div class="proved">
    <p><strong>${t.term('proofTitle')}</strong></p>
    <ul class="ticks">
      ${tick(t.term('proofSame'))} ${tick(t.term('proofIntact'))} ${recognised ? tick(t.term('proofTrusted')) : nothing}
    </ul>
  </div>`;
}

function files(view: SignerView): TemplateResult {
  const documents = view.flow.collection?.documents ?? [];
  return html`<ul class="files">
    ${documents.map(
      ({ id, name }) =>
        html`<li>
          <span class="name">${name}</span>
          <button class="button" type="button" @click=${() => view.save(id, true)}>
            ${downloadIcon}${view.t.term('download')}<span class="visually-hidden"> ${name}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

function whoIsLeft(view: SignerView): TemplateResult | typeof nothing {
  const { t, flow } = view;
  if (!flow.collection || !flow.signer) return nothing;
  const left = signersLeft(flow.collection, flow.signer);
  if (left.length === 0) return html`<p class="notice success">${t.term('allSigned')}</p>`;
  return html`<section class="left">
    <h4>${t.term('stillToSign')}</h4>
    <ul>
      ${left.map((signer) => html`<li>${signerName(signer)}</li>`)}
    </ul>
    <p class="small muted">${t.term('copyComes')}</p>
  </section>`;
}

function waitingFor(view: SignerView): TemplateResult | typeof nothing {
  const { flow, t } = view;
  const before = flow.collection && flow.signer ? signersBefore(flow.collection, flow.signer) : [];
  if (before.length === 0) return nothing;
  return html`<section class="left">
    <h4>${t.term('waitingFor')}</h4>
    <ul>
      ${before.map((signer) => html`<li>${signerName(signer)}</li>`)}
    </ul>
  </section>`;
}

function refusalReason({ flow, t }: SignerView): TemplateResult | typeof nothing {
  const reason = flow.collection?.refusal?.reason;
  return reason
    ? html`<blockquote><span class="small muted">${t.term('refusedReason')}</span><br />${reason}</blockquote>`
    : nothing;
}

function retryRow({ flow, t }: SignerView, words: 'retry' | 'refresh'): TemplateResult {
  return html`<div class="row">
    <button class="button" type="button" @click=${() => flow.retry()}>${t.term(words)}</button>
  </div>`;
}
