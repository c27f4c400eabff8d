import { css } from 'lit';

/**
 * Buttons, fields and notices shared by the elements. Classes: `button` (+ `primary`, `danger`, `quiet`, `icon`),
 * `field` (a label, a control, `.hint`, `.error`), `notice` (+ `danger`, `success`, `warning`), `card`.
 */
export const controlStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space);
    min-block-size: var(--_target-size);
    min-inline-size: var(--_target-size);
    padding: var(--_space) calc(var(--_space) * 2);
    border: 1px solid var(--_color-border-control);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    color: var(--_color-text);
    font: inherit;
    font-weight: var(--_weight-medium);
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color var(--_duration),
      border-color var(--_duration);
    touch-action: manipulation;
  }

  .button:hover {
    background: var(--_color-accent-soft);
    border-color: var(--_color-accent);
  }

  .button.primary {
    background: var(--_color-accent);
    border-color: var(--_color-accent);
    color: var(--_color-on-accent);
  }

  .button.primary:hover {
    background: var(--_color-accent-hover);
    border-color: var(--_color-accent-hover);
  }

  .button.danger {
    border-color: var(--_color-danger);
    color: var(--_color-danger);
  }

  .button.danger:hover {
    background: var(--_color-danger-soft);
  }

  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_color-accent);
  }

  .button.quiet:hover {
    background: var(--_color-accent-soft);
  }

  .button.icon {
    padding: 0;
    inline-size: var(--_target-size);
  }

  .button:disabled,
  .button[aria-disabled='true'] {
    background: var(--_color-canvas);
    border-color: var(--_color-border);
    color: var(--_color-text-muted);
    cursor: not-allowed;
  }

  .button.quiet:disabled {
    background: transparent;
    border-color: transparent;
  }

  .button svg {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
  }

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

  @media (forced-colors: active) {
    .button.primary {
      forced-color-adjust: none;
    }

    .button:disabled {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
