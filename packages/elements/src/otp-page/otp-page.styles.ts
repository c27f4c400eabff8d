import { css } from 'lit';

/** Layout of the platform's frame. */
export const otpPageStyles = css`
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

  .consent label {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    align-items: start;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border-control);
    border-radius: var(--_radius);
    font-weight: var(--_weight-medium);
    cursor: pointer;
  }

  .consent input {
    flex: none;
    inline-size: 1.375rem;
    block-size: 1.375rem;
    margin: 0;
    accent-color: var(--_color-accent);
  }

  .error {
    color: var(--_color-danger);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  summary {
    min-block-size: var(--_target-size);
    align-content: center;
    cursor: pointer;
  }
`;
