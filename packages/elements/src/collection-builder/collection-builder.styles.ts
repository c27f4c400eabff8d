import { css } from 'lit';

/** Layout of `<jse-collection-builder>`: cards one below the other, the summary beside them where there is room. */
export const collectionBuilderStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .builder,
  .main {
    display: grid;
    gap: calc(var(--_space) * 2);
    align-content: start;
    min-inline-size: 0;
  }

  .columns {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
  }

  /* The bar at the foot sticks to the whole page, not to the summary's part of it. */
  .side {
    display: contents;
  }

  .card {
    display: grid;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
    padding: clamp(1rem, 3cqi, 1.5rem);
  }

  h3 {
    display: flex;
    gap: calc(var(--_space) * 1.25);
    align-items: center;
    font-size: var(--_font-size-large);
    font-weight: var(--_weight-strong);
    line-height: 1.3;
  }

  .closed {
    inline-size: 100%;
    max-inline-size: 40rem;
    margin-inline: auto;
  }

  h3.title {
    font-size: var(--_font-size-title);
  }

  h3:focus,
  h4:focus,
  p:focus {
    outline: none;
  }

  h4 {
    margin: 0;
    font-size: var(--_font-size);
    font-weight: var(--_weight-strong);
  }

  .number {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: var(--_color-accent-soft);
    color: var(--_color-accent);
    font-size: var(--_font-size-small);
  }

  .settings {
    position: relative;
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  .sending summary {
    inline-size: fit-content;
    min-block-size: var(--_target-size);
    align-content: center;
    cursor: pointer;
    font-weight: var(--_weight-strong);
  }

  .sending-parts,
  .copies {
    display: grid;
    gap: var(--_space);
  }

  .sending summary .muted {
    font-weight: normal;
  }

  /* What a disclosure holds inherits from its own pseudo-element. */
  .sending-parts {
    box-sizing: border-box;
    gap: calc(var(--_space) * 2.5);
    padding-block: var(--_space);
  }

  .copy-list {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .copy-list li {
    display: flex;
    gap: var(--_space);
    align-items: center;
    justify-content: space-between;
    overflow-wrap: anywhere;
  }

  .copy-form {
    display: grid;
    gap: var(--_space);
  }

  .copy-form .button {
    justify-self: start;
  }

  @container (min-width: 40rem) {
    .copy-form {
      grid-template-columns: 1fr 1fr auto;
      align-items: start;
    }

    .copy-form .button {
      /* Beside the inputs, below their labels. */
      margin-block-start: 1.75rem;
    }
  }

  .saved {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
  }

  .main.dropping .drop {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .actions {
    position: sticky;
    z-index: 2;
    inset-block-end: 0;
    display: grid;
    gap: var(--_space);
    --_bar: var(--jse-collection-builder-actions-background, Canvas);
    padding-block: calc(var(--_space) * 1.5) max(calc(var(--_space) * 1.5), env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_color-border);
    background: var(--_bar);
    /* It covers the edges of what scrolls below it without making the page wider. */
    box-shadow:
      calc(var(--_space) * -1) 0 var(--_bar),
      var(--_space) 0 var(--_bar);
  }

  /* While a form is being filled in, the screen is the form's and the keyboard's. */
  .actions.resting {
    position: static;
  }

  @media (max-height: 28rem) {
    .actions {
      position: static;
    }
  }

  .actions:empty {
    display: none;
  }

  .dismissable {
    display: flex;
    gap: var(--_space);
    align-items: start;
    justify-content: space-between;
  }

  .dismissable > div {
    display: grid;
    gap: var(--_space);
    justify-items: start;
  }

  @container (min-width: 64rem) {
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 20rem;
      gap: calc(var(--_space) * 3);
    }

    .side {
      display: grid;
      gap: calc(var(--_space) * 2);
      position: sticky;
      inset-block-start: calc(var(--_space) * 2);
      align-self: start;
    }

    .actions {
      position: static;
      padding: 0;
      border: 0;
      box-shadow: none;
      background: none;
    }
  }
`;
