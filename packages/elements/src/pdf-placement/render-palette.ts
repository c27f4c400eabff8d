import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { icons } from '../theme/icons.ts';
import { cssProperties } from '../theme/css-properties.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';
import { pageNumber, type PlacementSigner } from './placement-model.ts';
import { renderSigner, signerColour } from './render-box.ts';

/** The list of signers to place, and what to do with the chosen one. */
export function renderPalette(host: EditorHost, editor: PlacementEditor): TemplateResult {
  const { t } = host;
  const armed = host.signers.find(({ id }) => id === editor.armed);
  return html`<section class="palette" part="palette" aria-labelledby="palette-title">
    <h2 id="palette-title">${t.term('palette')}</h2>
    <ol class="signers">
      ${host.signers.map((signer, index) => renderRow(host, editor, signer, index))}
    </ol>
    ${armed ? renderArmed(host, editor, armed) : html`<p class="hint">${t.term('paletteHint')}</p>`}
  </section>`;
}

function renderRow(host: EditorHost, editor: PlacementEditor, signer: PlacementSigner, index: number): TemplateResult {
  const { t } = host;
  const numbers = host.placements
    .filter(({ signerId }) => signerId === signer.id)
    .map(({ page }) => pageNumber(page, editor.pages.count));
  const state = numbers.length === 0 ? t.term('toPlace') : t.term('onPages', numbers.join(', '), numbers.length);
  const kind = t.term(signer.kind === 'firm' ? 'kindFirm' : 'kindPerson');
  return html`<li>
    <button
      type="button"
      class=${classMap({ signer: true, firm: signer.kind === 'firm' })}
      ${cssProperties(signerColour(signer, index))}
      data-signer=${signer.id}
      ?disabled=${host.locked}
      aria-pressed=${editor.armed === signer.id ? 'true' : 'false'}
      @pointerdown=${(event: PointerEvent) => {
        editor.pressSigner(event, signer.id);
      }}
      @click=${(event: MouseEvent) => {
        editor.chooseSigner(signer.id, event.detail === 0);
      }}
    >
      ${renderSigner(signer, index, `${kind} · ${state}`)}
      <span class="state">${numbers.length > 0 ? icons.check : nothing}</span>
    </button>
  </li>`;
}

function renderArmed(host: EditorHost, editor: PlacementEditor, signer: PlacementSigner): TemplateResult {
  const { t } = host;
  return html`<div class="armed-tools">
    <p class="hint" role="status">${t.term('armedHint', signer.name)}</p>
    <div class="armed-buttons">
      <button type="button" class="button" @click=${() => void editor.placeOnPage(signer.id)}>
        ${t.term('placeOnPage', host.view?.page ?? 1)}
      </button>
      <button
        type="button"
        class="button quiet"
        @click=${() => {
          editor.cancel();
        }}
      >
        ${t.term('cancel')}
      </button>
    </div>
  </div>`;
}
