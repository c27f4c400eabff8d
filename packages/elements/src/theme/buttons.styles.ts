import { css } from 'lit';

/** Buttons: `button` (+ `primary`, `danger`, `quiet`, `icon`). They are among the controls; an element without fields takes these alone. */
export const buttonStyles = css`
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
