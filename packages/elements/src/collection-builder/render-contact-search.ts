import { html, nothing, type TemplateResult } from 'lit';
import type { BuilderView } from './builder-view.ts';
import type { ContactSearch, ContactSource, ContactSuggestion } from './contact-search.ts';
import type { PersonForm } from './person-form.ts';

/** What a contact fills in. */
type Taken = Omit<PersonForm, 'level'>;

/**
 * A search among the firm's contacts (ARIA combobox with a list); who is taken fills a form, which can be changed.
 * `prefix` tells several searches on one page apart.
 */
export function contactSearch(
  t: BuilderView['t'],
  search: ContactSearch,
  source: ContactSource,
  fill: (person: Taken) => void,
  prefix = '',
): TemplateResult {
  const { found, active, state } = search;
  const open = found.length > 0;
  const id = `${prefix}contact`;
  const take = ({ firstName, lastName, email, phone }: ContactSuggestion) => {
    search.reset();
    fill({ firstName, lastName, email, phone });
  };
  const status = {
    idle: nothing,
    searching: t.term('contactSearching'),
    found: t.term('contactsFound', found.length),
    none: t.term('contactsNone'),
    failed: t.term('contactsFailed'),
  }[state];
  return html`<div class="field contact-search">
    <label for=${id}>${t.term('contact')}</label>
    <div class="combobox">
      <input
        id=${id}
        role="combobox"
        aria-label=${t.term('contact')}
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="${id}s"
        aria-activedescendant=${active >= 0 ? `${id}-${active}` : nothing}
        aria-describedby="${id}-state"
        .value=${search.query}
        @input=${(event: Event) => void search.search((event.target as HTMLInputElement).value, source)}
        @keydown=${(event: KeyboardEvent) => {
          key(search, take, event);
        }}
        @blur=${() => {
          search.close();
        }}
      />
      <ul id="${id}s" role="listbox" aria-label=${t.term('contact')} ?hidden=${!open}>
        ${found.map((contact, index) => option(search, take, contact, `${id}-${index}`))}
      </ul>
    </div>
    <p id="${id}-state" class=${state === 'failed' ? 'error' : 'hint'} role="status">${status}</p>
  </div>`;
}

type Take = (contact: ContactSuggestion) => void;

function option(search: ContactSearch, take: Take, contact: ContactSuggestion, id: string): TemplateResult {
  const { firstName, lastName, email, company } = contact;
  return html`<li
    id=${id}
    role="option"
    aria-selected=${search.found[search.active] === contact ? 'true' : 'false'}
    @pointerdown=${(event: Event) => {
      // The field keeps the focus, and with it the list stays until the click has come.
      event.preventDefault();
      take(contact);
    }}
  >
    <span>${firstName} ${lastName}</span>
    <span class="small muted">${[company, email].filter(Boolean).join(' · ')}</span>
  </li>`;
}

function key(search: ContactSearch, take: Take, event: KeyboardEvent): void {
  const contact = search.found[search.active];
  if (event.key === 'ArrowDown') search.step(1);
  else if (event.key === 'ArrowUp') search.step(-1);
  else if (event.key === 'Enter' && contact) take(contact);
  else if (event.key === 'Escape' && search.found.length > 0) {
    search.close();
    event.stopPropagation();
  } else return;
  event.preventDefault();
}
