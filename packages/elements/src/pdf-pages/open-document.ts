import type { Size } from '../geometry/page-space.ts';
import type { PdfAssets } from './pdf-assets.ts';
import type { PdfDocument, PdfPage } from './pdf-document.ts';
import { PdfError, type PdfErrorCode } from './pdf-error.ts';
import { bytesOf, type PdfSource } from './pdf-source.ts';

/** What the owner of a document learns: something to render anew, a document opened, a document refused. */
export interface OpenDocumentEvents {
  changed(): void;
  opened(pageCount: number): void;
  refused(error: PdfError): void;
}

const sizesAtOnce = 100;

/** The document that an element shows: at most one at a time, its state, and the sizes of its pages as they are read. */
export class OpenDocument {
  readonly #events: OpenDocumentEvents;
  #pdf: PdfDocument | undefined;
  #sizes: (Size | undefined)[] = [];
  #status: 'empty' | 'loading' | 'ready' | PdfErrorCode = 'empty';
  #turn = 0;
  #sized = 0;
  #labels: readonly string[] | undefined;

  /** Starts empty. */
  constructor(events: OpenDocumentEvents) {
    this.#events = events;
  }

  /** Where it stands; a code when the document was refused. */
  get status(): 'empty' | 'loading' | 'ready' | PdfErrorCode {
    return this.#status;
  }

  /** Grows with every document opened or closed. */
  get turn(): number {
    return this.#turn;
  }

  /** Number of pages; 0 unless ready. */
  get pageCount(): number {
    return this.#sizes.length;
  }

  /** What the document calls a page; undefined where that is its number. */
  labelOf(number: number): string | undefined {
    const label = this.#labels?.[number - 1];
    return label && label !== String(number) ? label : undefined;
  }

  /** Size of a page in points; that of the first page until the page itself has been read. */
  sizeOfPage(number: number): Size | undefined {
    return this.#sizes[number - 1] ?? this.#sizes[0];
  }

  /** Closes what is open and opens the source; a later call wins over this one. The password is kept nowhere. */
  async open(source: PdfSource, assets: Partial<PdfAssets> | undefined, password?: string): Promise<void> {
    this.close();
    const turn = this.#turn;
    this.#status = 'loading';
    let pdf: PdfDocument | undefined;
    try {
      // With all that speaks to pdf.js, which is loaded no earlier either.
      const { PdfDocument } = await import('./reader.ts');
      pdf = await PdfDocument.open(await bytesOf(source), { assets, ...(password !== undefined && { password }) });
      const first = await pdf.page(1);
      if (turn !== this.#turn) {
        await pdf.close();
        return;
      }
      this.#pdf = pdf;
      this.#sizes = Array.from({ length: pdf.pageCount }, (_, index) => (index === 0 ? first.size : undefined));
      this.#status = 'ready';
      this.#events.changed();
      this.#events.opened(pdf.pageCount);
    } catch (cause) {
      void pdf?.close();
      if (turn !== this.#turn) return;
      const error = cause instanceof PdfError ? cause : new PdfError('pdf_failed', 'Cannot be shown', { cause });
      this.#pdf = undefined;
      this.#sizes = [];
      this.#status = error.code;
      this.#events.changed();
      this.#events.refused(error);
    }
  }

  /** Frees the document and its worker. */
  close(): void {
    this.#turn += 1;
    void this.#pdf?.close();
    this.#pdf = undefined;
    this.#sizes = [];
    this.#labels = undefined;
    this.#status = 'empty';
  }

  /** A page of the open document; its size is known from then on. */
  async loadPage(number: number): Promise<PdfPage> {
    if (!this.#pdf) throw new PdfError('pdf_failed', 'No document is open');
    const turn = this.#turn;
    const page = await this.#pdf.page(number);
    if (turn === this.#turn && !this.#sizes[number - 1]) {
      this.#sizes[number - 1] = page.size;
      this.#events.changed();
    }
    return page;
  }

  /**
   * Reads the sizes of the pages further down, once for a document: behind the first picture, which they would hold up.
   * An unreadable one keeps the first page's size and says so where it is shown.
   */
  async readSizes(): Promise<void> {
    const pdf = this.#pdf;
    const turn = this.#turn;
    if (!pdf || this.#sized === turn) return;
    this.#sized = turn;
    const labels = await pdf.labels();
    if (turn !== this.#turn) return;
    this.#labels = labels;
    if (labels) this.#events.changed();
    for (let number = 2; number <= pdf.pageCount; number += 1) {
      const page = await pdf.page(number).catch(() => undefined);
      if (turn !== this.#turn) return;
      if (page) this.#sizes[number - 1] ??= page.size;
      if (number % sizesAtOnce === 0 || number === pdf.pageCount) this.#events.changed();
    }
  }
}
