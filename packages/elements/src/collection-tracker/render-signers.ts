import type { Signer } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../theme/icons.ts';
import { replacementForm } from './render-replacement.ts';
import { signerActsOf, type Standing, standingOf } from './tracker-model.ts';
import { actButton, moment, signerName, type TrackerView } from './tracker-view.ts';

/** The signers in their order: who has signed, whose turn it is, and what may be done about each. */
export function signersCard(view: TrackerView): TemplateResult {
  const { t, collection, signers, ordering, acts } = view;
  return html`<section class="card" aria-labelledby="signers-title">
    <div class="heading">
      <h3 id="signers-title" tabindex="-1">${t.term('signers')}</h3>
      <span class="small muted">${t.term(collection.order)}</span>
    </div>
    ${ordering ? html`<p class="small" id="order-hint">${t.term('reorderHint')}</p>` : nothing}
    <ol class="timeline ${ordering ? 'ordering' : ''}" part="timeline">
      ${repeat(
        signers,
        ({ id }) => id,
        (signer, at) => signerStep(view, signer, at),
      )}
    </ol>
    ${ordering ? orderButtons(view) : nothing}
    ${
      !ordering && acts.has('reorder')
        ? actButton(view, { name: 'start-order', words: t.term('reorder') }, view.startOrder)
        : nothing
    }
    ${copies(view)}
  </section>`;
}

function orderButtons(view: TrackerView): TemplateResult {
  const { t } = view;
  return html`<div class="buttons">
    ${actButton(view, { name: 'reorder', words: t.term('saveOrder'), look: 'primary' }, view.saveOrder)}
    ${actButton(view, { name: 'keep-order', words: t.term('back'), look: 'quiet' }, view.endOrder)}
  </div>`;
}

const signs: Partial<Record<Standing, TemplateResult>> = {
  signed: icons.check,
  refused: icons.cross,
  locked: icons.cross,
  rejected: icons.cross,
};

function signerStep(view: TrackerView, signer: Signer, at: number): TemplateResult {
  const { t, collection, ordering, replacement } = view;
  const standing = standingOf(collection, signer);
  const name = signerName(signer, collection.firm.name);
  const replacing = replacement?.signerId === signer.id;
  return html`<li class="step ${standing}" part="signer" data-id=${signer.id}>
    <span class="mark" aria-hidden="true"
      >${signer.level === 'seal' && !signs[standing] ? icons.seal : (signs[standing] ?? at + 1)}</span
    >
    <div class="who">
      <p class="name">${name}</p>
      <p class="standing">${t.term('standing', standing)}</p>
      <p class="small muted facts">
        <span>${t.term('levelName', signer.level)}</span>
        ${signer.email && signer.level !== 'seal' ? html`<span class="address">${signer.email}</span>` : nothing}
        ${signer.phone ? html`<span class="phone">${signer.phone}</span>` : nothing}
      </p>
      <p class="small muted facts">${times(view, signer, standing).map((words) => html`<span>${words}</span>`)}</p>
    </div>
    ${ordering ? orderTools(view, signer, name, at) : replacing ? nothing : signerTools(view, signer, name)}
    ${replacing ? replacementForm(view, replacement, name) : nothing}
  </li>`;
}

/** The last things that happened with a signer. */
function times(view: TrackerView, signer: Signer, standing: Standing): readonly string[] {
  const { t, collection } = view;
  const { signedAt, viewedAt, invitedAt } = signer;
  if (signedAt) return [t.term('signedOn', moment(view, signedAt))];
  if (standing === 'refused' && collection.refusal) return [t.term('refusedOn', moment(view, collection.refusal.at))];
  const invited = invitedAt ? [t.term('invitedOn', moment(view, invitedAt))] : [];
  if (standing === 'waiting' || standing === 'ended') return invited;
  return [...invited, viewedAt ? t.term('viewedOn', moment(view, viewedAt)) : t.term('notViewed')];
}

function signerTools(view: TrackerView, signer: Signer, name: string): TemplateResult | typeof nothing {
  const { t, collection, flow } = view;
  const acts = signerActsOf(collection, signer, flow.rights);
  if (acts.size === 0) return nothing;
  const tool = (act: string, words: string, label: string, run: () => void) =>
    actButton(view, { name: `${act}-${signer.id}`, words, label, look: 'quiet' }, run);
  return html`<div class="tools">
    ${
      acts.has('unlock')
        ? tool('unlock', t.term('unlock'), t.term('unlockName', name), () => {
            view.unlock(signer);
          })
        : nothing
    }
    ${
      acts.has('replace')
        ? tool('replace', t.term('replace'), t.term('replaceName', name), () => {
            view.openReplacement(signer.id);
          })
        : nothing
    }
    ${
      acts.has('attestation')
        ? tool('attestation', t.term('attestation'), t.term('attestationName', name), () => {
            view.attestation(signer);
          })
        : nothing
    }
  </div>`;
}

function orderTools(view: TrackerView, signer: Signer, name: string, at: number): TemplateResult | typeof nothing {
  const { t, signers, flow } = view;
  if (signer.state === 'signed') return nothing;
  const first = signers.findIndex(({ state }) => state !== 'signed');
  const arrow = (way: 'up' | 'down', by: number, end: boolean) =>
    html`<button
      class="button icon"
      id="${way}-${signer.id}"
      type="button"
      aria-label=${t.term(way, name)}
      ?disabled=${end || flow.busy !== undefined}
      @click=${() => {
        view.move(signer.id, by);
      }}
    >
      ${icons[way]}
    </button>`;
  return html`<div class="tools">
    <span
      class="handle"
      aria-hidden="true"
      @pointerdown=${(event: PointerEvent) => {
        view.drag(event, signer.id);
      }}
      >${icons.move}</span
    >
    ${arrow('up', -1, at === first)} ${arrow('down', 1, at === signers.length - 1)}
  </div>`;
}

function copies({ t, collection }: TrackerView): TemplateResult | typeof nothing {
  const { copyRecipients } = collection;
  if (copyRecipients.length === 0) return nothing;
  const people = copyRecipients.map(({ name, email }) => (name ? `${name} (${email})` : email));
  return html`<p class="small muted">${t.term('copies', people.join(', '))}</p>`;
}
