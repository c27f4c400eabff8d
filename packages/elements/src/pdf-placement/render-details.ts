import { placementBounds } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../theme/icons.ts';
import { cssProperties } from '../theme/css-properties.ts';
import { outside, overlapping } from './together.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';
import { pageNumber, type SignerPlacement } from './placement-model.ts';
import { renderSigner, signerColour } from './render-box.ts';

/** The selected place as numbers: the way for those who do not drag, and for the last point of precision. */
export function renderDetails(host: EditorHost, editor: PlacementEditor): TemplateResult | typeof nothing {
  const { t } = host;
  const { selected: index, marked } = editor.selection;
  const placement = index === undefined ? undefined : host.placements[index];
  if (host.locked && !placement) return nothing;
  return html`<section class=${placement ? 'details' : 'details idle'} part="details" aria-labelledby="details-title">
    ${marked.size > 1 ? editor.tools?.renderArrange(host, editor) : nothing}
    <h2 id="details-title">${t.term('selected')}</h2>
    ${
      placement && index !== undefined
        ? renderNumbers(host, editor, placement, index)
        : html`<p class="hint">${t.term('noneSelected')}</p>`
    }
  </section>`;
}

/** The numbers of a place, to be typed. In a list of several, `id` tells their fields apart. */
export function renderNumbers(
  host: EditorHost,
  editor: PlacementEditor,
  placement: SignerPlacement,
  index: number,
  id = '',
): TemplateResult {
  const { t } = host;
  const { pages } = editor;
  const { count, sizeOf } = pages;
  const page = pageNumber(placement.page, count);
  const { maxX, maxY } = placementBounds(sizeOf(page));
  const order = host.signers.findIndex(({ id }) => id === placement.signerId);
  const signer = host.signers[order];
  const number = (
    name: 'page' | 'x' | 'y',
    value: number,
    bounds: { readonly min: number; readonly max: number },
    change: (value: number) => void,
  ) =>
    html`<div class="field">
      <label for=${id + name}>${t.term(name)}</label>
      <input
        id=${id + name}
        name=${name}
        type="number"
        inputmode="decimal"
        min=${bounds.min}
        max=${bounds.max}
        step=${name === 'page' ? '1' : 'any'}
        aria-describedby=${name === 'page' ? nothing : `${id}limits`}
        ?disabled=${host.locked}
        .value=${String(value)}
        @change=${(event: Event) => {
          const input = event.currentTarget as HTMLInputElement;
          if (Number.isFinite(input.valueAsNumber)) change(input.valueAsNumber);
          input.value = String(currentOf(host, editor, index, name));
        }}
      />
    </div>`;
  return html`${
      signer && id === ''
        ? html`<div class="selection" ${cssProperties(signerColour(signer, order))}>
            ${renderSigner(signer, order, t.term(signer.kind === 'firm' ? 'seal' : 'signature'))}
          </div>`
        : nothing
    }
    <div class="numbers">
      ${number('page', page, { min: 1, max: count }, (value) => void editor.toPage(index, Math.round(value), false))}
      ${number('x', placement.x, { min: 0, max: maxX }, (x) => {
        editor.moveTo(index, { x, y: placement.y });
      })}
      ${number('y', placement.y, { min: 0, max: maxY }, (y) => {
        editor.moveTo(index, { x: placement.x, y });
      })}
      <button
        type="button"
        class="button danger"
        ?disabled=${host.locked}
        @click=${() => {
          editor.remove(index);
        }}
      >
        ${icons.trash}<span class="remove-label">${t.term('remove')}</span>
      </button>
    </div>
    <p class="hint limits" id=${`${id}limits`}>${t.term('limits', t.number(maxX), t.number(maxY))}</p>
    ${placement.field === undefined ? nothing : html`<p class="hint">${t.term('inField', placement.field)}</p>`}
    ${overlapping(host.placements, pages).has(index) ? html`<p class="notice warning">${t.term('overlap')}</p>` : nothing}
    ${outside(host.placements, pages).has(index) ? html`<p class="notice warning">${t.term('outside')}</p>` : nothing}
    ${host.maxPerSigner > 1 && count > 1 && id === '' ? editor.tools?.renderCopy(host, editor, index) : nothing}`;
}

// What the model made of the input (clamped, refused) is what the field shows then.
function currentOf(host: EditorHost, editor: PlacementEditor, index: number, name: 'page' | 'x' | 'y'): number {
  const placement = host.placements[index];
  if (!placement) return 0;
  return name === 'page' ? pageNumber(placement.page, editor.pages.count) : placement[name];
}
