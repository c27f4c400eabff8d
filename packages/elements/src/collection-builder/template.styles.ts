import { css } from 'lit';

/** The way from a template to a draft. */
export const templateStyles = css`
  .template {
    display: grid;
    gap: calc(var(--_space) * 2);
    border-color: var(--_color-accent);
  }

  .role {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    margin: 0;
    padding: calc(var(--_space) * 2) 0 0;
    border: 0;
    border-block-start: 1px solid var(--_color-border);
  }

  .role legend {
    float: inline-start;
    padding: 0;
    font-weight: var(--_weight-strong);
  }
`;
