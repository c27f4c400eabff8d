import { css } from 'lit';
import { signerColorStyles } from '../theme/index.ts';

/** The pieces inside `<jse-collection-builder>`: rows, drop zone, choices, summary. */
const parts = css`
  .rows {
    display: grid;
    gap: var(--_space);
  }

  .rows:empty {
    display: none;
  }

  .row {
    display: flex;
    gap: calc(var(--_space) * 1.25);
    align-items: center;
    min-inline-size: 0;
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 0.75) calc(var(--_space) * 0.75) calc(var(--_space) * 1.5);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-raised);
  }

  .row.failed {
    border-color: var(--_color-danger);
    background: var(--_color-danger-soft);
  }

  .row[draggable='true'] {
    cursor: grab;
  }

  .sign {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    color: var(--_color-text-muted);
  }

  .sign svg {
    inline-size: 1.375rem;
    block-size: 1.375rem;
  }

  .turn {
    border: 2px solid var(--signer, var(--_signer-1));
    border-radius: 50%;
    color: var(--signer, var(--_signer-1));
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-strong);
  }

  .turn svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .signer-2 {
    --signer: var(--_signer-2);
  }

  .signer-3 {
    --signer: var(--_signer-3);
  }

  .signer-4 {
    --signer: var(--_signer-4);
  }

  .signer-5 {
    --signer: var(--_signer-5);
  }

  .signer-6 {
    --signer: var(--_signer-6);
  }

  .signer-7 {
    --signer: var(--_signer-7);
  }

  .signer-8 {
    --signer: var(--_signer-8);
  }

  .what {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .name {
    font-weight: var(--_weight-medium);
    overflow-wrap: anywhere;
  }

  .contact {
    overflow-wrap: anywhere;
  }

  .phone {
    white-space: nowrap;
  }

  .what .warning {
    color: var(--_color-warning);
  }

  .tools {
    display: flex;
    flex: none;
  }

  progress {
    inline-size: 100%;
    block-size: 6px;
    accent-color: var(--_color-accent);
  }

  .drop {
    display: grid;
    gap: var(--_space);
    justify-items: center;
    padding: calc(var(--_space) * 2);
    border: 2px dashed var(--_color-border-control);
    border-radius: var(--_radius);
    text-align: center;
    cursor: pointer;
  }

  .drop.large {
    padding-block: calc(var(--_space) * 5);
  }

  .drop:hover {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .drop:focus-within {
    outline: var(--_focus-ring);
    outline-offset: 2px;
  }

  .drop-words {
    display: flex;
    gap: var(--_space);
    align-items: center;
    font-weight: var(--_weight-medium);
  }

  .drop-words svg {
    inline-size: 20px;
    block-size: 20px;
  }

  .adding {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(13rem, 40%)), 1fr));
    gap: var(--_space);
  }

  .field p:empty {
    display: none;
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: var(--_space);
  }

  .choices legend {
    margin-block-end: calc(var(--_space) / 2);
    font-weight: var(--_weight-medium);
  }

  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 1.25);
    align-items: start;
    min-block-size: var(--_target-size);
    padding: calc(var(--_space) * 1.25);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    font-weight: var(--_weight-medium);
    cursor: pointer;
  }

  .choice .small {
    display: block;
    font-weight: 400;
  }

  .choice:has(:checked) {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .choice input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0.125rem 0 0;
    accent-color: var(--_color-accent);
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .tabs [aria-pressed='true'] {
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  dl {
    display: grid;
    gap: var(--_space);
  }

  dl div {
    display: flex;
    gap: calc(var(--_space) * 2);
    justify-content: space-between;
  }

  .total {
    padding-block: var(--_space);
    border-block: 1px solid var(--_color-border);
    font-weight: var(--_weight-strong);
  }

  .remarks,
  .to-do ul,
  .people {
    display: grid;
    gap: calc(var(--_space) / 2);
    padding-inline-start: 1.125rem;
    list-style: disc;
  }

  .remarks {
    color: var(--_color-text-muted);
  }

  .remarks .flag {
    color: var(--_color-warning);
    font-weight: var(--_weight-medium);
  }

  .stamp {
    display: inline-grid;
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

  @container (max-width: 34rem) {
    .signer {
      flex-wrap: wrap;
    }

    .signer .what {
      flex: 1 1 60%;
    }

    .signer .tools {
      flex: 1 1 100%;
      justify-content: end;
      border-block-start: 1px solid var(--_color-border);
    }
  }
`;

/** All of them, with the signers' colours. */
export const builderPartsStyles = [signerColorStyles, parts];
