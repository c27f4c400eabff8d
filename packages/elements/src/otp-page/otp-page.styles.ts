import { css } from 'lit';
import { consentBoxStyles } from '../consent/consent-box.styles.ts';

/** Layout of the platform's frame. */
export const otpPageStyles = css`
  ${consentBoxStyles}

  :host {
    display: block;
    padding: calc(var(--_space) * 2);
    background: var(--_color-surface);
  }

  section {
    display: grid;
    gap: calc(var(--_space) * 2);
    max-inline-size: 40rem;
  }

  .platform {
    display: flex;
    align-items: center;
    gap: var(--_space);
    color: var(--_color-accent);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-strong);
  }

  .platform svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .title:focus {
    outline: none;
  }

  .acts {
    max-block-size: 16rem;
    overflow: auto;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
  }

  .acts li {
    display: grid;
    padding: var(--_space) calc(var(--_space) * 1.5);
    overflow-wrap: anywhere;
  }

  .acts li + li {
    border-block-start: 1px solid var(--_color-border);
  }

  summary {
    min-block-size: var(--_target-size);
    align-content: center;
    cursor: pointer;
  }
`;
