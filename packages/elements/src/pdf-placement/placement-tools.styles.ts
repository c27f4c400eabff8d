import { css } from 'lit';
import { boxStyles } from './box.styles.ts';

/** The boxes on the pages, the proposals, the numbers of a place, what is done with several. */
export const placementToolsStyles = css`
  ${boxStyles}

  .armed-tools {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
  }

  .armed-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2);
  }

  .flying {
    position: fixed;
    z-index: 10;
    inset: 0 auto auto 0;
    display: flex;
    align-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) / 2) calc(var(--_space) * 1.5) calc(var(--_space) / 2) calc(var(--_space) / 2);
    border: 1px solid var(--_signer);
    border-radius: 99px;
    background: var(--_color-surface);
    box-shadow: var(--_shadow);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
    pointer-events: none;
  }

  .proposals {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.25);
    border: 1px dashed var(--_color-border-control);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    font-size: var(--_font-size-small);
  }

  .proposals ul {
    display: grid;
  }

  .proposal {
    display: flex;
    align-items: center;
    gap: var(--_space);
    inline-size: 100%;
    min-block-size: var(--_target-size);
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }

  .proposal .badge {
    inline-size: 24px;
    block-size: 24px;
  }

  .typed {
    margin: 0;
    padding: var(--_space) 0 calc(var(--_space) / 2);
    border: 0;
    min-inline-size: 0;
  }

  .arrange {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) / 2);
  }

  .arrange-buttons {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--_target-size), 1fr));
    gap: calc(var(--_space) / 2);
  }

  .arrange-buttons .button {
    padding: 0;
  }

  .copy {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_space);
    align-items: end;
  }

  .selection {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-inline-size: 0;
  }

  .numbers {
    display: grid;
    grid-template-columns: minmax(0, 0.7fr) repeat(2, minmax(0, 1fr));
    gap: calc(var(--_space) * 1.5) var(--_space);
    align-items: end;
  }

  .numbers .button {
    grid-column: 1 / -1;
    justify-self: start;
  }

  @container placement (max-width: 760px) {
    /* The room is the page's: what is proposed is shown there, too. */
    .proposals ul,
    .proposals ~ .hint {
      display: none;
    }

    /* While a place is being set right all the more so. */
    .layout:has(.details:not(.idle)) :is(.proposals, .palette > .hint) {
      display: none;
    }

    /* Numbers of all places need the width, and the list its own height. */
    .signers:has(.typed) {
      flex-direction: column;
      max-block-size: 40cqw;
      min-block-size: 12rem;
      overflow-y: auto;
    }

    .signers:has(.typed) li {
      max-inline-size: none;
    }

    .arrange-buttons {
      grid-auto-columns: var(--_target-size);
      grid-auto-flow: column;
      grid-template-columns: none;
      overflow-x: auto;
    }

    .details.idle,
    .details h2,
    .selection .who span,
    .limits {
      display: none;
    }

    .numbers {
      grid-template-columns: minmax(0, 0.7fr) repeat(2, minmax(0, 1fr)) auto;
    }

    .numbers label {
      font-size: var(--_font-size-tiny);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .remove-label {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .numbers .button {
      grid-column: auto;
      inline-size: var(--_target-size);
      padding: 0;
    }
  }
`;
