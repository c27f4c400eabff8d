import { css } from 'lit';

/** Layout of `<jse-otp-prompt>`. */
export const otpPromptStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    max-inline-size: 26rem;
  }

  form {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  label {
    font-weight: var(--_weight-strong);
  }

  .about {
    display: grid;
    gap: calc(var(--_space) / 4);
  }

  .entry {
    display: grid;
    gap: var(--_space);
  }

  input {
    --cell: calc((100cqi - 2rem) / 6);
    --glyph: clamp(1.75rem, 9cqi, 2.25rem);
    inline-size: 100%;
    min-block-size: 4rem;
    padding: 0 0 0 calc((min(100cqi, 26rem) - 6 * 1.42 * var(--glyph)) / 2);
    border: 1px solid var(--_color-border-control);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    color: inherit;
    font-family: ui-monospace, Menlo, Consolas, monospace;
    font-size: var(--glyph);
    font-weight: 600;
    line-height: 1;
    letter-spacing: calc(1.42em - 1ch);
    text-indent: calc((1.42em - 1ch) / 2);
    caret-color: var(--_color-accent);
  }

  input::placeholder {
    color: var(--_color-border-control);
    opacity: 0.45;
  }

  input:focus-visible {
    outline-offset: 0;
    border-color: var(--_color-focus);
  }

  input[aria-invalid='true'] {
    border-color: var(--_color-danger);
  }

  input:disabled {
    background: var(--_color-canvas);
    color: var(--_color-text-muted);
  }

  .error {
    color: var(--_color-danger);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .times {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
    min-block-size: var(--_target-size);
  }

  .times .button {
    margin-inline: calc(var(--_space) * -2);
    text-align: start;
  }

  time {
    color: var(--_color-text);
    font-weight: var(--_weight-medium);
  }

  .submit {
    inline-size: 100%;
  }
`;
