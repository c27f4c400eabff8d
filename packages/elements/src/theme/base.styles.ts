import { css } from 'lit';
import { tokenStyles } from './tokens.styles.ts';

const base = css`
  :host {
    box-sizing: border-box;
    color: var(--_color-text);
    font-family: var(--_font-family);
    font-size: var(--_font-size);
    line-height: var(--_line-height);
    font-variant-numeric: tabular-nums;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }

  :focus-visible {
    outline: var(--_focus-ring);
    outline-offset: 2px;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  .title {
    font-size: var(--_font-size-title);
    font-weight: var(--_weight-strong);
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }

  .muted {
    color: var(--_color-text-muted);
  }

  .small {
    font-size: var(--_font-size-small);
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition-duration: 0s !important;
      animation-duration: 0s !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** What every element starts its `static styles` with: tokens, host typography, focus ring, reduced motion. */
export const baseStyles = [tokenStyles, base];
