import { css } from 'lit';
import { consentBoxStyles } from '../consent/consent-box.styles.ts';

/** Looks of a batch on its way: the consent with its list, the progress, what became of each. */
export const batchStyles = css`
  ${consentBoxStyles}

  .batch {
    max-block-size: 40dvh;
    overflow: auto;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-surface);
  }

  .batch li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 1.5);
    padding: var(--_space) calc(var(--_space) * 2);
  }

  .batch li + li {
    border-block-start: 1px solid var(--_color-border);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }

  progress {
    inline-size: 100%;
    accent-color: var(--_color-accent);
  }

  .waiting {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }

  .spinner {
    inline-size: 1em;
    block-size: 1em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .outcomes {
    display: grid;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
  }

  .outcomes li {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2);
  }

  .outcomes li + li {
    border-block-start: 1px solid var(--_color-border);
  }

  .outcomes li > span {
    display: grid;
  }

  .outcomes svg {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    color: var(--_color-danger);
  }

  .outcomes .signed svg {
    color: var(--_color-success);
  }
`;
