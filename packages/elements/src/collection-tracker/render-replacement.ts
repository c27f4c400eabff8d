import { html, nothing, type TemplateResult } from 'lit';
import type { PersonField } from '../collection-builder/person-form.ts';
import type { Replacement, TrackerView } from './tracker-view.ts';

type Typed = Exclude<PersonField, 'level'>;

/** Who takes a signer's place: a member of the firm, or somebody typed in. */
export function replacementForm(view: TrackerView, open: Replacement, name: string): TemplateResult {
  const { t, flow, collection } = view;
  const taken = new Set(collection.signers.map(({ memberId }) => memberId));
  const members = flow.members.filter(({ id }) => !taken.has(id));
  return html`<form
    class="replacement"
    novalidate
    aria-labelledby="replacement-title"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      view.replace();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') view.closeReplacement();
    }}
  >
    <h4 id="replacement-title" tabindex="-1">${t.term('replaceName', name)}</h4>
    <p class="small">${t.term('replaceHint', name)}</p>
    ${
      members.length === 0
        ? nothing
        : html`<div class="field">
            <label for="replacement-who">${t.term('replaceWho')}</label>
            <select
              id="replacement-who"
              @change=${(event: Event) => {
                view.changeReplacement({ memberId: (event.target as HTMLSelectElement).value });
              }}
            >
              <option value="" ?selected=${open.memberId === ''}>${t.term('somebody')}</option>
              ${members.map(
                ({ id, firstName, lastName }) =>
                  html`<option value=${id} ?selected=${id === open.memberId}>${firstName} ${lastName}</option>`,
              )}
            </select>
          </div>`
    }
    ${
      open.memberId === ''
        ? html`<div class="fields">
            ${field(view, open, 'firstName')} ${field(view, open, 'lastName')} ${field(view, open, 'email', 'email')}
            ${field(view, open, 'phone', 'tel', t.term('phoneHint'))}
          </div>`
        : nothing
    }
    <div class="buttons">
      <button class="button primary" id="replace" type="submit" ?disabled=${flow.busy !== undefined}>
        ${t.term('replace')}
      </button>
      <button
        class="button quiet"
        type="button"
        @click=${() => {
          view.closeReplacement();
        }}
      >
        ${t.term('back')}
      </button>
    </div>
  </form>`;
}

function field(
  view: TrackerView,
  open: Replacement,
  name: Typed,
  type: 'text' | 'email' | 'tel' = 'text',
  hint?: string,
): TemplateResult {
  const { t } = view;
  const fault = open.faults[name];
  const words =
    fault?.fault === 'refused'
      ? (fault.detail ?? '')
      : fault?.fault === 'email'
        ? t.term('emailFault')
        : fault?.fault === 'phone'
          ? t.term('phoneFault')
          : fault
            ? t.term('required')
            : '';
  return html`<div class="field">
    <label for="replacement-${name}">${t.term(name)}</label>
    <input
      id="replacement-${name}"
      type=${type}
      autocomplete="off"
      maxlength=${name === 'email' ? 254 : 100}
      aria-describedby="replacement-${name}-hint replacement-${name}-fault"
      aria-invalid=${fault ? 'true' : 'false'}
      .value=${open.person[name]}
      @input=${(event: Event) => {
        const person = { ...open.person, [name]: (event.target as HTMLInputElement).value };
        view.changeReplacement({ person });
      }}
    />
    <p id="replacement-${name}-hint" class="hint">${hint ?? nothing}</p>
    <p id="replacement-${name}-fault" class="error">${words}</p>
  </div>`;
}
