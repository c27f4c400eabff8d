import { css } from 'lit';

/** The boxes on the pages. On paper the scheme is light. */
export const boxStyles = css`
  .layer {
    pointer-events: none;
  }

  .box {
    position: absolute;
    container-type: size;
    padding: 0;
    border: 1.5px solid var(--_signer);
    border-radius: 4px;
    background: color-mix(in srgb, var(--_signer) 12%, rgb(255 255 255 / 0.9));
    color: #14202b;
    font: inherit;
    text-align: start;
    cursor: grab;
    pointer-events: auto;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }

  /* Small boxes keep a target of 44 px. */
  .box::after {
    content: '';
    position: absolute;
    inset: min(0px, calc((100cqh - 44px) / 2)) min(0px, calc((100cqw - 44px) / 2));
  }

  .box.selected {
    box-shadow:
      0 0 0 1.5px var(--_signer),
      0 6px 18px rgb(10 25 35 / 0.22);
  }

  .box:focus-visible {
    outline: 3px solid #0b6f9c;
    outline-offset: 3px;
  }

  .box.ghost {
    border-style: dashed;
    opacity: 0.85;
    pointer-events: none;
  }

  .box.marked {
    outline: 2px dashed var(--_signer);
    outline-offset: 3px;
  }

  .box.marked:focus-visible {
    outline: 3px solid #0b6f9c;
  }

  .box.wrong {
    border-color: #a53a00;
    background: repeating-linear-gradient(-45deg, rgb(255 236 222 / 0.94) 0 6px, rgb(255 249 244 / 0.94) 6px 12px);
  }

  .box.suggestion {
    border-style: dashed;
    background: color-mix(in srgb, var(--_signer) 8%, rgb(255 255 255 / 0.72));
    cursor: pointer;
    touch-action: auto;
  }

  .box.suggestion:hover {
    background: color-mix(in srgb, var(--_signer) 18%, rgb(255 255 255 / 0.9));
  }

  .guide {
    position: absolute;
    pointer-events: none;
  }

  .guide.x {
    border-inline-start: 1px solid #c2185b;
  }

  .guide.y {
    border-block-end: 1px solid #c2185b;
  }

  .box.dragged {
    cursor: grabbing;
  }

  .box:disabled {
    cursor: default;
  }

  .cartouche {
    display: flex;
    align-items: center;
    gap: clamp(5px, 13cqh, 10px);
    block-size: 100%;
    padding-inline: clamp(5px, 15cqh, 12px);
    overflow: hidden;
    line-height: 1.2;
  }

  .cartouche .badge {
    inline-size: clamp(16px, 46cqh, 34px);
    block-size: clamp(16px, 46cqh, 34px);
    color: #fff;
    font-size: clamp(10px, 24cqh, 15px);
  }

  .cartouche .who strong {
    font-size: clamp(11px, 25cqh, 17px);
    font-weight: var(--_weight-strong);
  }

  .cartouche .who span {
    overflow: hidden;
    color: #4d5c69;
    font-size: clamp(10px, 19cqh, 13px);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  @container (max-height: 34px) {
    .cartouche .who span {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .box {
      forced-color-adjust: none;
    }
  }
`;
