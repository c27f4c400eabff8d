import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../theme/icons.ts';
import { FoundMark } from './found-mark.ts';
import { PageText, type Passage } from './page-text.ts';
import type { JsePdfPages } from './pdf-pages.ts';

/** More places than this are no longer worth stepping through. */
const mostFound = 1000;
const typingPause = 250;
/** How often a long search says how far it is. */
const pagesPerWord = 50;

interface Found extends Passage {
  readonly page: number;
}

/** The search in a document's text: what is looked for, where it was found, and the bar to do it with. */
export class TextFinder {
  readonly #pages: JsePdfPages;
  readonly #mark: FoundMark;
  #texts = new Map<number, PageText>();
  #open = false;
  #query = '';
  #found: Found[] = [];
  #at = -1;
  #words = '';
  #searching = false;
  #search = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** In the document that the pages show. */
  constructor(pages: JsePdfPages) {
    this.#pages = pages;
    this.#mark = new FoundMark(pages);
  }

  /** Whether the bar is shown. */
  get open(): boolean {
    return this.#open;
  }

  /** Shows the bar and moves the focus into it. */
  async show(): Promise<void> {
    this.#open = true;
    this.#pages.requestUpdate();
    await this.#pages.updateComplete;
    this.#pages.renderRoot.querySelector<HTMLInputElement>('#find')?.select();
  }

  /** Hides the bar and forgets what was found. */
  async hide(): Promise<void> {
    this.reset();
    this.#open = false;
    this.#pages.requestUpdate();
    await this.#pages.updateComplete;
    this.#pages.renderRoot.querySelector<HTMLElement>('#search')?.focus();
  }

  /** Forgets a document. */
  reset(): void {
    this.#clear();
    this.#texts = new Map();
    this.#query = '';
  }

  /** Looks for something on every page, beginning with the first; shows the first place from the page in view on. */
  async find(query: string): Promise<void> {
    this.#clear();
    this.#query = query;
    const search = this.#search;
    const { t, page: begun, pageCount } = this.#pages;
    if (query.trim() === '') {
      this.#pages.requestUpdate();
      return;
    }
    this.#searching = true;
    let empty = true;
    for (let page = 1; page <= pageCount && this.#found.length < mostFound; page += 1) {
      const text = await this.#textOf(page);
      if (search !== this.#search) return;
      empty &&= text.isEmpty;
      for (const passage of text.find(query)) this.#found.push({ page, ...passage });
      if (this.#at < 0 && page >= begun && this.#found.at(-1)?.page === page) {
        this.#go(this.#found.findIndex((found) => found.page === page));
      } else if (page % pagesPerWord === 0) {
        if (this.#at < 0) this.#say(t.term('searching', page, pageCount));
        else this.#go(this.#at);
      }
    }
    this.#searching = false;
    this.#found.splice(mostFound);
    if (this.#found.length === 0) this.#say(t.term(empty ? 'noText' : 'foundNone'));
    else this.#go(Math.max(0, this.#at));
  }

  /** The bar, while it is shown. */
  render(): TemplateResult | typeof nothing {
    const { t } = this.#pages;
    if (!this.#open) return nothing;
    const button = (label: string, icon: TemplateResult, action: () => void, disabled = false) =>
      html`<button
        type="button"
        class="button quiet icon"
        aria-label=${label}
        title=${label}
        ?disabled=${disabled}
        @click=${action}
      >
        ${icon}
      </button>`;
    const none = this.#found.length === 0;
    return html`<div class="find" role="search" aria-label=${t.term('search')} @keydown=${this.#key}>
      <span class="field"
        ><input
          id="find"
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          spellcheck="false"
          aria-label=${t.term('searched')}
          aria-describedby="find-result"
          .value=${this.#query}
          @input=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            clearTimeout(this.#pause);
            this.#pause = setTimeout(() => void this.find(value), typingPause);
          }}
      /></span>
      <span class="find-steps">
        <span id="find-result" class="find-result" role="status">${this.#words}</span>
        ${button(t.term('previousFound'), icons.up, () => this.#step(-1), none)}
        ${button(t.term('nextFound'), icons.down, () => this.#step(1), none)}
        ${button(t.term('closeSearch'), icons.cross, () => void this.hide())}
      </span>
    </div>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') void this.hide();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      const { value } = event.target;
      if (value === this.#query) this.#step(event.shiftKey ? -1 : 1);
      else void this.find(value);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #step(by: 1 | -1): void {
    const count = this.#found.length;
    if (count > 0) this.#go((this.#at + by + count) % count);
  }

  #go(at: number): void {
    const found = this.#found[at];
    if (!found) return;
    const moved = at !== this.#at;
    this.#at = at;
    const words = this.#pages.t.term('foundAt', at + 1, this.#found.length, found.page);
    this.#say(this.#searching ? `${words}…` : words);
    if (moved) void this.#mark.show(found.page, found);
  }

  async #textOf(page: number): Promise<PageText> {
    let text = this.#texts.get(page);
    if (!text) {
      const texts = this.#texts;
      // A page that can't be read says so where it is shown.
      const content = await this.#pages.contentOfPage(page).catch(() => undefined);
      text = new PageText(content?.texts ?? []);
      texts.set(page, text);
    }
    return text;
  }

  #clear(): void {
    clearTimeout(this.#pause);
    this.#search += 1;
    this.#found = [];
    this.#at = -1;
    this.#words = '';
    this.#searching = false;
    this.#mark.clear();
  }

  #say(words: string): void {
    this.#words = words;
    this.#pages.requestUpdate();
  }
}
