import { css } from 'lit';

/** Looks of the signers along their line, of the order that is being changed and of who is put in somebody's place. */
export const timelineStyles = css`
  .columns {
    display: grid;
    gap: calc(var(--_space) * 2);
    align-items: start;
  }

  .step {
    position: relative;
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr) auto;
    gap: var(--_space) calc(var(--_space) * 1.5);
    padding-block: calc(var(--_space) * 1.25);
  }

  .step:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: calc(var(--_space) * 1.25 + 32px) calc(var(--_space) * -1.25);
    inset-inline-start: 15px;
    inline-size: 2px;
    background: var(--_color-border);
  }

  .step.signed:not(:last-child)::before {
    background: var(--_color-success);
  }

  .mark {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border: 2px solid var(--_color-border-control);
    border-radius: 50%;
    background: var(--_color-surface);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-strong);
  }

  .mark svg {
    inline-size: 18px;
    block-size: 18px;
  }

  .signed .mark {
    border-color: var(--_color-success);
    background: var(--_color-success-soft);
    color: var(--_color-success);
  }

  .turn .mark {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }

  :is(.refused, .rejected, .locked) .mark {
    border-color: var(--_color-danger);
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
  }

  .step:is(.waiting, .ended) .mark {
    border-style: dashed;
    color: var(--_color-text-muted);
  }

  .who {
    display: grid;
    min-inline-size: 0;
  }

  .name {
    font-weight: var(--_weight-medium);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 2);
  }

  .phone {
    white-space: nowrap;
  }

  .turn .standing {
    color: var(--_color-accent);
    font-weight: var(--_weight-medium);
  }

  .signed .standing {
    color: var(--_color-success);
  }

  :is(.refused, .rejected, .locked) .standing {
    color: var(--_color-danger);
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: end;
    gap: calc(var(--_space) / 2);
    margin-block-start: calc(var(--_space) * -1);
  }

  .tools .quiet {
    margin-inline-end: calc(var(--_space) * -2);
  }

  .handle {
    display: grid;
    place-items: center;
    inline-size: var(--_target-size);
    block-size: var(--_target-size);
    color: var(--_color-text-muted);
    cursor: grab;
    touch-action: none;
  }

  .handle:active {
    cursor: grabbing;
  }

  .handle svg {
    inline-size: 20px;
    block-size: 20px;
  }

  .replacement {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    grid-column: 2 / -1;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-raised);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: calc(var(--_space) * 1.5);
  }

  @container (inline-size > 56rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(16rem, 22rem);
    }
  }

  @container (inline-size < 34rem) {
    .step {
      grid-template-columns: 32px minmax(0, 1fr);
    }

    .tools {
      grid-column: 2;
      justify-content: start;
      margin-inline-start: calc(var(--_space) * -2);
    }

    .ordering .tools {
      margin-inline-start: 0;
    }

    .tools .quiet {
      margin-inline-end: 0;
    }

    .replacement {
      grid-column: 1 / -1;
    }
  }
`;
