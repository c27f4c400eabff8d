import { css } from 'lit';

/** Layout of `<jse-pdf-pages>`: toolbar, scroller, sheets; the sheets stay white in every colour scheme. */
export const pdfPagesStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    block-size: var(--jse-pdf-pages-block-size, min(80dvh, 60rem));
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-canvas);
    overflow: clip;
  }

  .toolbar {
    container-type: inline-size;
    flex: none;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) / 2);
    padding: calc(var(--_space) / 2);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .position,
  .go-to {
    margin-inline-end: auto;
  }

  .position {
    padding-inline: var(--_space);
    color: inherit;
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .factor {
    min-inline-size: 3.5em;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
    text-align: center;
  }

  @container (max-width: 26rem) {
    .tools {
      gap: 0;
    }

    /* One line of controls: pages are gone to by number and by search here. What has the focus keeps it. */
    .factor,
    #thumbnails[aria-pressed='false']:not(:focus) {
      display: none;
    }
  }

  @container (max-width: 18rem) {
    .position {
      padding-inline: calc(var(--_space) / 2);
    }

    #fit {
      display: none;
    }
  }

  .body {
    container: pages / inline-size;
    position: relative;
    display: flex;
    flex: 1;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .scroller {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
    touch-action: pan-x pan-y;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  .sheets {
    display: flex;
    flex-direction: column;
    align-items: safe center;
    gap: calc(var(--_space) * 2);
    min-inline-size: max-content;
    padding: calc(var(--_space) * 2);
  }

  .page {
    position: relative;
    flex: none;
    background: #fff;
    box-shadow: var(--_shadow);
    color-scheme: only light;
    contain: layout style;
  }

  .surface,
  .surface canvas,
  ::slotted(*) {
    position: absolute;
    inset: 0;
  }

  .surface canvas {
    inline-size: 100%;
    block-size: 100%;
    pointer-events: none;
  }

  .message {
    display: grid;
    place-content: center;
    flex: 1;
    padding: calc(var(--_space) * 4);
    text-align: center;
  }

  .page .notice {
    position: absolute;
    inset-block-start: calc(var(--_space) * 2);
    inset-inline: calc(var(--_space) * 2);
    color: #14202b;
  }

  @media (forced-colors: active) {
    .page {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  }
`;
