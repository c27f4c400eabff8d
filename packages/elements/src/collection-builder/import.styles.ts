import { css } from 'lit';

/** The list of signers that is being imported. */
export const importStyles = css`
  .columns-choice {
    margin: 0;
    padding: 0;
    border: 0;
  }

  .columns-choice legend {
    padding: 0 0 var(--_space);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .table {
    max-block-size: 22rem;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    overflow: auto;
  }

  .table table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_font-size-small);
  }

  .table caption {
    padding: var(--_space);
    color: var(--_color-text-muted);
    text-align: start;
  }

  .table :is(th, td) {
    padding: var(--_space);
    border-block-start: 1px solid var(--_color-border);
    font-weight: inherit;
    text-align: start;
    vertical-align: baseline;
  }

  .table thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_color-raised);
    font-weight: var(--_weight-medium);
  }

  .table .failed td:last-child {
    color: var(--_color-danger);
  }

  .table td:not(:last-child) {
    white-space: nowrap;
  }

  .table td:last-child {
    min-inline-size: 14rem;
  }

  .import .label {
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .file-choice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }

  .file-choice .button:focus-within {
    outline: var(--_focus-ring);
    outline-offset: 2px;
  }

  .table input {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
  }

  /* On a phone each line is a card: the box, who it is, how to reach him, and beneath it what is remarked. */
  @container (max-width: 34rem) {
    .table {
      max-block-size: 28rem;
    }

    .table :is(table, tbody, caption) {
      display: block;
    }

    .table thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .table tr {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 0 var(--_space);
      padding: var(--_space);
      border-block-start: 1px solid var(--_color-border);
    }

    .table tbody :is(th, td, td:last-child) {
      grid-column: 2;
      min-inline-size: 0;
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
      white-space: normal;
    }

    .table td:first-child {
      grid-row: 1 / 8;
      grid-column: 1;
      padding-block-start: 2px;
    }

    .table th[scope='row'] {
      color: var(--_color-text-muted);
    }

    .table th[scope='row']::before {
      content: attr(data-label) ' ';
    }
  }
`;
