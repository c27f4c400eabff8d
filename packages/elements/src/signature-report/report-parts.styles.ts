import { css } from 'lit';

/** Looks of the report's parts: signatures, findings, certificates, the line of revisions, pages before and after. */
export const reportPartsStyles = css`
  .signatures {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .signature,
  .changes,
  .inside {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    justify-items: start;
    min-inline-size: 0;
  }

  .signature > *,
  .changes > *,
  .inside > * {
    max-inline-size: 100%;
  }

  /* Its words stand where the text above does, not its padding. */
  .signature > .button.quiet {
    margin-inline-start: calc(var(--_space) * -2 - 1px);
  }

  .signature > header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
    inline-size: 100%;
  }

  .badge {
    display: inline-block;
    padding: 2px calc(var(--_space) * 1.25);
    border: 1px solid currentColor;
    border-radius: 999px;
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
    white-space: nowrap;
  }

  .badge.success {
    color: var(--_color-success);
    background: var(--_color-success-soft);
  }

  .badge.warning {
    color: var(--_color-warning);
    background: var(--_color-warning-soft);
  }

  .badge.danger {
    color: var(--_color-danger);
    background: var(--_color-danger-soft);
  }

  .statements,
  .findings,
  .list {
    display: grid;
    gap: var(--_space);
    overflow-wrap: anywhere;
  }

  .statements dt {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
    font-weight: var(--_weight-medium);
  }

  .verdict dt {
    color: inherit;
  }

  .findings li,
  .list li {
    padding-inline-start: calc(var(--_space) * 1.5);
    border-inline-start: 3px solid var(--_color-border-control);
  }

  .findings .error,
  .list .forbidden {
    border-inline-start-color: var(--_color-danger);
  }

  .findings .warning,
  .list .undetermined {
    border-inline-start-color: var(--_color-warning);
  }

  .list .word {
    display: inline;
    text-transform: uppercase;
    letter-spacing: 0.04em;
    font-size: var(--_font-size-tiny);
  }

  .list .forbidden .word {
    color: var(--_color-danger);
  }

  code {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-tiny);
    overflow-wrap: anywhere;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    inline-size: 100%;
  }

  .facts dt {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
  }

  .facts dd {
    overflow-wrap: anywhere;
  }

  .facts dd .muted {
    display: block;
  }

  details {
    inline-size: 100%;
  }

  summary {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: var(--_target-size);
    inline-size: fit-content;
    color: var(--_color-accent);
    font-weight: var(--_weight-medium);
    cursor: pointer;
  }

  summary::before {
    content: '▸' / '';
  }

  details[open] > summary::before {
    content: '▾' / '';
  }

  .chain {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    padding-inline-start: calc(var(--_space) * 2);
    border-inline-start: 2px solid var(--_color-border);
  }

  .subject {
    font-weight: var(--_weight-medium);
    overflow-wrap: anywhere;
  }

  .timeline {
    display: grid;
  }

  .timeline li {
    position: relative;
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding-block-end: calc(var(--_space) * 2.5);
  }

  .timeline li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 2rem 0;
    inset-inline-start: calc(1rem - 1px);
    inline-size: 2px;
    background: var(--_color-border-control);
  }

  .dot {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border: 2px solid var(--_color-border-control);
    border-radius: 50%;
    background: var(--_color-surface);
    font-weight: var(--_weight-strong);
    line-height: 1;
  }

  .signature > .dot,
  .timeline .signature .dot,
  .timeline .timestamp .dot {
    border-color: var(--_color-accent);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }

  .timeline .forbidden .dot {
    border-color: var(--_color-danger);
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }

  .timeline .doubtful .dot {
    border-color: var(--_color-warning);
    color: var(--_color-warning);
  }

  .timeline p {
    display: grid;
    overflow-wrap: anywhere;
  }

  .said {
    font-weight: var(--_weight-medium);
  }

  .timeline .forbidden .said:first-of-type {
    color: var(--_color-danger);
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(18rem, 40%)), 1fr));
    gap: calc(var(--_space) * 2);
    inline-size: 100%;
  }

  .pair h5 {
    grid-column: 1 / -1;
  }

  figure {
    display: grid;
    gap: calc(var(--_space) / 2);
    align-content: start;
    margin: 0;
    min-inline-size: 0;
  }

  .sheet {
    position: relative;
    border: 1px solid var(--_color-border-control);
    background: #fff;
  }

  .sheet canvas {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }

  .outline {
    position: absolute;
    border: 3px dashed #0b6f9c;
    border-radius: 3px;
    outline: 1px solid #fff;
    box-sizing: content-box;
    margin: -5px;
    padding: 2px;
    forced-color-adjust: none;
    pointer-events: none;
  }

  .outline.forbidden {
    border: 3px solid #a8231c;
  }

  .outline.undetermined {
    border-color: #7d4b00;
  }
`;
