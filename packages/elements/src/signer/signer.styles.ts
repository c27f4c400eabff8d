import { css } from 'lit';

/** Layout of `<jse-signer>`: one column on a phone, document and panel side by side where there is room. */
export const signerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .signer {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  header {
    display: grid;
    gap: calc(var(--_space) / 2);
  }

  .asks {
    color: var(--_color-accent);
    font-weight: var(--_weight-medium);
  }

  h2 {
    font-size: clamp(1.375rem, 1.1rem + 1.6cqi, 1.875rem);
    font-weight: var(--_weight-strong);
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }

  .signer:not(.reading) h2 {
    font-size: var(--_font-size-large);
  }

  h3:focus {
    outline: none;
  }

  h4 {
    margin: 0;
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-strong);
  }

  .message {
    padding-inline-start: calc(var(--_space) * 1.5);
    border-inline-start: 3px solid var(--_color-border);
    white-space: pre-line;
  }

  .steps {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: var(--_space);
    margin-block-start: var(--_space);
    font-size: var(--_font-size-small);
  }

  .steps li {
    padding-block-start: calc(var(--_space) * 0.75);
    border-block-start: 3px solid var(--_color-border);
    color: var(--_color-text-muted);
  }

  .steps .now,
  .steps .done {
    border-block-start-color: var(--_color-accent);
  }

  .steps .now {
    color: var(--_color-text);
    font-weight: var(--_weight-strong);
  }

  .work {
    display: grid;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
  }

  .panel {
    display: grid;
    gap: calc(var(--_space) * 2);
    align-content: start;
    min-inline-size: 0;
  }

  .alone .panel {
    inline-size: 100%;
    max-inline-size: 40rem;
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
  }

  .document {
    min-inline-size: 0;
  }

  jse-pdf-pages {
    --jse-pdf-pages-block-size: auto;
  }

  .consent .document,
  .code .document {
    display: none;
  }

  /* What is inside details inherits from the browser's own slot, which is content-box. */
  summary,
  details * {
    box-sizing: border-box;
  }

  summary {
    display: list-item;
    min-block-size: var(--_target-size);
    padding-block: calc(var(--_space) * 1.25);
    color: var(--_color-accent);
    font-weight: var(--_weight-medium);
    cursor: pointer;
  }

  .later p {
    margin-block-end: var(--_space);
  }

  .actions {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
    margin-inline: calc(var(--_space) * -1);
    padding: calc(var(--_space) * 1.5) var(--_space) max(calc(var(--_space) * 1.5), env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_color-border);
    background: var(--jse-signer-actions-background, Canvas);
  }

  .actions .primary,
  .actions .danger {
    flex: 1 1 100%;
  }

  /* It sticks over the document alone; what else a step asks ends where its buttons are. */
  .signer:not(.reading) .actions {
    position: static;
    margin-inline: 0;
    padding-inline: 0;
    border: 0;
    background: none;
  }

  /* At 400 % zoom, or with the keyboard open, a bar that sticks would cover what it is about. */
  @media (max-height: 28rem) {
    .actions {
      position: static;
    }
  }

  .actions .quiet {
    flex: 1 1 auto;
    white-space: nowrap;
  }

  .actions .leave {
    color: var(--_color-text-muted);
  }

  .waiting,
  .progress {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    align-items: center;
  }

  .document .waiting {
    justify-content: center;
    min-block-size: 40cqi;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-canvas);
    color: var(--_color-text-muted);
  }

  .progress {
    flex-direction: column;
    padding-block: calc(var(--_space) * 4);
    text-align: center;
  }

  .spinner {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    border: 2.5px solid currentColor;
    border-block-start-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  .progress .spinner {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-width: 3px;
    color: var(--_color-accent);
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @container (min-width: 56rem) {
    .with-document {
      grid-template:
        'document panel' auto
        'document actions' auto
        'document aside' 1fr / minmax(0, 1fr) 23rem;
      gap: calc(var(--_space) * 3);
    }

    .with-document .aside {
      grid-area: aside;
    }

    .with-document .document {
      display: block;
      grid-area: document;
    }

    .with-document .panel {
      grid-area: panel;
    }

    .with-document .actions {
      position: static;
      grid-area: actions;
      align-self: start;
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
    }

    .steps {
      max-inline-size: 32rem;
    }

    jse-pdf-pages {
      --jse-pdf-pages-block-size: max(26rem, min(100dvh - 15rem, 60rem));
    }

    .alone .panel,
    .signer:is(.outcome, .progress, .refusal) header,
    .refusal .actions {
      inline-size: 100%;
      max-inline-size: 40rem;
      margin-inline: auto;
    }
  }
`;
