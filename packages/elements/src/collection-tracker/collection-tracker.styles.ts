import { css } from 'lit';

/** Looks of `<jse-collection-tracker>`: a summary, the signers along a line, and beside them files, proof and history. */
export const collectionTrackerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .tracker,
  .side,
  .summary,
  section.card,
  .failed {
    display: grid;
    gap: calc(var(--_space) * 2);
    align-content: start;
    min-inline-size: 0;
  }

  .summary {
    gap: calc(var(--_space) * 1.5);
  }

  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  h2,
  h3,
  h4,
  .name,
  blockquote,
  .address {
    overflow-wrap: anywhere;
  }

  h3 {
    font-size: var(--_font-size-large);
    font-weight: var(--_weight-strong);
  }

  h4 {
    margin: 0;
    font-size: var(--_font-size);
  }

  .badge {
    padding: 2px calc(var(--_space) * 1.5);
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--_color-accent-soft);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
    white-space: nowrap;
  }

  .badge.completed {
    background: var(--_color-success-soft);
    color: var(--_color-success);
  }

  .badge:is(.refused, .expired, .cancelled) {
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
  }

  .badge:is(.draft, .prepared, .purged) {
    border-color: var(--_color-border);
    background: transparent;
    color: var(--_color-text-muted);
  }

  .progress {
    display: grid;
    grid-template-columns: minmax(4rem, 1fr) auto;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  progress {
    appearance: none;
    inline-size: 100%;
    block-size: 8px;
    border: 0;
    border-radius: 999px;
    overflow: hidden;
    background: var(--_color-border);
  }

  progress::-webkit-progress-bar {
    background: var(--_color-border);
  }

  progress::-webkit-progress-value {
    border-radius: 999px;
    background: var(--_color-success);
    transition: inline-size var(--_duration);
  }

  progress::-moz-progress-bar {
    border-radius: 999px;
    background: var(--_color-success);
  }

  .left {
    font-size: var(--_font-size-large);
    font-weight: var(--_weight-strong);
  }

  blockquote {
    margin: 0;
    white-space: pre-wrap;
  }

  .actions,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 1.5);
  }

  .actions .hint {
    flex: 1 1 18rem;
    min-inline-size: 0;
  }

  .button.quiet.danger {
    color: var(--_color-danger);
  }

  .news {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }

  .dot {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_color-text-muted);
  }

  .live .dot {
    background: var(--_color-success);
  }

  .news.offline {
    color: var(--_color-warning);
  }

  .offline .dot {
    background: var(--_color-warning);
  }

  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
    }
  }

  .files li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
    min-inline-size: 0;
    padding-block: var(--_space);
  }

  .files li + li {
    border-block-start: 1px solid var(--_color-border);
  }

  .files .name {
    min-inline-size: 0;
  }

  .proof {
    display: grid;
    justify-items: start;
    gap: var(--_space);
  }

  summary {
    min-block-size: var(--_target-size);
    align-content: center;
    font-size: var(--_font-size-large);
    font-weight: var(--_weight-strong);
    cursor: pointer;
  }

  .history {
    padding-block: var(--_space);
  }

  .history ol {
    display: grid;
    gap: calc(var(--_space) * 1.25);
    padding-block: var(--_space) calc(var(--_space) * 2);
  }

  .history li {
    display: grid;
  }

  dialog {
    max-inline-size: min(32rem, calc(100vw - 2rem));
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
    color: var(--_color-text);
  }

  dialog[open] {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  dialog::backdrop {
    background: rgb(8 16 24 / 55%);
  }

  dialog h3:focus-visible {
    outline: none;
  }

  .button[aria-busy='true'] {
    cursor: progress;
  }

  @container (inline-size < 34rem) {
    .card {
      padding: calc(var(--_space) * 2);
    }

    .actions .button,
    .proof .button,
    .buttons .button {
      inline-size: 100%;
    }
  }

  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas;
    }

    progress::-webkit-progress-value {
      background: Highlight;
    }

    progress::-moz-progress-bar {
      background: Highlight;
    }
  }
`;
