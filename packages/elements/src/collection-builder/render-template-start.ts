import { html, nothing, type TemplateResult } from 'lit';
import { type BuilderView, failure } from './builder-view.ts';
import { contactSearch } from './render-contact-search.ts';
import { memberChoice, personFields } from './render-person-form.ts';
import type { RoleEntry, TemplateStart } from './template-start.ts';

/** The choice of a template and of those who fill its roles. */
export function templateStart(view: BuilderView, start: TemplateStart): TemplateResult {
  const { t, act } = view;
  const { state, chosen, entries } = start;
  return html`<form
    class="card template"
    part="card"
    novalidate
    aria-labelledby="template-title"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      act.makeFromTemplate();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') act.closeTemplates();
    }}
  >
    <h3 id="template-title" tabindex="-1">${t.term('fromTemplate')}</h3>
    <div role="status">
      ${state === 'loading' ? html`<p class="muted">${t.term('templatesLoading')}</p>` : nothing}
      ${state === 'ready' && start.offers.length === 0 ? html`<p class="muted">${t.term('templatesNone')}</p>` : nothing}
    </div>
    ${state === 'unlisted' ? unlisted(view, start) : nothing} ${start.offers.length > 0 ? choice(view, start) : nothing}
    ${entries.map((entry, index) => roleFields(view, start, entry, `role-${index}-`))} ${refusal(view, start)}
    <div class="buttons">
      ${
        chosen
          ? html`<button class="button primary" type="submit" ?disabled=${state === 'making'}>
              ${t.term(state === 'making' ? 'templateMaking' : 'templateMake')}
            </button>`
          : nothing
      }
      <button class="button quiet" type="button" @click=${() => act.closeTemplates()}>${t.term('cancel')}</button>
    </div>
  </form>`;
}

function unlisted({ t }: BuilderView, start: TemplateStart): TemplateResult {
  return html`<div class="notice danger" role="alert">
    <p>${t.term('templatesUnlisted')}</p>
    <button class="button" type="button" @click=${() => void start.list()}>${t.term('retry')}</button>
  </div>`;
}

function refusal(view: BuilderView, { error, failed }: TemplateStart): TemplateResult | typeof nothing {
  if (!error && !failed) return nothing;
  return html`<div class="notice danger" role="alert">
    <p>${view.t.term('templateFailed')}</p>
    ${error ? failure(view, error) : nothing}
  </div>`;
}

function choice({ t }: BuilderView, start: TemplateStart): TemplateResult {
  const { chosen } = start;
  return html`<div class="field">
    <label for="template">${t.term('template')}</label>
    <select
      id="template"
      aria-describedby="template-hint"
      @change=${(event: Event) => {
        start.choose((event.target as HTMLSelectElement).value);
      }}
    >
      ${start.offers.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen?.id}>${name}</option>`)}
    </select>
    <p id="template-hint" class="hint">
      ${chosen ? t.term('templateContent', chosen.documents.map(({ name }) => name).join(', ')) : nothing}
    </p>
  </div>`;
}

function roleFields(view: BuilderView, start: TemplateStart, entry: RoleEntry, prefix: string): TemplateResult {
  const { t } = view;
  const { role, label, party, level } = entry.role;
  return html`<fieldset class="role">
    <legend>${label} <span class="small muted">${t.term(level)}</span></legend>
    ${
      party === 'seal'
        ? html`<p class="small muted">${t.term('sealHint')}</p>`
        : party === 'member'
          ? memberChoice(t, start.members, `${prefix}member`, entry.memberId, (memberId) => {
              start.change(role, { memberId });
            })
          : client(view, start, entry, prefix)
    }
  </fieldset>`;
}

function client(view: BuilderView, start: TemplateStart, entry: RoleEntry, prefix: string): TemplateResult {
  const { t, contacts } = view;
  const { person, faults } = entry;
  const { role } = entry.role;
  return html`${
    contacts
      ? contactSearch(
          t,
          entry.search,
          contacts,
          (found) => {
            start.change(role, { person: { ...person, ...found }, faults: {} });
          },
          prefix,
        )
      : nothing
  }
  ${personFields(t, {
    prefix,
    person,
    faults,
    phoneHint: t.term('phoneHint'),
    change: (typed) => {
      start.change(role, { person: typed });
    },
  })}`;
}
