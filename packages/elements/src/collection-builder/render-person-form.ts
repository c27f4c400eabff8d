import type { Member } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import { isPinned, membersToAdd, nameOf } from './builder-model.ts';
import { type BuilderView, failure } from './builder-view.ts';
import { contactSearch } from './render-contact-search.ts';
import type { PersonFaults, PersonField, PersonForm } from './person-form.ts';
import type { SignerEntry } from './signer-entry.ts';

/** The form of a client, or the choice of a member. */
export function personForm(view: BuilderView, entry: SignerEntry): TemplateResult {
  const { t, draft, act } = view;
  const edited = draft.collection?.signers.find(({ id }) => id === entry.signerId);
  const heading = edited
    ? t.term('editTitle', nameOf(edited))
    : t.term(entry.kind === 'client' ? 'clientTitle' : 'memberTitle');
  const choosable =
    entry.kind === 'client' || membersToAdd(draft.members, draft.collection ?? { signers: [] }).length > 0;
  return html`<form
    class="person"
    novalidate
    aria-labelledby="person-title"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      act.submitForm();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') act.closeForm();
    }}
  >
    <h4 id="person-title" tabindex="-1">${heading}</h4>
    ${entry.error ? html`<div class="notice danger" role="alert">${failure(view, entry.error)}</div>` : nothing}
    ${entry.kind === 'client' && !edited ? contacts(view, entry) : nothing}
    ${entry.kind === 'client' ? clientFields(view, entry, edited?.phone) : memberField(view, entry)}
    ${choosable && !(draft.collection && isPinned(draft.collection)) ? levelChoice(view, entry) : nothing}
    <div class="buttons">
      <button class="button primary" type="submit" ?disabled=${draft.busy || !choosable}>
        ${t.term(edited ? 'save' : 'add')}
      </button>
      <button class="button quiet" type="button" @click=${() => act.closeForm()}>${t.term('cancel')}</button>
    </div>
  </form>`;
}

function contacts({ t, contacts: source }: BuilderView, entry: SignerEntry): TemplateResult | typeof nothing {
  if (!source) return nothing;
  return contactSearch(t, entry.search, source, (contact) => {
    entry.fill(contact);
  });
}

function clientFields({ t }: BuilderView, entry: SignerEntry, phone: string | undefined): TemplateResult {
  return personFields(t, {
    prefix: '',
    person: entry.person,
    faults: entry.faults,
    phoneHint: phone ? t.term('phoneKept', phone) : t.term('phoneHint'),
    change: (person) => {
      entry.change(person);
    },
  });
}

/** A client's details while they are typed in; `prefix` tells the fields of several persons on one page apart. */
export interface PersonEntry {
  readonly prefix: string;
  readonly person: PersonForm;
  readonly faults: PersonFaults;
  readonly phoneHint: string;
  change(person: PersonForm): void;
}

/** The fields of a client, each with what is wrong with it. */
export function personFields(t: BuilderView['t'], entry: PersonEntry): TemplateResult {
  return html`<div class="fields">
    ${field(t, entry, 'firstName')} ${field(t, entry, 'lastName')} ${field(t, entry, 'email', 'email')}
    ${field(t, entry, 'phone', 'tel', entry.phoneHint)}
  </div>`;
}

function field(
  t: BuilderView['t'],
  entry: PersonEntry,
  name: Exclude<PersonField, 'level'>,
  type?: 'email' | 'tel',
  hint?: string,
): TemplateResult {
  const fault = faultOf(t, entry, name);
  const id = `${entry.prefix}${name}`;
  return html`<div class="field">
    <label for=${id}>${t.term(name)}</label>
    <input
      id=${id}
      type=${type ?? 'text'}
      inputmode=${type ?? nothing}
      autocomplete="off"
      maxlength=${name === 'email' ? 254 : 100}
      aria-describedby="${id}-hint ${id}-fault"
      aria-invalid=${fault ? 'true' : 'false'}
      .value=${entry.person[name]}
      @input=${(event: Event) => {
        entry.change({ ...entry.person, [name]: (event.target as HTMLInputElement).value });
      }}
    />
    <p id="${id}-hint" class="hint">${hint ?? nothing}</p>
    <p id="${id}-fault" class="error" role="alert">${fault ?? nothing}</p>
  </div>`;
}

function faultOf(t: BuilderView['t'], { faults }: PersonEntry, name: PersonField): string | undefined {
  const found = faults[name];
  switch (found?.fault) {
    case undefined:
      return undefined;
    case 'refused':
      return found?.detail ?? t.term('required');
    case 'email':
      return t.term('emailFault');
    case 'phone':
      return t.term('phoneFault');
    case 'required':
      return t.term('required');
  }
}

function memberField({ t, draft }: BuilderView, entry: SignerEntry): TemplateResult {
  const members = membersToAdd(draft.members, draft.collection ?? { signers: [] });
  if (members.length === 0) return html`<p class="muted">${t.term('allMembers')}</p>`;
  return memberChoice(t, members, 'member', entry.memberId, (memberId) => {
    entry.choose(memberId);
  });
}

/** A choice among members of the firm. */
export function memberChoice(
  t: BuilderView['t'],
  members: readonly Member[],
  id: string,
  chosen: string,
  choose: (memberId: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${t.term('member')}</label>
    <select
      id=${id}
      @change=${(event: Event) => {
        choose((event.target as HTMLSelectElement).value);
      }}
    >
      ${members.map(
        (member) =>
          html`<option value=${member.id} ?selected=${member.id === chosen}>
            ${nameOf(member)} (${t.term(member.role)})
          </option>`,
      )}
    </select>
  </div>`;
}

function levelChoice({ t }: BuilderView, entry: SignerEntry): TemplateResult {
  const choice = (level: PersonForm['level']) =>
    html`<label class="choice">
      <input
        type="radio"
        name="level"
        .checked=${entry.person.level === level}
        @change=${() => {
          entry.change({ level });
        }}
      />
      <span>
        ${t.term(level)}
        <span class="small muted">${t.term(level === 'simple' ? 'simpleHint' : 'advancedHint')}</span>
      </span>
    </label>`;
  return html`<fieldset class="choices">
    <legend class="small">${t.term('level')}</legend>
    ${choice('simple')} ${choice('advanced')}
  </fieldset>`;
}
