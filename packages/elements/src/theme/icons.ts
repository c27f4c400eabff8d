import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;

/** Line icons of 20 × 20, drawn in the text's colour and hidden from assistive technology; buttons carry the words. */
export const icons = {
  plus: icon(svg`<path d="M10 4v12M4 10h12" />`),
  minus: icon(svg`<path d="M4 10h12" />`),
  fitWidth: icon(svg`<path d="M3 4v12M17 4v12M6 10h8M8.5 7.5 6 10l2.5 2.5M11.5 7.5 14 10l-2.5 2.5" />`),
  trash: icon(svg`<path d="M4 6h12M8 6V4h4v2M6 6l.6 10h6.8L14 6M8.7 9v4M11.3 9v4" />`),
  pen: icon(
    svg`<path d="m4 16 .8-3.6L13 4.2a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2L7.6 15.2 4 16ZM11.8 5.4l2.8 2.8" />`,
  ),
  seal: icon(svg`<circle cx="10" cy="8" r="4.5" /><path d="m7.5 12-1 5 3.5-2 3.5 2-1-5M8.4 8l1.1 1.2 2.1-2.3" />`),
  check: icon(svg`<path d="m4.5 10.5 3.5 3.5 7.5-8" />`),
  cross: icon(svg`<path d="m5 5 10 10M15 5 5 15" />`),
  move: icon(svg`<path d="M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2M15 8l2 2-2 2" />`),
  undo: icon(svg`<path d="M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H9" />`),
  redo: icon(svg`<path d="m13 5 3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h3" />`),
  numbers: icon(svg`<path d="M3 5h14v10H3zM8 5v10M13 8H11M13 12H11" />`),
  up: icon(svg`<path d="M10 16V4M5 9l5-5 5 5" />`),
  down: icon(svg`<path d="M10 4v12M5 11l5 5 5-5" />`),
  download: icon(svg`<path d="M10 3v10M6 9.5l4 4 4-4M4 16.5h12" />`),
  search: icon(svg`<circle cx="9" cy="9" r="5" /><path d="m12.8 12.8 3.7 3.7" />`),
  thumbnails: icon(svg`<path d="M3 3.5h5v6H3zM3 12.5h5v4H3zM11 5h6M11 8h4M11 14h6" />`),
} as const;
