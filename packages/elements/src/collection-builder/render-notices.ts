import type { JseError } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import { type BuilderView, failure, iconButton, signs } from './builder-view.ts';

/** What stands instead of a draft that could not be read. */
export function loadFailure(view: BuilderView, error: JseError, reload: () => void): TemplateResult {
  return html`<div class="notice danger" role="alert">${failure(view, error)}</div>
    <button class="button" type="button" @click=${reload}>${view.t.term('retry')}</button>`;
}

/** The last failure, or that somebody else changed the draft, with the way to make the change again. */
export function notices(view: BuilderView): TemplateResult | typeof nothing {
  const { t, draft } = view;
  const { error, conflict, arrived, again } = draft;
  if (!error && !conflict) return nothing;
  return html`<div class="notice dismissable ${conflict ? 'warning' : 'danger'}" role="alert">
    <div>
      ${error ? failure(view, error) : t.term(arrived ? 'conflictArrived' : 'conflict')}
      ${
        again
          ? html`<button class="button" type="button" @click=${() => void again()}>${t.term('retry')}</button>`
          : nothing
      }
    </div>
    ${iconButton(t.term('close'), signs.cross, () => {
      draft.clearNotices();
    })}
  </div>`;
}
