import { html, nothing, type TemplateResult } from 'lit';
import { isPinned, membersToAdd, nameOf } from './builder-model.ts';
import { type BuilderView, failure, type OpenForm } from './builder-view.ts';
import { contactSearch } from './render-contact-search.ts';
import type { PersonField, PersonForm } from './person-form.ts';

/** The form of a client, or the choice of a member. */
export function personForm(view: BuilderView, form: OpenForm): TemplateResult {
  const { t, draft, act } = view;
  const edited = draft.collection?.signers.find(({ id }) => id === form.signerId);
  const heading = edited
    ? t.term('editTitle', nameOf(edited))
    : t.term(form.kind === 'client' ? 'clientTitle' : 'memberTitle');
  const choosable =
    form.kind === 'client' || membersToAdd(draft.members, draft.collection ?? { signers: [] }).length > 0;
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
    ${form.error ? html`<div class="notice danger" role="alert">${failure(view, form.error)}</div>` : nothing}
    ${form.kind === 'client' && !edited && view.contacts ? contactSearch(view, view.contacts) : nothing}
    ${form.kind === 'client' ? clientFields(view, form, edited?.phone) : memberField(view, form)}
    ${choosable && !(draft.collection && isPinned(draft.collection)) ? levelChoice(view, form) : nothing}
    <div class="buttons">
      <button class="button primary" type="submit" ?disabled=${draft.busy || !choosable}>
        ${t.term(edited ? 'save' : 'add')}
      </button>
      <button class="button quiet" type="button" @click=${() => act.closeForm()}>${t.term('cancel')}</button>
    </div>
  </form>`;
}

function clientFields(view: BuilderView, form: OpenForm, phone: string | undefined): TemplateResult {
  const { t } = view;
  const hint = phone ? t.term('phoneKept', phone) : t.term('phoneHint');
  return html`<div class="fields">
    ${field(view, form, 'firstName', { autocomplete: 'off' })} ${field(view, form, 'lastName', { autocomplete: 'off' })}
    ${field(view, form, 'email', { type: 'email', inputmode: 'email' })}
    ${field(view, form, 'phone', { type: 'tel', inputmode: 'tel', hint })}
  </div>`;
}

interface FieldLook {
  readonly type?: string;
  readonly inputmode?: 'email' | 'tel';
  readonly autocomplete?: 'off';
  readonly hint?: string;
}

function field(
  view: BuilderView,
  form: OpenForm,
  name: Exclude<PersonField, 'level'>,
  look: FieldLook,
): TemplateResult {
  const { t, act } = view;
  const fault = faultOf(view, form, name);
  return html`<div class="field">
    <label for=${name}>${t.term(name)}</label>
    <input
      id=${name}
      type=${look.type ?? 'text'}
      inputmode=${look.inputmode ?? nothing}
      autocomplete="off"
      maxlength=${name === 'email' ? 254 : 100}
      aria-describedby="${name}-hint ${name}-fault"
      aria-invalid=${fault ? 'true' : 'false'}
      .value=${form.person[name]}
      @input=${(event: Event) =>
        act.changeForm({ person: { ...form.person, [name]: (event.target as HTMLInputElement).value } as PersonForm })}
    />
    <p id="${name}-hint" class="hint">${look.hint ?? nothing}</p>
    <p id="${name}-fault" class="error" role="alert">${fault ?? nothing}</p>
  </div>`;
}

function faultOf({ t }: BuilderView, { faults }: OpenForm, name: PersonField): string | undefined {
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

function memberField(view: BuilderView, form: OpenForm): TemplateResult {
  const { t, draft, act } = view;
  const members = membersToAdd(draft.members, draft.collection ?? { signers: [] });
  if (members.length === 0) return html`<p class="muted">${t.term('allMembers')}</p>`;
  return html`<div class="field">
    <label for="member">${t.term('member')}</label>
    <select
      id="member"
      @change=${(event: Event) => act.changeForm({ memberId: (event.target as HTMLSelectElement).value })}
    >
      ${members.map(
        (member) =>
          html`<option value=${member.id} ?selected=${member.id === form.memberId}>
            ${nameOf(member)} (${t.term(member.role)})
          </option>`,
      )}
    </select>
  </div>`;
}

function levelChoice({ t, act }: BuilderView, form: OpenForm): TemplateResult {
  const choice = (level: PersonForm['level']) =>
    html`<label class="choice">
      <input
        type="radio"
        name="level"
        .checked=${form.person.level === level}
        @change=${() => act.changeForm({ person: { ...form.person, level } })}
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
