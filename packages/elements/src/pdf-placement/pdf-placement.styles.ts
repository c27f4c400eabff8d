import { css } from 'lit';

/** Layout of `<jse-pdf-placement>`: palette and numbers beside the pages, above and below them in a narrow place. */
export const pdfPlacementStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    container: placement / inline-size;
    block-size: var(--jse-pdf-placement-block-size, min(85dvh, 64rem));
  }

  .layout {
    display: grid;
    grid-template: minmax(0, 1fr) fit-content(58%) / minmax(256px, 304px) minmax(0, 1fr);
    grid-template-areas: 'palette pages' 'details pages';
    gap: calc(var(--_space) * 2);
    flex: 1;
    min-block-size: 0;
  }

  .palette,
  .details {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1.5);
    min-block-size: 0;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    overflow: auto;
  }

  .palette {
    grid-area: palette;
  }

  .details {
    grid-area: details;
  }

  h2 {
    font-size: var(--_font-size);
    font-weight: var(--_weight-strong);
    line-height: 1.25;
  }

  .palette-head {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) / 2);
  }

  .palette-head h2 {
    flex: 1;
    min-inline-size: 0;
  }

  .palette-head .button {
    flex: none;
    inline-size: var(--_target-size);
    padding: 0;
  }

  .button[aria-pressed='true'] {
    background: var(--_color-accent-soft);
    border-color: var(--_color-accent);
  }

  .button:disabled {
    opacity: 0.45;
    cursor: default;
  }

  .button.icon svg {
    inline-size: 20px;
    block-size: 20px;
  }

  jse-pdf-pages {
    --jse-pdf-pages-block-size: 100%;
    grid-area: pages;
    min-block-size: 0;
  }

  jse-pdf-pages.armed {
    --_text-cursor: copy;
    cursor: copy;
  }

  .signers {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
  }

  .signers li {
    position: relative;
  }

  .signer {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: calc(var(--_space) * 1.25);
    inline-size: 100%;
    min-block-size: 54px;
    padding: var(--_space) calc(var(--_space) * 1.25);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: grab;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
  }

  .signer:hover {
    border-color: var(--_signer);
    background: var(--_color-raised);
  }

  .signer[aria-pressed='true'] {
    border-color: var(--_signer);
    background: color-mix(in srgb, var(--_signer) 10%, var(--_color-surface));
    box-shadow: inset 0 0 0 1px var(--_signer);
  }

  .signer:disabled {
    cursor: default;
  }

  .state {
    display: inline-grid;
    color: var(--_color-success);
  }

  .state svg {
    inline-size: 18px;
    block-size: 18px;
  }

  .hint {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
  }

  .badge {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(--_signer);
    color: light-dark(#fff, #0e151b);
    font-size: var(--_font-size-tiny);
    font-weight: var(--_weight-strong);
  }

  .firm .badge {
    border-radius: var(--_radius-small);
  }

  .who {
    display: grid;
    min-inline-size: 0;
    line-height: 1.3;
  }

  .who strong {
    overflow: hidden;
    font-weight: var(--_weight-medium);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who span {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-tiny);
  }

  @container placement (max-width: 760px) {
    .layout {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      grid-template-areas: 'palette' 'pages' 'details';
      gap: var(--_space);
    }

    .palette,
    .details {
      gap: var(--_space);
      padding: var(--_space);
      overflow: visible;
    }

    .signers {
      flex-direction: row;
      margin-inline: calc(var(--_space) * -1);
      padding: 2px var(--_space);
      overflow-x: auto;
      scrollbar-width: none;
    }

    .signers li {
      flex: none;
      max-inline-size: max(66cqw, 12.5rem);
    }

    .signer {
      touch-action: pan-x;
    }
  }

  @media (forced-colors: active) {
    .badge {
      forced-color-adjust: none;
    }

    .signer[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
