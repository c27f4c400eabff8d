import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { cssProperties } from '../theme/css-properties.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';
import { place } from './placement-model.ts';
import { boxStyle, describe, renderSigner, signerColour } from './render-box.ts';
import type { Suggestion } from './suggest.ts';
import type { Suggestions } from './suggestions.ts';

/** The places that the document proposes: to accept or dismiss all at once. */
export function renderSuggestions(
  host: EditorHost,
  editor: PlacementEditor,
  suggestions: Suggestions,
): TemplateResult | typeof nothing {
  const { list } = suggestions;
  if (list.length === 0 || host.locked) return nothing;
  const { t } = host;
  return html`<div class="proposals" part="suggestions">
    <p>${t.term('suggestions', list.length)}</p>
    <ul>
      ${list.map(({ signerId, page }, index) => {
        const { signer, order } = describe(host, signerId);
        return html`<li>
          <button type="button" class="proposal" @click=${() => void show(host, editor, index, page)}>
            <span class="badge" aria-hidden="true" ${cssProperties(signerColour(signer, order))}>${order + 1}</span>
            ${signer.name}, ${t.term('suggestionAt', page)}
          </button>
        </li>`;
      })}
    </ul>
    <div class="armed-buttons">
      <button type="button" class="button primary" @click=${() => acceptAll(host, editor, list)}>
        ${t.term(list.length > 1 ? 'acceptAll' : 'acceptOne')}
      </button>
      <button
        type="button"
        class="button quiet"
        @click=${() => {
          suggestions.dismiss();
          host.requestUpdate();
          void editor.focus('.signer');
        }}
      >
        ${t.term('dismiss')}
      </button>
    </div>
  </div>`;
}

/** A proposed place on its page: a click, or Enter, accepts it. */
export function renderSuggestion(
  host: EditorHost,
  editor: PlacementEditor,
  suggestions: Suggestions,
  suggestion: Suggestion,
): TemplateResult {
  const { t } = host;
  const { signer, order } = describe(host, suggestion.signerId);
  const size = suggestions.sizeOfField(suggestion.field);
  return html`<button
    type="button"
    part="suggestion"
    class=${classMap({ box: true, suggestion: true, firm: signer.kind === 'firm' })}
    ${cssProperties({ ...boxStyle(suggestion, editor.pages.sizeOf(suggestion.page), size), ...signerColour(signer, order) })}
    title=${t.term('suggested', signer.name, suggestion.found)}
    @click=${(event: Event) => {
      event.stopPropagation();
      editor.place(suggestion.signerId, spotOf(suggestion));
    }}
  >
    <span class="cartouche">${renderSigner(signer, order, t.term('suggestedShort'))}</span
    ><span class="visually-hidden">${t.term('suggestedAfter', suggestion.found, suggestion.page)}</span>
  </button>`;
}

/** Brings a proposed place into view, in the order of the list. */
async function show(host: EditorHost, editor: PlacementEditor, index: number, page: number): Promise<void> {
  host.view?.scrollToPage(page);
  await editor.focus('.suggestion', index);
}

function acceptAll(host: EditorHost, editor: PlacementEditor, list: readonly Suggestion[]): void {
  let { placements } = host;
  for (const suggestion of list) {
    const change = place(placements, suggestion.signerId, spotOf(suggestion), editor.pages, host.maxPerSigner);
    if (change) ({ placements } = change);
  }
  if (!host.commit(placements, 'suggestions')) return;
  editor.speech.say(host.t.term('suggestionsPlaced', list.length));
  void editor.focusBox(placements.length - 1);
}

const spotOf = ({ page, x, y, field }: Suggestion) => ({ page, x, y, ...(field !== undefined && { field }) });
