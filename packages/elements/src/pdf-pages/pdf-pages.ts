import { consume } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { pdfAssetsContext } from '../context/pdf-assets-context.ts';
import { fromCss, scaleAtFullSize } from '../geometry/css-space.ts';
import type { Point, Size } from '../geometry/page-space.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { adoptMoreStyles } from '../theme/adopt-styles.ts';
import { baseStyles, controlStyles } from '../theme/index.ts';
import { DrawnPages } from './drawn-pages.ts';
import { PageAids } from './page-aids.ts';
import type { PageContent } from './page-content.ts';
import type { PdfAssets } from './pdf-assets.ts';
import { OpenDocument } from './open-document.ts';
import {
  PageChangeEvent,
  PageRenderedEvent,
  PagesErrorEvent,
  PagesLayoutEvent,
  PagesReadyEvent,
} from './pdf-pages.events.ts';
import { pdfPagesStyles } from './pdf-pages.styles.ts';
import { pdfPagesTerms } from './pdf-pages.terms.ts';
import type { PdfSource } from './pdf-source.ts';
import { renderRefusal, renderScroller } from './render-sheet.ts';
import { isWithin, roomIn, scrollAreaBy } from './scroller.ts';
import { sizeObserver } from './size-observer.ts';
import { renderToolbar } from './render-toolbar.ts';
import { parseZoom, scaleOf, type Zoom } from './zoom.ts';
import type { ZoomGestures } from './zoom-gestures.ts';
import type { PdfPage } from './pdf-document.ts';
import type { PasswordPrompt } from './render-password.ts';

/** The sheets of a long document follow the first picture. */
const firstSheets = 12;

/**
 * The pages of a PDF in a scroller: only what is near the view is drawn, sharp at the device's pixel ratio, with a text
 * layer for selection and screen readers. What is slotted as `page-N` covers page N: give it `inset` in per cent.
 *
 * @tagname jse-pdf-pages
 * @slot page-N - What lies over page N (N from 1), as an absolutely positioned layer of the page's size.
 * @slot toolbar - Controls of the host's own in the toolbar.
 * @slot empty - Shown while there is no document.
 * @fires {PagesReadyEvent} jse-pages-ready - A document is open.
 * @fires {PagesErrorEvent} jse-pages-error - The document cannot be shown.
 * @fires {PageChangeEvent} jse-page-change - Another page is in the middle of the view.
 * @fires {PageRenderedEvent} jse-page-rendered - A page's picture is on screen.
 * @fires {PagesLayoutEvent} jse-pages-layout - Page sizes or scale changed.
 * @csspart toolbar - The bar with the page number and the zoom buttons.
 * @csspart thumbnails - The small pictures of the pages.
 * @csspart scroller - The scrolling area.
 * @csspart page - One sheet.
 * @cssprop [--jse-pdf-pages-block-size=min(80dvh, 60rem)] - Height of the element; `auto` lets the page scroll instead.
 */
export class JsePdfPages extends LocalizedElement {
  static override styles = [baseStyles, controlStyles, pdfPagesStyles];

  /** The bytes of the PDF; they stay the host's and are not changed. */
  @property({ attribute: false })
  document: PdfSource | undefined;

  /** `fit-width` (default), `fit-page`, or a factor from 0.25 to 4. */
  @property({ converter: parseZoom })
  zoom: Zoom = 'fit-width';

  /** Name of the document for screen readers. */
  @property()
  name = '';

  /** Leaves the toolbar out. */
  @property({ type: Boolean, attribute: 'no-toolbar' })
  noToolbar = false;

  /** Shows small pictures of all pages beside them; the user may change it. */
  @property({ type: Boolean, reflect: true })
  thumbnails = false;

  /** Does not ask for the password of an encrypted document, but says that it cannot be shown. */
  @property({ type: Boolean, attribute: 'no-password' })
  noPassword = false;

  @consume({ context: pdfAssetsContext, subscribe: true })
  @property({ attribute: false })
  protected assets: Partial<PdfAssets> | undefined;

  @state() private layoutVersion = 0;
  @state() private room: Size = { width: 0, height: 0 };
  @state() private current = 1;
  @state() private laidOut = 0;
  /** @internal Pages that cannot be drawn. */
  @state() broken: ReadonlySet<number> = new Set();
  @query('.scroller') private scroller!: HTMLElement | null;

