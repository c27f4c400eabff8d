import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../i18n/localize.ts';
import type { PdfPagesTerms } from './pdf-pages.terms.fr.ts';

/** Asks for the password of an encrypted document; it goes to pdf.js and nowhere else. */
export function renderPassword(
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
