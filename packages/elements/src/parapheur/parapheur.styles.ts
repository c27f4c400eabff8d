import { css } from 'lit';

/** Looks of `<jse-parapheur>`: a list with a bar at its foot; the look at a document beside it where there is room. */
export const parapheurStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .tray {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .panel {
    display: grid;
    gap: calc(var(--_space) * 2);
    align-content: start;
    min-inline-size: 0;
  }

  .tray:not(.list) .panel {
    max-inline-size: 44rem;
  }

  .panel > header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .panel > header p {
    flex: 1;
  }

  .empty {
    padding-block: calc(var(--_space) * 6);
    text-align: center;
  }

  .narrowing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    min-inline-size: 0;
  }

  .chip {
    position: relative;
    display: inline-flex;
  }

  .chip input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .chip span {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target-size);
    padding-inline: calc(var(--_space) * 1.75);
    border: 1px solid var(--_color-border-control);
    border-radius: 999px;
  }

  .chip input:checked + span {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }

  .chip input:focus-visible + span {
    outline: var(--_focus-ring);
    outline-offset: 2px;
  }

  .search {
    flex: 1 1 16rem;
    min-inline-size: 0;
    min-block-size: var(--_target-size);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid var(--_color-border-control);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
  }

  .search::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }

  .all {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: var(--_target-size);
  }

  input[type='checkbox'] {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_color-accent);
  }

  .rows {
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
    overflow: clip;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto auto;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
    padding-inline-end: var(--_space);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 84px;
  }

  .row + .row {
    border-block-start: 1px solid var(--_color-border);
  }

  .row.looked-at {
    background: var(--_color-accent-soft);
  }

  .row label {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    min-inline-size: 0;
    cursor: pointer;
  }

  .row:has(input:focus-visible) {
    outline: var(--_focus-ring);
    outline-offset: -2px;
  }

  .about {
    display: grid;
    min-inline-size: 0;
  }

  .name {
    font-weight: var(--_weight-medium);
    overflow-wrap: anywhere;
  }

  .people {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .exception::before {
    content: '⚠ ' / '';
  }

  .exception {
    color: var(--_color-warning);
    font-weight: var(--_weight-medium);
  }

  .act {
    padding: 2px calc(var(--_space) * 1.25);
    border: 1px solid var(--_color-border);
    border-radius: 999px;
    font-size: var(--_font-size-small);
    white-space: nowrap;
  }

  .act.sign {
    border-color: transparent;
    background: var(--_color-accent-soft);
  }

  .cost {
    min-inline-size: 4em;
    text-align: end;
    white-space: nowrap;
  }

  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-raised, var(--_color-surface));
    box-shadow: var(--_shadow);
  }

  .chosen {
    display: flex;
    flex: 1 1 14rem;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 2);
  }

  .look {
    display: grid;
    align-content: start;
    gap: var(--_space);
    min-inline-size: 0;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
  }

  .look > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
  }

  .look h3 {
    font-size: var(--_font-size);
    overflow-wrap: anywhere;
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .tabs [aria-pressed='true'] {
    background: var(--_color-accent-soft);
    border-color: var(--_color-accent);
  }

  @container (inline-size > 64rem) {
    .tray.list.with-look {
      grid-template-columns: minmax(0, 1fr) minmax(24rem, 42%);
    }

    .with-look .look {
      position: sticky;
      inset-block-start: calc(var(--_space) * 2);
    }

    .with-look .bar {
      grid-column: 1 / -1;
    }
  }

  @container (inline-size < 40rem) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block-end: var(--_space);
    }

    .row label {
      grid-column: 1 / -1;
      padding-block-end: 0;
    }

    .row .act {
      justify-self: start;
      margin-inline-start: calc(var(--_space) * 2 + 36px);
    }

    .row .cost {
      display: none;
    }

    .bar .button {
      flex: 1 1 100%;
    }
  }

  @media (forced-colors: active) {
    .chip input:checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
