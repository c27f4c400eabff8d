import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';
import type { JsePdfPages } from './pdf-pages.ts';
import type { PdfPagesTerms } from './pdf-pages.terms.fr.ts';

/** The asking for a password, until one opens the document. */
export class PasswordPrompt {
  #wrong = false;
  readonly #pages: JsePdfPages;
  readonly #open: (password: string) => Promise<string>;

  /** `open` tries a password and says what became of the document. */
  constructor(pages: JsePdfPages, open: (password: string) => Promise<string>) {
    this.#pages = pages;
    this.#open = open;
  }

  /** Forgets that one was wrong. */
  reset(): void {
    this.#wrong = false;
  }

  /** The form. */
  render(): TemplateResult {
    return renderPassword(this.#pages.t, this.#wrong, async (password) => {
      this.#wrong = false;
      const opening = this.#open(password);
      this.#pages.requestUpdate();
      this.#wrong = (await opening) === 'pdf_password';
      this.#pages.requestUpdate();
      await this.#pages.updateComplete;
      this.#pages.renderRoot.querySelector<HTMLElement>('input[type="password"], .scroller')?.focus();
    });
  }
}

/** Asks for the password of an encrypted document; it goes to pdf.js and nowhere else. */
function renderPassword(
  t: Localize<PdfPagesTerms>,
  wrong: boolean,
  unlock: (password: string) => Promise<void>,
): TemplateResult {
  return html`<div class="message">
    <form
      class="password"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const input = (event.currentTarget as HTMLFormElement).elements.namedItem('password') as HTMLInputElement;
        const { value } = input;
        input.value = '';
        void unlock(value);
      }}
    >
      <p>${t.term('passwordAsked')}</p>
      <div class="field">
        <label for="password">${t.term('password')}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="off"
          required
          aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby=${wrong ? 'password-wrong' : nothing}
        />
        ${wrong ? html`<p class="error" id="password-wrong" role="alert">${t.term('passwordWrong')}</p>` : nothing}
      </div>
      <button type="submit" class="button primary">${t.term('unlock')}</button>
    </form>
  </div>`;
}
