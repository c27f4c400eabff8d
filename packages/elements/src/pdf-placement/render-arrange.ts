import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { type Arrangement, arrange } from './arrange.ts';
import type { EditorHost, PlacementEditor } from './placement-editor.ts';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;

const ways: readonly (readonly [Arrangement, TemplateResult])[] = [
  ['left', icon(svg`<path d="M3.5 3v14M7 6h9v3H7zM7 12h5v3H7z" />`)],
  ['centre', icon(svg`<path d="M10 3v3M10 9v3M10 15v2M5 6h10v3H5zM7 12h6v3H7z" />`)],
  ['right', icon(svg`<path d="M16.5 3v14M4 6h9v3H4zM8 12h5v3H8z" />`)],
  ['top', icon(svg`<path d="M3 3.5h14M6 7v9h3V7zM12 7v5h3V7z" />`)],
  ['middle', icon(svg`<path d="M3 10h3M9 10h3M15 10h2M6 5v10h3V5zM12 7v6h3V7z" />`)],
  ['bottom', icon(svg`<path d="M3 16.5h14M6 4v9h3V4zM12 8v5h3V8z" />`)],
  ['columns', icon(svg`<path d="M3.5 3v14M16.5 3v14M8.5 6h3v8h-3z" />`)],
  ['rows', icon(svg`<path d="M3 3.5h14M3 16.5h14M6 8.5h8v3H6z" />`)],
];
/** Spreading needs something between the outermost two. */
const fewest: Partial<Record<Arrangement, number>> = { columns: 3, rows: 3 };

/** What can be done with places that are marked together. */
export function renderArrange(host: EditorHost, editor: PlacementEditor): TemplateResult {
  const { t } = host;
  const marked = editor.selection.groupOf([...editor.selection.marked][0] ?? 0);
  return html`<div class="arrange" role="group" aria-labelledby="arrange-title">
    <p class="hint" id="arrange-title">${t.term('arrange', marked.length)}</p>
    <div class="arrange-buttons">
      ${ways.map(
        ([how, picture]) =>
          html`<button
            type="button"
            class="button quiet icon"
            title=${t.term(how)}
            aria-label=${t.term(how)}
            ?disabled=${host.locked || marked.length < (fewest[how] ?? 2)}
            @click=${() => {
              if (!host.commit(arrange(host.placements, marked, how, editor.pages), 'arrange')) return;
              editor.speech.say(t.term('arranged'));
            }}
          >
            ${picture}
          </button>`,
      )}
    </div>
  </div>`;
}