  /** @internal The element's words. */
  readonly t = new Localize(this, pdfPagesTerms);
  readonly #file = new OpenDocument({
    changed: () => {
      this.layoutVersion += 1;
    },
    opened: (pageCount) => {
      this.laidOut = Math.min(pageCount, firstSheets);
      void this.updateComplete.then(() => this.dispatchEvent(new PagesReadyEvent(pageCount)));
    },
    refused: (error) => this.dispatchEvent(new PagesErrorEvent(error.code, error)),
  });
  #frame = 0;
  readonly #drawn = new DrawnPages({
    load: (number) => this.loadPage(number),
    scaleOf: (number) => (this.room.width > 0 ? this.scaleOfPage(number) : 0),
    rendered: (number) => {
      this.dispatchEvent(new PageRenderedEvent(number));
      // Behind the frame that brings the picture to the screen.
      requestAnimationFrame(() => setTimeout(() => this.#layOutRest()));
    },
    failed: (number) => {
      this.#layOutRest();
      this.broken = new Set([...this.broken, number]);
    },
    moved: () => this.#followScroll(),
  });
  #gestures: ZoomGestures | undefined;
  #password: PasswordPrompt | undefined;
  readonly #aids = new PageAids(this);

  /** Number of pages; 0 until a document is open. */
  get pageCount(): number {
    return this.#file.pageCount;
  }

  /** What the document itself calls a page (`iv`, `A-3`); undefined where that is its number. */
  labelOfPage(number: number): string | undefined {
    return this.#file.labelOf(number);
  }

  /** Number (from 1) of the page in the middle of the view. */
  get page(): number {
    return this.current;
  }

  /** Size of a page as displayed, in points; that of the first page until the page itself has been read. */
  sizeOfPage(number: number): Size | undefined {
    return this.#file.sizeOfPage(number);
  }

  /** Size of a page, read from the document if it has not been yet. */
  async loadSize(number: number): Promise<Size> {
    return (await this.loadPage(number)).size;
  }

  /** What a page says: its text runs and empty signature fields, in page space. */
  async contentOfPage(number: number): Promise<PageContent> {
    return (await this.loadPage(number)).content();
  }

  /** @internal A page of pdf.js's. */
  loadPage(number: number): Promise<PdfPage> {
    return this.#file.loadPage(number);
  }

  /** CSS pixels per point at which a page is shown now. */
  scaleOfPage(number: number): number {
    const first = this.sizeOfPage(1);
    const size = this.sizeOfPage(number);
    if (!first || !size) return scaleAtFullSize;
    const scale = scaleOf(this.zoom, first, this.room);
    return typeof this.zoom === 'number' ? scale : Math.min(scale, scaleOf(this.zoom, size, this.room));
  }

  /** The page under a point of the viewport, with the point in page space; undefined beside the pages. */
  pageAt(clientX: number, clientY: number): (Point & { readonly page: number }) | undefined {
    const page = this.#drawn.numbers.find((number) => isWithin(this.boxOfPage(number), clientX, clientY));
    return page === undefined ? undefined : { page, ...this.pointOnPage(page, clientX, clientY) };
  }

  /** A point of the viewport in the page space of a page, also beyond its edges. */
  pointOnPage(page: number, clientX: number, clientY: number): Point {
    const box = this.boxOfPage(page);
    const size = this.sizeOfPage(page);
    if (!box || !size) return { x: 0, y: 0 };
    return fromCss(size, box.width / size.width, { left: clientX - box.left, top: clientY - box.top });
  }

  /** Opens the search in the document's text, as Control or Command with F does while the focus is within. */
  openSearch(): Promise<void> {
    return this.#aids.openSearch();
  }

  /** Where a page's sheet is on screen. */
  boxOfPage(page: number): DOMRect | undefined {
    return this.#sheet(page)?.getBoundingClientRect();
  }

  /** Brings a page into view. */
  scrollToPage(page: number): void {
    this.#layOutRest();
    if (this.#sheet(page)) this.#sheet(page)?.scrollIntoView({ block: 'start' });
    else void this.updateComplete.then(() => this.#sheet(page)?.scrollIntoView({ block: 'start' }));
  }

  /** The scrolling area on screen. */
  get scrollBox(): DOMRect | undefined {
    return this.scroller?.getBoundingClientRect();
  }

  /** Scrolls the pages, down and right being positive; where they are all in view, the page around them. */
  scrollPagesBy(down: number, right = 0): void {
    if (this.scroller) scrollAreaBy(this.scroller, down, right);
  }

  /** Pixels in all live canvases, as a measure of the memory that drawing takes. */
  get livePixels(): number {
    return this.#drawn.pixels + this.#aids.pixels;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    this.#resize?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.thumbnails && changed.has('thumbnails')) void this.#aids.load();
    const retry = changed.has('assets') && ['loading', 'pdf_worker'].includes(this.#file.status);
    if (changed.has('document') || retry) this.#start();
  }

  protected override render(): TemplateResult {
    return html`${this.noToolbar ? nothing : renderToolbar(this, this.#aids)}${this.#aids.finder}
      <div class="body">
        ${this.thumbnails ? this.#aids.thumbnails(this.#file.turn) : nothing}${this.#renderBody()}
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.scroller) this.#resize?.observe(this.scroller);
    if (this.#file.status === 'ready' && changed.has('laidOut')) this.#watch();
    this.#aids.updated();
    if (changed.has('zoom') || changed.has('room') || changed.has('layoutVersion')) {
      this.#drawn.redrawSoon();
      if (this.pageCount > 0) this.dispatchEvent(new PagesLayoutEvent());
    }
  }

  #renderBody(): TemplateResult {
    const { status } = this.#file;
    switch (status) {
      case 'empty':
        return html`<div class="message"><slot name="empty"></slot></div>`;
      case 'loading':
        return html`<div class="message muted" role="status">${this.t.term('loading')}</div>`;
      case 'ready':
        return renderScroller(this, {
          count: this.laidOut,
          turn: this.#file.turn,
          changes: [this.zoom, this.room, this.layoutVersion, this.laidOut, this.broken, this.t.lang()],
          scrolled: this.#followScroll,
        });
      case 'pdf_password':
        return this.noPassword || !this.#password ? renderRefusal(this, status) : this.#password.render();
      default:
        return renderRefusal(this, status);
    }
  }

  async #loadTools(): Promise<void> {
    if (this.#gestures) return;
    const { PasswordPrompt, readerStyles, ZoomGestures } = await import('./reader.ts');
    adoptMoreStyles(this, readerStyles);
    this.#gestures ??= new ZoomGestures(this);
    this.#password ??= new PasswordPrompt(this, async (password) => {
      if (this.document) await this.#file.open(this.document, this.assets, password);
      return this.#file.status;
    });
    this.requestUpdate();
  }

  #start(): void {
    this.#stop();
    this.#password?.reset();
    if (!this.document) return;
    void this.#loadTools();
    void this.#file.open(this.document, this.assets);
  }

  #stop(): void {
    this.#drawn.clear();
    this.laidOut = 0;
    this.broken = new Set();
    this.current = 1;
    this.#aids.reset();
    this.#file.close();
  }

  #watch(): void {
    this.#measure();
    this.#drawn.watch([...this.renderRoot.querySelectorAll('.page')]);
  }

  #layOutRest(): void {
    this.laidOut = this.pageCount;
    void this.#file.readSizes();
  }

  readonly #measure = (): void => {
    const sheets = this.renderRoot.querySelector('.sheets');
    if (!this.scroller || !sheets) return;
    const [old, room] = [this.room, roomIn(this.scroller, sheets)];
    if (room.width === old.width && room.height === old.height) return;
    this.room = room;
    // Whoever turns his phone stays at what he reads.
    if (old.width > 0 && this.scroller.scrollTop > 0) void this.zoomTo(this.zoom);
  };
  readonly #resize = sizeObserver(this.#measure);

  readonly #followScroll = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const { top = 0, bottom = 0 } = this.scrollBox ?? {};
      const middle = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
      const page = this.#drawn.nearestTo(middle) ?? this.current;
      if (page === this.current) return;
      this.current = page;
      this.dispatchEvent(new PageChangeEvent(page));
    });
  };

  /** Sets the zoom so that what is at the top of the view stays there. */
  async zoomTo(zoom: Zoom): Promise<void> {
    const { left = 0, width = 0, top = 0 } = this.scrollBox ?? {};
    await this.#gestures?.zoomTo(zoom, { clientX: left + width / 2, clientY: top });
  }

  #sheet(page: number): HTMLElement | null {
    return this.renderRoot.querySelector(`.page:nth-child(${page})`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-pdf-pages': JsePdfPages;
  }
}
