import type { Collection } from '@jse/sdk/browser';
import { automaticReminders, limits } from '@jse/sdk/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type BuilderView, iconButton, signs } from './builder-view.ts';

/** Days between automatic reminders that are offered, beside what the draft has. */
const intervals = [2, 3, 5, 7, 10, automaticReminders.maxDays];

/** What the collection is called, what signers are told, who gets copies and when signers are reminded. */
export function settings(view: BuilderView): TemplateResult | typeof nothing {
  const { t, draft } = view;
  if (!draft.collection) return nothing;
  const { title, message } = draft.collection;
  return html`<div class="settings">
    <div class="field">
      <label for="title">${t.term('title')}</label>
      <input
        id="title"
        maxlength=${limits.objectLength}
        required
        .value=${title}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          if (input.value.trim() === '') input.value = title;
          else void draft.make({ kind: 'update', changes: { title: input.value.trim() } });
        }}
      />
    </div>
    <div class="field">
      <label for="message">${t.term('message')}</label>
      <textarea
        id="message"
        rows="2"
        maxlength=${limits.messageLength}
        .value=${message}
        @change=${(event: Event) => {
          const message = (event.target as HTMLTextAreaElement).value;
          void draft.make({ kind: 'update', changes: { message } });
        }}
      ></textarea>
    </div>
    ${sending(view, draft.collection)}
    <p class="small muted saved" aria-live="off">
      ${t.term(draft.busy ? 'saving' : draft.again ? 'unsaved' : 'saved')}
    </p>
  </div>`;
}

function sending(view: BuilderView, { copyRecipients, reminderEveryDays }: Collection): TemplateResult {
  const { t } = view;
  const now = [
    ...(copyRecipients.length > 0 ? [t.term('copyCount', copyRecipients.length)] : []),
    ...(reminderEveryDays === null ? [] : [t.term('reminderEvery', reminderEveryDays).toLocaleLowerCase(t.language())]),
  ];
  return html`<details class="sending">
    <summary>
      ${t.term('sending')}${now.length > 0 ? html` <span class="small muted">${now.join(' · ')}</span>` : nothing}
    </summary>
    <div class="sending-parts">${copies(view, copyRecipients)} ${reminders(view, reminderEveryDays)}</div>
  </details>`;
}

function copies(view: BuilderView, recipients: Collection['copyRecipients']): TemplateResult {
  const { t, draft, copy, act } = view;
  return html`<div class="copies" role="group" aria-labelledby="copies-title">
    <h4 id="copies-title" tabindex="-1">${t.term('copies')}</h4>
    <p class="small muted">${t.term('copiesHint')}</p>
    ${
      recipients.length === 0
        ? nothing
        : html`<ul class="copy-list">
            ${recipients.map(({ email, name }) => {
              const who = name || email;
              return html`<li>
                <span>${who}${name ? html` <span class="small muted">${email}</span>` : nothing}</span>
                ${iconButton(t.term('copyRemove', who), signs.cross, () => act.removeCopy(email, who), draft.busy)}
              </li>`;
            })}
          </ul>`
    }
    <form
      class="copy-form"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        act.addCopy();
      }}
    >
      <div class="field">
        <label for="copy-email">${t.term('email')}</label>
        <input
          id="copy-email"
          type="email"
          autocomplete="off"
          maxlength="254"
          aria-describedby="copy-email-fault"
          aria-invalid=${copy.fault ? 'true' : 'false'}
          .value=${copy.email}
          @input=${(event: Event) => {
            copy.email = (event.target as HTMLInputElement).value;
          }}
        />
        <p id="copy-email-fault" class="error" role="alert">${copy.fault ? t.term(copy.fault) : nothing}</p>
      </div>
      <div class="field">
        <label for="copy-name">${t.term('copyName')}</label>
        <input
          id="copy-name"
          autocomplete="off"
          maxlength="100"
          .value=${copy.name}
          @input=${(event: Event) => {
            copy.name = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      <button class="button" type="submit" ?disabled=${draft.busy}>${signs.plus}${t.term('copyAdd')}</button>
    </form>
  </div>`;
}

function reminders({ t, draft }: BuilderView, every: number | null): TemplateResult {
  const offered = every === null || intervals.includes(every) ? intervals : [...intervals, every].sort((a, b) => a - b);
  return html`<div class="field">
    <label for="reminders">${t.term('reminders')}</label>
    <select
      id="reminders"
      aria-describedby="reminders-hint"
      @change=${(event: Event) => {
        const days = Number((event.target as HTMLSelectElement).value);
        void draft.make({ kind: 'update', changes: { reminderEveryDays: days === 0 ? null : days } });
      }}
    >
      <option value="0" .selected=${live(every === null)}>${t.term('reminderNone')}</option>
      ${offered.map(
        (days) =>
          html`<option value=${days} .selected=${live(days === every)}>${t.term('reminderEvery', days)}</option>`,
      )}
    </select>
    <p id="reminders-hint" class="hint">${t.term('remindersHint', automaticReminders.max)}</p>
  </div>`;
}
