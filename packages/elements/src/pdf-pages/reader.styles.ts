import { css } from 'lit';

/** The text layer as pdf.js writes it, and the asking for a password. */
export const readerStyles = css`
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
`;
