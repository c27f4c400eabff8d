import { html, type TemplateResult } from 'lit';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';
import type { PlacementSigner } from './placement-model.ts';

/** What can be done while a signer waits for the click that places him. */
export function renderArmed(host: EditorHost, editor: PlacementEditor, signer: PlacementSigner): TemplateResult {
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
