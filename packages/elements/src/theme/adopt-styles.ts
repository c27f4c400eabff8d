import type { CSSResult, ReactiveElement } from 'lit';

/** Gives an element styles that were loaded later than it, after those that it has; once. */
export function adoptMoreStyles(element: ReactiveElement, styles: CSSResult): void {
  const { renderRoot: root } = element;
  const sheet = styles.styleSheet;
  if (!(root instanceof ShadowRoot) || !sheet || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
