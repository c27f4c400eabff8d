import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { icons } from '../theme/icons.ts';
import { cssProperties } from '../theme/css-properties.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';
import { pageNumber, type PlacementSigner } from './placement-model.ts';
import { renderSigner, signerColour } from './render-box.ts';
import type { Suggestions } from './suggestions.ts';

/** What the palette asks of its element beside the editor's. */
export interface PaletteHost extends EditorHost {
  formMode: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): boolean;
  redo(): boolean;
}

/** The list of signers to place, and what to do with the chosen one. */
export function renderPalette(host: PaletteHost, editor: PlacementEditor, suggestions: Suggestions): TemplateResult {
  const { t } = host;
  const armed = host.signers.find(({ id }) => id === editor.armed);
  return html`<section class="palette" part="palette" aria-labelledby="palette-title">
    <div class="palette-head">
      <h2 id="palette-title">${t.term('palette')}</h2>
      ${tool(t.term('undo'), icons.undo, !host.canUndo, () => host.undo())}
      ${tool(t.term('redo'), icons.redo, !host.canRedo, () => host.redo())}
      ${tool(t.term('formMode'), icons.numbers, false, () => (host.formMode = !host.formMode), host.formMode)}
    </div>
    ${editor.tools?.renderSuggestions(host, editor, suggestions)}
    <ol class="signers">
      ${host.signers.map((signer, index) => renderRow(host, editor, signer, index))}
    </ol>
    ${armed ? editor.tools?.renderArmed(host, editor, armed) : html`<p class="hint">${t.term(host.locked ? 'lockedHint' : 'paletteHint')}</p>`}
  </section>`;
}

function tool(
  label: string,
  picture: TemplateResult,
  disabled: boolean,
  act: () => unknown,
  pressed?: boolean,
): TemplateResult {
  return html`<button
    type="button"
    class="button quiet icon"
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    ?disabled=${disabled}
    @click=${act}
  >
    ${picture}
  </button>`;
}

function renderRow(host: PaletteHost, editor: PlacementEditor, signer: PlacementSigner, index: number): TemplateResult {
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
    ${host.formMode ? renderForm(host, editor, signer) : nothing}
  </li>`;
}

/** The numbers of all of a signer's places: the way without any dragging. */
function renderForm(host: EditorHost, editor: PlacementEditor, signer: PlacementSigner): TemplateResult[] {
  return host.placements.flatMap((placement, index) =>
    placement.signerId === signer.id
      ? [
          html`<fieldset class="typed">
            <legend class="visually-hidden">${signer.name}</legend>
            ${editor.tools?.renderNumbers(host, editor, placement, index, `form-${index}-`)}
          </fieldset>`,
        ]
      : [],
  );
}
