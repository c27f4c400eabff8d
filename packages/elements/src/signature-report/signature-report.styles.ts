import { css } from 'lit';

/** Looks of `<jse-signature-report>`: the way in, the verdict, the sections in their order. */
export const signatureReportStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .report {
    display: grid;
    gap: calc(var(--_space) * 3);
    max-inline-size: 60rem;
    margin-inline: auto;
  }

  .report > section {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    min-inline-size: 0;
  }

  h3 {
    font-size: var(--_font-size-large);
    font-weight: var(--_weight-strong);
  }

  h4,
  h5 {
    margin: 0;
    font-size: var(--_font-size);
    font-weight: var(--_weight-strong);
  }

  .drop {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 6) calc(var(--_space) * 2);
    border: 2px dashed var(--_color-border-control);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
    text-align: center;
  }

  .drop.over {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .drop label {
    position: relative;
  }

  .drop label:has(:focus-visible) {
    outline: var(--_focus-ring);
    outline-offset: 2px;
  }

  .title:focus {
    outline: none;
  }

  .working {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    justify-items: start;
  }

  progress {
    inline-size: 100%;
    accent-color: var(--_color-accent);
  }

  .verdict {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
  }

  .verdict > div {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    justify-items: start;
    min-inline-size: 0;
  }

  .verdict .mark {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    border-radius: 50%;
    background: var(--_color-border-control);
    color: var(--_color-surface);
    font-size: 1.5rem;
    font-weight: var(--_weight-strong);
  }

  .verdict.success {
    border-color: var(--_color-success);
    background: var(--_color-success-soft);
  }

  .verdict.warning {
    border-color: var(--_color-warning);
    background: var(--_color-warning-soft);
  }

  .verdict.danger {
    border-color: var(--_color-danger);
    background: var(--_color-danger-soft);
  }

  .verdict.success .mark {
    background: var(--_color-success);
  }

  .verdict.warning .mark {
    background: var(--_color-warning);
  }

  .verdict.danger .mark {
    background: var(--_color-danger);
  }

  .word {
    display: block;
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-strong);
    letter-spacing: 0;
  }

  .verdict.success .word {
    color: var(--_color-success);
  }

  .verdict.warning .word {
    color: var(--_color-warning);
  }

  .verdict.danger .word {
    color: var(--_color-danger);
  }

  .verdict .muted {
    color: var(--_color-text);
  }

  .file {
    font-weight: var(--_weight-medium);
    overflow-wrap: anywhere;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .verdict .button.quiet {
    color: var(--_color-text);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .password {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    justify-items: start;
  }

  @container (max-width: 32rem) {
    .verdict {
      grid-template-columns: minmax(0, 1fr);
      padding: calc(var(--_space) * 2);
    }

    .verdict .buttons,
    .verdict .button {
      inline-size: 100%;
    }
  }

  @media (forced-colors: active) {
    .verdict .mark {
      border: 2px solid CanvasText;
    }
  }

  @media print {
    .button {
      display: none;
    }
  }
`;
