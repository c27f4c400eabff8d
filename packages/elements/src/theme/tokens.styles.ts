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
 * `--jse-color-NAME`) anywhere above the element. The used `color-scheme` picks light or dark; who asks for more contrast
 * gets lines and secondary text in the colour of the text. Under forced colours the browser puts the system's palette in the
 * place of all of them but system colours (CSS Color Adjustment 1, 3.1), which say what is accented here. Third tier, by component: see each element's `@cssprop`.
 */
export const tokenStyles = css`
  :host {
    ${unsafeCSS(declarations)}
    --_shadow: 0 1px 2px rgb(10 25 35 / 0.08), 0 6px 20px rgb(10 25 35 / 0.08);
    --_focus-ring: 2px solid var(--_color-focus);
  }

  @media (prefers-contrast: more) {
    :host {
      --_color-text-muted: var(--_color-text);
      --_color-border: var(--_color-text);
      --_color-border-control: var(--_color-text);
      --_focus-ring: 3px solid var(--_color-focus);
    }
  }

  @media (forced-colors: active) {
    :host {
      --_color-accent: Highlight;
      --_color-accent-hover: Highlight;
      --_color-on-accent: HighlightText;
      --_color-focus: Highlight;
    }
  }
`;
