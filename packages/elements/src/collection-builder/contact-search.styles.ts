import { css } from 'lit';

/** The search among contacts. */
export const contactSearchStyles = css`
  .combobox {
    display: grid;
    position: relative;
  }

  .combobox ul {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    z-index: 3;
    inset-inline: 0;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    box-shadow: var(--_shadow);
    list-style: none;
  }

  .combobox li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space);
    min-block-size: var(--_target-size);
    align-items: center;
    padding: 4px var(--_space);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }

  .combobox li:is(:hover, [aria-selected='true']) {
    background: var(--_color-accent-soft);
  }

  @media (forced-colors: active) {
    .combobox li[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
