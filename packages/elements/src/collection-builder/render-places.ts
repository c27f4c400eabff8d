import { html, nothing, type TemplateResult } from 'lit';
import type { PlacementsChangeEvent } from '../pdf-placement/pdf-placement.events.ts';
import { nameOf } from './builder-model.ts';
import { type BuilderView, card, failure } from './builder-view.ts';

/** Where each signer signs visibly, document by document. */
export function placesCard(view: BuilderView): TemplateResult {
  const { t, draft } = view;
  const documents = draft.collection?.documents ?? [];
  const ready = documents.length > 0 && (draft.collection?.signers.length ?? 0) > 0;
  return card(
    3,
    t.term('places'),
    'places-title',
    ready
      ? html`<p class="small muted">${t.term('placesHint')}</p>
          ${documents.length > 1 ? documentChoice(view) : nothing} ${placement(view)}`
      : html`<p class="muted">${t.term('placesLater')}</p>`,
  );
}

function documentChoice({ t, draft, placingOn, act }: BuilderView): TemplateResult {
  return html`<div class="tabs" role="group" aria-label=${t.term('documentTabs')}>
    ${draft.collection?.documents.map(
      ({ id, name }) =>
        html`<button class="button" type="button" aria-pressed=${id === placingOn} @click=${() => act.placeOn(id)}>
          ${name}
        </button>`,
    )}
  </div>`;
}

function placement(view: BuilderView): TemplateResult | typeof nothing {
  const { t, draft, placingOn } = view;
  const document = draft.collection?.documents.find(({ id }) => id === placingOn);
  if (!document) return nothing;
  const { bytes, error } = draft.bytesOf(document.id);
  if (error) {
    return html`<div class="notice danger" role="alert">
      ${failure(view, error)}
      <button class="button" type="button" @click=${() => draft.refetch(document.id)}>${t.term('retry')}</button>
    </div>`;
  }
  const signers = draft.collection?.signers ?? [];
  const placements = signers.flatMap(({ id, placements: places }) =>
    places
      .filter(({ documentId }) => documentId === document.id)
      .map(({ page, x, y, field }) => ({ signerId: id, page, x, y, ...(field !== undefined && { field }) })),
  );
  return html`<jse-pdf-placement
    lang=${t.lang()}
    document-name=${document.name}
    .document=${bytes}
    .signers=${signers.map((signer) => ({
      id: signer.id,
      name: nameOf(signer),
      kind: signer.level === 'seal' ? 'firm' : 'person',
      role: signer.memberId === null ? 'client' : 'member',
    }))}
    .placements=${placements}
    @jse-placements-change=${({ placements: next }: PlacementsChangeEvent) =>
      void draft.make({ kind: 'place', documentId: document.id, placements: next })}
  >
    <p slot="empty" class="muted">${t.term('openingDocument')}</p>
  </jse-pdf-placement>`;
}
