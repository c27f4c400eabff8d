import type { Signer } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { hasSeal, isPinned, nameOf } from './builder-model.ts';
import { type BuilderView, card, iconButton, signs } from './builder-view.ts';

/** The signers in their order, and whom to add. */
export function signersCard(view: BuilderView): TemplateResult {
  const { t, draft } = view;
  const collection = draft.collection;
  const signers = collection?.signers ?? [];
  return card(
    2,
    t.term('signers'),
    'signers-title',
    html`${signers.length === 0 ? html`<slot name="signers-empty"><p class="muted">${t.term('nobody')}</p></slot>` : nothing}
    ${
      signers.length === 0
        ? nothing
        : html`<ol class="rows">
            ${signers.map((signer, index) => signerRow(view, signer, index, signers.length))}
          </ol>`
    }
    ${
      collection && isPinned(collection)
        ? html`<p class="notice small" id="pinned">${t.term('pinned')}</p>`
        : html`${newSigner(view)} ${signers.length > 1 ? orderChoice(view) : nothing}`
    }`,
  );
}

function newSigner(view: BuilderView): TemplateResult {
  const { form, importing } = view;
  if (importing) return importing.tools.signerImport(view, importing.list);
  return form && form.entry.signerId === undefined ? form.tools.personForm(view, form.entry) : adding(view);
}

function signerRow(view: BuilderView, signer: Signer, index: number, count: number): TemplateResult {
  const { t, draft, form, act } = view;
  if (form?.entry.signerId === signer.id) return html`<li>${form.tools.personForm(view, form.entry)}</li>`;
  const name = nameOf(signer);
  const inTurn = draft.collection?.order === 'sequential';
  const pinned = draft.collection ? isPinned(draft.collection) : false;
  const move = (to: number) => () => {
    act.moveSigner(index, to);
  };
  return html`<li
    class="row signer"
    draggable=${draft.busy || pinned ? 'false' : 'true'}
    @dragstart=${(event: DragEvent) => event.dataTransfer?.setData('text/plain', String(index))}
    @dragover=${(event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
    }}
    @drop=${(event: DragEvent) => {
      const from = event.dataTransfer?.getData('text/plain') ?? '';
      if (!/^\d+$/.test(from)) return;
      event.preventDefault();
      event.stopPropagation();
      act.moveSigner(Number(from), index);
    }}
  >
    <span class="sign turn signer-${(index % 8) + 1}" aria-hidden="true">
      ${signer.level === 'seal' ? signs.seal : inTurn ? String(index + 1) : signs.pen}
    </span>
    <span class="what">
      <span class="name">${name}</span>
      <span class="small muted">${t.term(signer.level)}</span>
      ${signer.level === 'seal' ? nothing : html`<span class="small muted contact">${signer.email} · <span class="phone">${signer.phone}</span></span>`}
    </span>
    <span class="tools">
      ${
        pinned
          ? nothing
          : html`${iconButton(t.term('up', name), signs.up, move(index - 1), draft.busy || index === 0, `up-${signer.id}`)}
            ${iconButton(t.term('down', name), signs.down, move(index + 1), draft.busy || index === count - 1, `down-${signer.id}`)}`
      }
      ${
        signer.level === 'seal' || signer.memberId !== null
          ? nothing
          : iconButton(t.term('edit', name), signs.pen, () => act.openForm('client', signer.id), draft.busy)
      }
      ${
        pinned
          ? nothing
          : iconButton(t.term('remove', name), signs.trash, () => act.removeSigner(signer.id, name), draft.busy)
      }
    </span>
  </li>`;
}

function adding(view: BuilderView): TemplateResult {
  const { t, draft, act } = view;
  const sealed = draft.collection ? hasSeal(draft.collection) : true;
  const button = (id: string, words: string, onClick: () => void, disabled = draft.busy) =>
    html`<button class="button" id=${id} type="button" ?disabled=${disabled} @click=${onClick}>
      ${signs.plus}${words}
    </button>`;
  return html`<div class="adding">
    ${button('add-client', t.term('addClient'), () => act.openForm('client'))}
    ${button('add-member', t.term('addMember'), () => act.openForm('member'))}
    ${button('import-signers', t.term('importSigners'), () => act.openImport())}
    ${button('add-seal', t.term('addSeal'), () => act.addSeal(), draft.busy || sealed)}
  </div>`;
}

function orderChoice({ t, draft }: BuilderView): TemplateResult {
  const chosen = draft.collection?.order;
  const choice = (order: 'sequential' | 'parallel') =>
    html`<label class="choice">
      <input
        type="radio"
        name="order"
        .checked=${live(chosen === order)}
        ?disabled=${draft.busy}
        @change=${() => void draft.make({ kind: 'update', changes: { order } })}
      />
      <span>
        ${t.term(order)}
        <span class="small muted">${t.term(order === 'sequential' ? 'sequentialHint' : 'parallelHint')}</span>
      </span>
    </label>`;
  return html`<fieldset class="choices">
    <legend class="small">${t.term('order')}</legend>
    ${choice('sequential')} ${choice('parallel')}
  </fieldset>`;
}
