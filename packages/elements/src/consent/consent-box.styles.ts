import { css } from 'lit';

/** Looks of the consent and of what is said where it is missing. */
export const consentBoxStyles = css`
  .consent label {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 1.5);
    align-items: start;
    min-block-size: var(--_target-size);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border-control);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    font-weight: var(--_weight-medium);
    cursor: pointer;
  }

  .consent label:has(:checked) {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .consent label:has([aria-invalid='true']) {
    border-color: var(--_color-danger);
  }

  .consent input {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
    accent-color: var(--_color-accent);
  }

  .error {
    color: var(--_color-danger);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .error:empty {
    display: none;
  }
`;
