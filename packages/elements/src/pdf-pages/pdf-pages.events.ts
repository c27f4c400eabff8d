import type { PdfErrorCode } from './pdf-error.ts';

/** `jse-pages-ready`: a document is open and its first page's size is known. */
export class PagesReadyEvent extends Event {
  readonly pageCount: number;

  /** Number of pages of the document. */
  constructor(pageCount: number) {
    super('jse-pages-ready', { bubbles: true, composed: true });
    this.pageCount = pageCount;
  }
}

/** `jse-pages-error`: the document cannot be shown; the element says so to the user itself. */
export class PagesErrorEvent extends Event {
  readonly code: PdfErrorCode;
  readonly error: Error;

  /** The stable code and the error with its cause. */
  constructor(code: PdfErrorCode, error: Error) {
    super('jse-pages-error', { bubbles: true, composed: true });
    this.code = code;
    this.error = error;
  }
}

/** `jse-page-change`: another page is in the middle of the view. */
export class PageChangeEvent extends Event {
  readonly page: number;

  /** Number of the page, from 1. */
  constructor(page: number) {
    super('jse-page-change', { bubbles: true, composed: true });
    this.page = page;
  }
}

/** `jse-page-rendered`: a page's picture is on screen, sharp for the present zoom. */
export class PageRenderedEvent extends Event {
  readonly page: number;

  /** Number of the page, from 1. */
  constructor(page: number) {
    super('jse-page-rendered', { bubbles: true, composed: true });
    this.page = page;
  }
}

/** `jse-pages-layout`: sizes or zoom changed; boxes computed from `scaleOfPage` are to be computed anew. */
export class PagesLayoutEvent extends Event {
  /** Carries nothing: ask the element. */
  constructor() {
    super('jse-pages-layout', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-pages-ready': PagesReadyEvent;
    'jse-pages-error': PagesErrorEvent;
    'jse-page-change': PageChangeEvent;
    'jse-page-rendered': PageRenderedEvent;
    'jse-pages-layout': PagesLayoutEvent;
  }
}
