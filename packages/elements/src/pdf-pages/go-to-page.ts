import { html, nothing, type TemplateResult } from 'lit';
import type { JsePdfPages } from './pdf-pages.ts';

/** The field that takes the reader to a page by its number, or by what the document calls it. */
export class GoToPage {
  readonly #pages: JsePdfPages;
  /** Whether the field is shown. */
  open = false;

  /** Of the document that the pages show. */
  constructor(pages: JsePdfPages) {
    this.#pages = pages;
  }

  /** Shows the field in the place of the position, and moves the focus into it. */
  async show(): Promise<void> {
    this.open = true;
    this.#pages.requestUpdate();
    await this.#pages.updateComplete;
    this.#pages.renderRoot.querySelector<HTMLInputElement>('#go-to')?.select();
  }

  /** The field; where the document has labels, a label goes before a number. */
  render(): TemplateResult | typeof nothing {
    const { t, page, pageCount } = this.#pages;
    if (!this.open) return nothing;
    return html`<form
      class="field go-to"
      novalidate
      @submit=${this.#submit}
      @keydown=${this.#key}
      @focusout=${this.#left}
    >
      <label for="go-to">${t.term('goToPage')}</label>
      <input
        id="go-to"
        autocomplete="off"
        inputmode=${this.#pages.labelOfPage(page) === undefined ? 'numeric' : nothing}
        .value=${this.#pages.labelOfPage(page) ?? String(page)}
        @input=${(event: Event) => {
          (event.target as HTMLInputElement).setCustomValidity('');
        }}
      />
      <span class="small" aria-hidden="true">/ ${t.number(pageCount)}</span>
    </form>`;
  }

  /** The page that is meant; undefined where there is none. */
  #meant(typed: string): number | undefined {
    const { pageCount } = this.#pages;
    for (let page = 1; page <= pageCount; page += 1)
      if (this.#pages.labelOfPage(page)?.toLowerCase() === typed.toLowerCase()) return page;
    const page = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
    return page >= 1 && page <= pageCount ? page : undefined;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { t, pageCount, renderRoot } = this.#pages;
    const input = renderRoot.querySelector<HTMLInputElement>('#go-to');
    const page = this.#meant(input?.value.trim() ?? '');
    if (page === undefined) {
      input?.setCustomValidity(t.term('noSuchPage', pageCount));
      input?.reportValidity();
      return;
    }
    this.#pages.scrollToPage(page);
    void this.#hide();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    void this.#hide();
  };

  readonly #left = (): void => {
    this.open = false;
    this.#pages.requestUpdate();
  };

  async #hide(): Promise<void> {
    this.#left();
    await this.#pages.updateComplete;
    this.#pages.renderRoot.querySelector<HTMLElement>('.position')?.focus();
  }
}
