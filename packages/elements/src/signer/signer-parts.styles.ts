import { css } from 'lit';

/** The pieces inside `<jse-signer>`: list of documents, own place on the page, result and its proof. */
export const signerPartsStyles = css`
  .documents {
    display: grid;
    gap: var(--_space);
  }

  .documents li {
    display: flex;
    align-items: center;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-surface);
  }

  .documents .showing {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .document-name {
    display: grid;
    flex: 1;
    grid-template-columns: auto 1fr;
    gap: 0 calc(var(--_space) * 1.25);
    align-items: center;
    min-inline-size: 0;
    min-block-size: var(--_target-size);
    padding: var(--_space) calc(var(--_space) * 1.25);
    border: 0;
    border-radius: inherit;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 1.3;
    text-align: start;
    cursor: pointer;
  }

  .mark {
    display: grid;
    grid-row: span 2;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: var(--_color-canvas);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-strong);
  }

  .opened .mark,
  .showing .mark {
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }

  .mark svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .name {
    font-weight: var(--_weight-medium);
    overflow-wrap: anywhere;
  }

  .document-name .small {
    grid-column: 2;
  }

  .place {
    justify-content: flex-start;
    padding-inline: var(--_space);
    text-align: start;
  }

  .layer {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  .own-place {
    position: absolute;
    display: grid;
    place-items: center;
    border: 2px dashed light-dark(#0b4a63, #0b4a63);
    border-radius: 4px;
    background: rgb(11 74 99 / 0.1);
    color: #083a4f;
    font-size: clamp(0.5rem, 1.9cqi, 0.8125rem);
    font-weight: var(--_weight-medium);
    line-height: 1.15;
    text-align: center;
    overflow: hidden;
  }

  .stamp {
    display: inline-grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    margin-inline-end: calc(var(--_space) * 1.5);
    border-radius: 50%;
    background: var(--_color-success-soft);
    color: var(--_color-success);
    vertical-align: middle;
  }

  .stamp svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .proof {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-raised);
  }

  .proved {
    display: grid;
    gap: var(--_space);
  }

  .ticks {
    display: grid;
    gap: calc(var(--_space) * 0.75);
  }

  .tick {
    display: flex;
    gap: var(--_space);
    align-items: start;
  }

  .tick svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin-block-start: 0.15rem;
    color: var(--_color-success);
  }

  code {
    font-size: var(--_font-size-tiny);
    overflow-wrap: anywhere;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .row:empty {
    display: none;
  }

  .files {
    display: grid;
    gap: var(--_space);
  }

  .files li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
    justify-content: space-between;
  }

  blockquote {
    margin: 0;
    padding: calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .support {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2) calc(var(--_space) * 1.5);
  }

  .support a {
    color: var(--_color-accent);
  }

  @container (min-width: 34rem) {
    .proof {
      grid-template-columns: 1fr auto;
      align-items: center;
    }

    .proof > :not(.name, .primary) {
      grid-column: 1 / -1;
    }

    .proof > .primary {
      grid-row: 1;
      grid-column: 2;
    }
  }
`;
