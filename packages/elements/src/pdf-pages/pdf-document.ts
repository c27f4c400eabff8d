import type { PDFDocumentProxy, PDFPageProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { displayedSize, type PageBox, quarterTurn, type Size } from '../geometry/page-space.ts';
import { defaultPdfAssets, type PdfAssets } from './pdf-assets.ts';
import { type IsSigned, type PageContent, readContent } from './page-content.ts';
import { PdfError, type PdfErrorCode } from './pdf-error.ts';
import { startPdfWorker, startSparePdfWorker } from './pdf-worker.ts';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

const loadPdfJs = (): Promise<PdfJs> => import('pdfjs-dist/legacy/build/pdf.mjs');

/** How to open a document: the host's asset addresses over the defaults, and the user password if it has one. */
export interface OpenPdfOptions {
  readonly assets?: Partial<PdfAssets> | undefined;
  readonly password?: string;
}

/** An open document: the only way to pdf.js. Pages are numbered from 1. Call `close` when done: it holds a worker. */
export class PdfDocument {
  readonly #pdfjs: PdfJs;
  readonly #proxy: PDFDocumentProxy;
  readonly #worker: PDFWorker;
  readonly #port: Worker;
  readonly #pages = new Map<number, Promise<PdfPage>>();
  #signed: Promise<IsSigned> | undefined;

  private constructor(pdfjs: PdfJs, proxy: PDFDocumentProxy, worker: PDFWorker, port: Worker) {
    this.#pdfjs = pdfjs;
    this.#proxy = proxy;
    this.#worker = worker;
    this.#port = port;
  }

  /** Loads pdf.js and starts a worker ahead of the first document; the signal ends a worker that no document took. */
  static async preload(assets: Partial<PdfAssets> | undefined, signal: AbortSignal): Promise<void> {
    startSparePdfWorker(assets?.workerUrl ?? defaultPdfAssets().workerUrl, signal);
    await loadPdfJs();
  }

  /** Opens the bytes, which stay the caller's; throws `PdfError` with a code. */
  static async open(bytes: Uint8Array, options: OpenPdfOptions = {}): Promise<PdfDocument> {
    const assets = { ...defaultPdfAssets(), ...options.assets };
    const { port, started } = startPdfWorker(assets.workerUrl);
    const pdfjs = await loadPdfJs().catch((cause: unknown) => {
      port.terminate();
      throw cause;
    });
    // Each document has its own worker: a file that kills or blocks one does not harm the next.
    const worker = pdfjs.PDFWorker.create({ port, verbosity: pdfjs.VerbosityLevel.ERRORS });
    const loading = pdfjs.getDocument({
      data: bytes.slice(),
      worker,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
      wasmUrl: assets.wasmUrl,
      cMapUrl: assets.cMapUrl,
      cMapPacked: true,
      standardFontDataUrl: assets.standardFontUrl,
      iccUrl: assets.iccUrl,
      enableXfa: false,
      ...(options.password !== undefined && { password: options.password }),
    });
    try {
      const [proxy] = await Promise.all([loading.promise, started]);
      if (proxy.numPages < 1) throw new PdfError('pdf_empty', 'The document has no page');
      return new PdfDocument(pdfjs, proxy, worker, port);
    } catch (cause) {
      // A worker that has failed answers nothing any more.
      loading.destroy().catch(() => undefined);
      worker.destroy();
      port.terminate();
      throw cause instanceof PdfError ? cause : new PdfError(codeOf(cause), 'The document cannot be read', { cause });
    }
  }

  /** Number of pages, at least 1. */
  get pageCount(): number {
    return this.#proxy.numPages;
  }

  /** What the document calls its pages (ISO 32000-2, 12.4.2), in order; undefined where it says nothing, or nonsense. */
  async labels(): Promise<readonly string[] | undefined> {
    const labels = await this.#proxy.getPageLabels().catch(() => null);
    return labels?.length === this.pageCount ? labels : undefined;
  }

  /** A page by its number (1 to `pageCount`); the same object each time. */
  page(number: number): Promise<PdfPage> {
    let page = this.#pages.get(number);
    if (!page) {
      page = this.#proxy.getPage(number).then(
        (proxy) => new PdfJsPage(this.#pdfjs, proxy, () => (this.#signed ??= isSigned(this.#proxy))),
        (cause: unknown) => {
          throw new PdfError(codeOf(cause), `Page ${number} cannot be read`, { cause });
        },
      );
      this.#pages.set(number, page);
    }
    return page;
  }

  /** Frees the worker and all pages; further calls on this object fail. */
  async close(): Promise<void> {
    this.#pages.clear();
    await this.#proxy.loadingTask.destroy();
    this.#worker.destroy();
    this.#port.terminate();
  }
}

/** What a page is drawn with: CSS pixels per point, device pixels per CSS pixel, and a signal that ends the work. */
export interface RenderOptions {
  readonly scale: number;
  readonly pixelRatio: number;
  readonly signal: AbortSignal;
}

/** One page of an open document. */
export interface PdfPage {
  /** Number from 1. */
  readonly number: number;
  /** Boxes in the file's own space. */
  readonly box: PageBox;
  /** Size as displayed, in points. */
  readonly size: Size;
  /** Draws the page into the canvas, which it sizes; false when the signal ended it. Annotations are drawn as saved. */
  render(canvas: HTMLCanvasElement, options: RenderOptions): Promise<boolean>;
  /** Fills a container with the page's text as selectable, transparent spans; false when the signal ended it. */
  renderText(container: HTMLElement, options: Omit<RenderOptions, 'pixelRatio'>): Promise<boolean>;
  /** The page's text runs and empty signature fields, in page space. */
  content(): Promise<PageContent>;
  /** Frees fonts, images and drawing commands that pdf.js keeps for the page; it can be drawn again. */
  release(): void;
}

class PdfJsPage implements PdfPage {
  readonly #pdfjs: PdfJs;
  readonly #proxy: PDFPageProxy;
  readonly #signed: () => Promise<IsSigned>;
  readonly number: number;
  readonly box: PageBox;
  readonly size: Size;

  constructor(pdfjs: PdfJs, proxy: PDFPageProxy, signed: () => Promise<IsSigned>) {
    this.#pdfjs = pdfjs;
    this.#proxy = proxy;
    this.#signed = signed;
    this.number = proxy.pageNumber;
    const [left, bottom, right, top] = proxy.view as [number, number, number, number];
    this.box = { cropBox: [left, bottom, right, top], rotate: quarterTurn(proxy.rotate), userUnit: proxy.userUnit };
    this.size = displayedSize(this.box);
  }

  async render(canvas: HTMLCanvasElement, { scale, pixelRatio, signal }: RenderOptions): Promise<boolean> {
    if (signal.aborted) return false;
    const viewport = this.#proxy.getViewport({ scale: scale * pixelRatio });
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    const task = this.#proxy.render({ canvas, viewport });
    const cancel = () => {
      task.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await task.promise;
      return true;
    } catch (cause) {
      if (signal.aborted) return false;
      throw new PdfError('pdf_failed', `Page ${this.number} cannot be drawn`, { cause });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async renderText(container: HTMLElement, { scale, signal }: Omit<RenderOptions, 'pixelRatio'>): Promise<boolean> {
    if (signal.aborted) return false;
    const layer = new this.#pdfjs.TextLayer({
      textContentSource: this.#proxy.streamTextContent({ includeMarkedContent: true }),
      container,
      viewport: this.#proxy.getViewport({ scale }),
    });
    const cancel = () => {
      layer.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await layer.render();
      return true;
    } catch (cause) {
      if (signal.aborted) return false;
      throw new PdfError('pdf_failed', `The text of page ${this.number} cannot be read`, { cause });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async content(): Promise<PageContent> {
    try {
      return await readContent(this.#proxy, this.box, await this.#signed());
    } catch (cause) {
      throw new PdfError('pdf_failed', `The text of page ${this.number} cannot be read`, { cause });
    }
  }

  release(): void {
    this.#proxy.cleanup();
  }
}

/** A signed field is known by its own id, or by its own part of the name where the widget is another object. */
async function isSigned(proxy: PDFDocumentProxy): Promise<IsSigned> {
  const signatures = ((await proxy.getSignatures()) ?? []) as readonly { id: string; fieldName: string }[];
  const ids = new Set(signatures.map(({ id }) => id.split(':')[0]));
  const names = new Set(signatures.map(({ fieldName }) => fieldName));
  return (id, name) => ids.has(id) || names.has(name.split('.').at(-1) ?? name);
}

function codeOf(cause: unknown): PdfErrorCode {
  switch (cause instanceof Error ? cause.name : '') {
    case 'PasswordException':
      return 'pdf_password';
    case 'InvalidPDFException':
    case 'FormatError':
    case 'XRefEntryException':
      return 'pdf_damaged';
    default:
      return 'pdf_failed';
  }
}
