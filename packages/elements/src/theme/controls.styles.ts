import { css } from 'lit';
import { buttonStyles } from './buttons.styles.ts';

const fields = css`
  .field {
    display: grid;
    gap: calc(var(--_space) / 2);
  }

  .field label,
  .field legend {
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .field :is(input, select, textarea) {
    inline-size: 100%;
    min-block-size: var(--_target-size);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid var(--_color-border-control);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
  }

  .field :is(input, select, textarea):focus-visible {
    outline-offset: 0;
    border-color: var(--_color-focus);
  }

  .field :is(input, select, textarea)[aria-invalid='true'] {
    border-color: var(--_color-danger);
  }

  .field .hint {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
  }

  .field .error {
    color: var(--_color-danger);
    font-size: var(--_font-size-small);
  }

  .notice {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-inline-start: 4px solid var(--_color-accent);
    border-radius: var(--_radius-small);
    background: var(--_color-accent-soft);
  }

  .notice.danger {
    border-inline-start-color: var(--_color-danger);
    background: var(--_color-danger-soft);
  }

  .notice.success {
    border-inline-start-color: var(--_color-success);
    background: var(--_color-success-soft);
  }

  .notice.warning {
    border-inline-start-color: var(--_color-warning);
    background: var(--_color-warning-soft);
  }

  .card {
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
  }
`;

/**
 * Buttons, fields and notices shared by the elements. Classes: `button` (+ `primary`, `danger`, `quiet`, `icon`),
 * `field` (a label, a control, `.hint`, `.error`), `notice` (+ `danger`, `success`, `warning`), `card`.
 */
export const controlStyles = [buttonStyles, fields];
