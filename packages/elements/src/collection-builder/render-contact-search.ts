import { html, nothing, type TemplateResult } from 'lit';
import type { BuilderView } from './builder-view.ts';
import type { ContactSource, ContactSuggestion } from './contact-search.ts';

/** A search among the firm's contacts (ARIA combobox with a list); who is taken fills the form, which can be changed. */
export function contactSearch(view: BuilderView, source: ContactSource): TemplateResult {
  const { t, search } = view;
  const { found, active, state } = search;
  const open = found.length > 0;
  const status = {
    idle: nothing,
    searching: t.term('contactSearching'),
    found: t.term('contactsFound', found.length),
    none: t.term('contactsNone'),
    failed: t.term('contactsFailed'),
  }[state];
  return html`<div class="field contact-search">
    <label for="contact">${t.term('contact')}</label>
    <div class="combobox">
      <input
        id="contact"
        role="combobox"
        aria-label=${t.term('contact')}
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="contacts"
        aria-activedescendant=${active >= 0 ? `contact-${active}` : nothing}
        aria-describedby="contact-state"
        .value=${search.query}
        @input=${(event: Event) => void search.search((event.target as HTMLInputElement).value, source)}
        @keydown=${(event: KeyboardEvent) => {
          key(view, event);
        }}
        @blur=${() => {
          search.close();
        }}
      />
      <ul id="contacts" role="listbox" aria-label=${t.term('contact')} ?hidden=${!open}>
        ${found.map((contact, index) => option(view, contact, index))}
      </ul>
    </div>
    <p id="contact-state" class=${state === 'failed' ? 'error' : 'hint'} role="status">${status}</p>
  </div>`;
}

function option(view: BuilderView, contact: ContactSuggestion, index: number): TemplateResult {
  const { firstName, lastName, email, company } = contact;
  return html`<li
    id=${`contact-${index}`}
    role="option"
    aria-selected=${view.search.active === index ? 'true' : 'false'}
    @pointerdown=${(event: Event) => {
      // The field keeps the focus, and with it the list stays until the click has come.
      event.preventDefault();
      take(view, contact);
    }}
  >
    <span>${firstName} ${lastName}</span>
    <span class="small muted">${[company, email].filter(Boolean).join(' · ')}</span>
  </li>`;
}

function key(view: BuilderView, event: KeyboardEvent): void {
  const { search } = view;
  const contact = search.found[search.active];
  if (event.key === 'ArrowDown') search.step(1);
  else if (event.key === 'ArrowUp') search.step(-1);
  else if (event.key === 'Enter' && contact) take(view, contact);
  else if (event.key === 'Escape' && search.found.length > 0) {
    search.close();
    event.stopPropagation();
  } else return;
  event.preventDefault();
}

function take({ act, form, search }: BuilderView, { firstName, lastName, email, phone }: ContactSuggestion): void {
  search.reset();
  if (form)
    act.changeForm({ person: { ...form.person, firstName, lastName, email, phone }, faults: {}, error: undefined });
}
