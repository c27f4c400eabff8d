import { css, unsafeCSS } from 'lit';
import { baseTokens, colorTokens, type SchemePair } from './tokens.ts';

/** A pair of colours as the used `color-scheme` picks one. */
export const scheme = ([light, dark]: SchemePair) => `light-dark(${light}, ${dark})`;

const declarations = [
  ...Object.entries(baseTokens).map(([name, value]) => `--_${name}: var(--jse-${name}, ${value});`),
  ...Object.entries(colorTokens).map(([name, pair]) => `--_color-${name}: var(--jse-color-${name}, ${scheme(pair)});`),
].join('\n');

/**
 * Design tokens in three tiers. Elements read the private `--_NAME`; a host sets the public `--jse-NAME` (values,
 * `--jse-color-NAME`) anywhere above the element. The used `color-scheme` picks light or dark; under
 * forced colours the system's palette takes over. Third tier, by component: see each element's `@cssprop`.
 */
export const tokenStyles = css`
  :host {
    ${unsafeCSS(declarations)}
    --_shadow: 0 1px 2px rgb(10 25 35 / 0.08), 0 6px 20px rgb(10 25 35 / 0.08);
    --_focus-ring: 2px solid var(--_color-focus);
  }

  @media (forced-colors: active) {
    :host {
      --_color-canvas: Canvas;
      --_color-surface: Canvas;
      --_color-raised: Canvas;
      --_color-text: CanvasText;
      --_color-text-muted: CanvasText;
      --_color-border: CanvasText;
      --_color-border-control: ButtonText;
      --_color-accent: Highlight;
      --_color-accent-hover: Highlight;
      --_color-on-accent: HighlightText;
      --_color-accent-soft: Canvas;
      --_color-focus: Highlight;
      --_color-danger: CanvasText;
      --_color-danger-soft: Canvas;
      --_color-success: CanvasText;
      --_color-success-soft: Canvas;
      --_color-warning: CanvasText;
      --_color-warning-soft: Canvas;
      --_shadow: none;
    }
  }
`;
