import { css } from 'lit';
import { consentBoxStyles } from '../consent/consent-box.styles.ts';

/** What comes after reading in `<jse-signer>`: consent, identity, refusal, result and its proof. */
export const signerLaterStyles = css`
  ${consentBoxStyles}

  .about-to-sign ul,
  .left ul {
    display: grid;
    gap: calc(var(--_space) / 2);
    margin-block: calc(var(--_space) / 2);
    padding-inline-start: 1.25rem;
    list-style: disc;
  }

  .about-to-sign li {
    font-weight: var(--_weight-medium);
  }

  .facts {
    display: grid;
    gap: calc(var(--_space) * 0.75);
    padding-inline-start: 1.25rem;
    list-style: disc;
  }

  h3:has(.stamp) {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
  }

  .stamp {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    border-radius: 50%;
    background: var(--_color-success-soft);
    color: var(--_color-success);
  }

  .stamp svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .proof {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-raised);
  }

  .proved {
    display: grid;
    gap: var(--_space);
  }

  .ticks {
    display: grid;
    gap: calc(var(--_space) * 0.75);
  }

  .tick {
    display: flex;
    gap: var(--_space);
    align-items: start;
  }

  .tick svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin-block-start: 0.15rem;
    color: var(--_color-success);
  }

  code {
    font-size: var(--_font-size-tiny);
    overflow-wrap: anywhere;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .row:empty {
    display: none;
  }

  .files {
    display: grid;
    gap: var(--_space);
  }

  .files li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
    justify-content: space-between;
  }

  blockquote {
    margin: 0;
    padding: calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .support {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2) calc(var(--_space) * 1.5);
  }

  .support a {
    color: var(--_color-accent);
  }

  @container (min-width: 34rem) {
    .proof {
      grid-template-columns: 1fr auto;
      align-items: center;
    }

    .proof > :not(.name, .primary) {
      grid-column: 1 / -1;
    }

    .proof > .primary {
      grid-row: 1;
      grid-column: 2;
    }
  }
`;
