import { nothing, type TemplateResult } from 'lit';
import { adoptMoreStyles } from '../theme/adopt-styles.ts';
import type { GoToPage } from './go-to-page.ts';
import type { JsePdfPages } from './pdf-pages.ts';
import type { TextFinder } from './text-finder.ts';
import type { Thumbnails } from './thumbnails.ts';

/** What helps to find a page: its number, its words, its looks. Loaded when it is first asked for. */
export class PageAids {
  readonly #pages: JsePdfPages;
  #loaded: { readonly goTo: GoToPage; readonly finder: TextFinder; readonly thumbnails: Thumbnails } | undefined;

  /** Of the document that the pages show. */
  constructor(pages: JsePdfPages) {
    this.#pages = pages;
    pages.addEventListener('keydown', this.#key);
  }

  /** Pixels in the small pictures. */
  get pixels(): number {
    return this.#loaded?.thumbnails.pixels ?? 0;
  }

  /** The field for a page, while it is open. */
  get goTo(): TemplateResult | typeof nothing {
    return this.#loaded?.goTo.render() ?? nothing;
  }

  /** The bar of the search, while it is open. */
  get finder(): TemplateResult | typeof nothing {
    return (this.#pages.pageCount > 0 && this.#loaded?.finder.render()) || nothing;
  }

  /** The small pictures, once they are loaded; `turn` says of which document. */
  thumbnails(turn: number): TemplateResult | typeof nothing {
    return this.#loaded?.thumbnails.render(turn) ?? nothing;
  }

  /** Moves the focus into the field for a page. */
  readonly openGoTo = async (): Promise<void> => {
    await (await this.load()).goTo.show();
  };

  /** Moves the focus into the search. */
  readonly openSearch = async (): Promise<void> => {
    if (this.#pages.pageCount > 0) await (await this.load()).finder.show();
  };

  /** Loads them and renders. */
  async load() {
    if (!this.#loaded) {
      const { aidsStyles, GoToPage, TextFinder, Thumbnails } = await import('./aids.ts');
      const pages = this.#pages;
      this.#loaded ??= { goTo: new GoToPage(pages), finder: new TextFinder(pages), thumbnails: new Thumbnails(pages) };
      adoptMoreStyles(pages, aidsStyles);
      pages.requestUpdate();
    }
    return this.#loaded;
  }

  /** After a rendering. */
  updated(): void {
    if (this.#pages.thumbnails) this.#loaded?.thumbnails.updated();
    else this.#loaded?.thumbnails.reset();
  }

  /** Forgets a document. */
  reset(): void {
    this.#loaded?.finder.reset();
    this.#loaded?.thumbnails.reset();
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'f') return;
    if (this.#pages.noToolbar || this.#pages.pageCount === 0) return;
    event.preventDefault();
    void this.openSearch();
  };
}
