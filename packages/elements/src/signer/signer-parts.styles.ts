import { css } from 'lit';

/** The pieces inside `<jse-signer>`: list of documents, own place on the page. */
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
`;
