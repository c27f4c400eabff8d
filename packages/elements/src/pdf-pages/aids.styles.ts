import { css } from 'lit';

/** The field for a page, the search with its mark, the small pictures. */
export const aidsStyles = css`
  .go-to {
    display: flex;
    gap: var(--_space);
    align-items: center;
    padding-inline-start: var(--_space);
    font-size: var(--_font-size-small);
    white-space: nowrap;
  }

  .go-to input {
    inline-size: 4.5em;
  }

  .find {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2);
    align-items: center;
    padding: calc(var(--_space) / 2);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .find .field {
    flex: 1 1 14rem;
    min-inline-size: 0;
  }

  .find-steps {
    display: flex;
    flex: 1 0 auto;
    gap: calc(var(--_space) / 2);
    align-items: center;
  }

  .find-result {
    min-inline-size: 6.5em;
    margin-inline: calc(var(--_space) / 2) auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-small);
  }

  .found {
    position: absolute;
    background: rgb(255 196 0 / 45%);
    box-shadow: 0 0 0 2px #8a5a00;
    pointer-events: none;
    forced-color-adjust: none;
  }

  .thumbnails {
    flex: none;
    box-sizing: border-box;
    inline-size: 10rem;
    overflow: auto;
    overscroll-behavior: contain;
    border-inline-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .thumbnails ol {
    margin: 0;
    padding: var(--_space);
    list-style: none;
  }

  .thumbnails li {
    content-visibility: auto;
    contain-intrinsic-size: auto 10rem;
  }

  .thumbnail {
    display: grid;
    gap: 0.25rem;
    justify-items: center;
    inline-size: 100%;
    padding: var(--_space);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--_font-size-small);
    cursor: pointer;
  }

  .thumbnail[aria-current] {
    background: var(--_color-accent-soft);
    color: var(--_color-accent);
    font-weight: var(--_weight-strong);
    box-shadow: inset 0 0 0 2px var(--_color-accent);
  }

  .thumbnail .picture {
    display: grid;
    place-items: center;
    block-size: 112px;
    inline-size: 112px;
  }

  .thumbnail canvas {
    max-inline-size: 100%;
    max-block-size: 100%;
    background: #fff;
    box-shadow: var(--_shadow);
  }

  /* On a narrow screen they lie over the pages, which keep their width. */
  @container pages (max-width: 40rem) {
    .thumbnails {
      position: absolute;
      z-index: 2;
      inset-block: 0;
      inset-inline-start: 0;
      box-shadow: var(--_shadow);
    }
  }
`;
