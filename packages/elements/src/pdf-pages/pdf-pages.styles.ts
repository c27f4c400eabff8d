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

    .factor {
      display: none;
    }
  }

  .go-to {
    display: flex;
    gap: var(--_space);
    align-items: center;
    padding-inline-start: var(--_space);
    font-size: var(--_font-size-small);
    white-space: nowrap;
  }

  .go-to input {
    inline-size: 4.5em;
  }

  .find {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2);
    align-items: center;
    padding: calc(var(--_space) / 2);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .find .field {
    flex: 1 1 14rem;
    min-inline-size: 0;
  }

  .find-steps {
    display: flex;
    flex: 1 0 auto;
    gap: calc(var(--_space) / 2);
    align-items: center;
  }

  .find-result {
    min-inline-size: 6.5em;
    margin-inline: calc(var(--_space) / 2) auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
  }

  .found {
    position: absolute;
    background: rgb(255 196 0 / 45%);
    box-shadow: 0 0 0 2px #8a5a00;
    pointer-events: none;
    forced-color-adjust: none;
  }

  .body {
    container: pages / inline-size;
    position: relative;
    display: flex;
    flex: 1;
    min-block-size: 0;
    min-inline-size: 0;
  }

  .thumbnails {
    flex: none;
    box-sizing: border-box;
    inline-size: 10rem;
    overflow: auto;
    overscroll-behavior: contain;
    border-inline-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .thumbnails ol {
    margin: 0;
    padding: var(--_space);
    list-style: none;
  }

  .thumbnails li {
    content-visibility: auto;
    contain-intrinsic-size: auto 10rem;
  }

  .thumbnail {
    display: grid;
    gap: 0.25rem;
    justify-items: center;
    inline-size: 100%;
    padding: var(--_space);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--_font-size-small);
    cursor: pointer;
  }

  .thumbnail[aria-current] {
    background: var(--_color-accent-soft);
    color: var(--_color-accent);
    font-weight: var(--_weight-strong);
    box-shadow: inset 0 0 0 2px var(--_color-accent);
  }

  .thumbnail .picture {
    display: grid;
    place-items: center;
    block-size: 112px;
    inline-size: 112px;
  }

  .thumbnail canvas {
    max-inline-size: 100%;
    max-block-size: 100%;
    background: #fff;
    box-shadow: var(--_shadow);
  }

  /* On a narrow screen they lie over the pages, which keep their width. */
  @container pages (max-width: 40rem) {
    .thumbnails {
      position: absolute;
      z-index: 2;
      inset-block: 0;
      inset-inline-start: 0;
      box-shadow: var(--_shadow);
    }
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

  .text {
    --total-scale-factor: calc(var(--_scale) * var(--_user-unit, 1));
    --scale-round-x: 0.01px;
    --scale-round-y: 0.01px;
    --min-font-size: 1;
    position: absolute;
    inset: 0;
    overflow: clip;
    line-height: 1;
    text-align: initial;
    letter-spacing: normal;
    word-spacing: normal;
    text-size-adjust: none;
    transform-origin: 0 0;
    forced-color-adjust: none;
  }

  .text[data-main-rotation='90'] {
    transform: rotate(90deg) translateY(-100%);
  }

  .text[data-main-rotation='180'] {
    transform: rotate(180deg) translate(-100%, -100%);
  }

  .text[data-main-rotation='270'] {
    transform: rotate(270deg) translateX(-100%);
  }

  .text :is(span, br) {
    position: absolute;
    color: transparent;
    white-space: pre;
    cursor: var(--_text-cursor, text);
    transform-origin: 0 0;
  }

  .text > :not(.markedContent),
  .text .markedContent span:not(.markedContent) {
    --font-height: 0;
    --scale-x: 1;
    --rotate: 0deg;
    font-size: calc(var(--total-scale-factor) * var(--min-font-size) * var(--font-height));
    transform: rotate(var(--rotate)) scaleX(var(--scale-x)) scale(calc(1 / var(--min-font-size)));
  }

  .text .markedContent {
    display: contents;
  }

  .text ::selection {
    background: color-mix(in srgb, #0b6f9c 35%, transparent);
  }

  .message {
    display: grid;
    place-content: center;
    flex: 1;
    padding: calc(var(--_space) * 4);
    text-align: center;
  }

  .password {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    inline-size: min(24rem, 100%);
    text-align: start;
  }

  .password .button {
    align-self: start;
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
