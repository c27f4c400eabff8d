import { svg, type TemplateResult } from 'lit';

const paths = {
  folder: 'M3 7a2 2 0 0 1 2-2h4l2 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14a6 6 0 0 1 3.5 6',
  pen: 'M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4M13 20h7',
  inbox: 'M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5L16 13h5',
  plus: 'M12 5v14M5 12h14',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof paths;

/** A line icon; decoration only, the words stand beside it. */
export const icon = (name: IconName): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path d=${paths[name]} /></svg>` as TemplateResult;
