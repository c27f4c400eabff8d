import { html, nothing, type TemplateResult } from 'lit';
import { deadlines } from '@jse/sdk/rules';
import { deadlineOf, progressOf, spanOf } from './tracker-model.ts';
import { actButton, moment, nameOf, problemNotice, type TrackerView } from './tracker-view.ts';

/** Where the collection is: title, state, how many have signed, until when, and what may be done about it. */
export function summary(view: TrackerView): TemplateResult {
  const { t, collection, flow } = view;
  const { title, state, preparer, collector, signers } = collection;
  const { signed, all } = progressOf(signers);
  const words = t.term('progress', signed, all);
  return html`<header class="card summary" part="summary">
    <div class="heading">
      <h2 class="title" id="tracker-title" tabindex="-1">${title}</h2>
      <span class="badge ${state}">${t.term('stateName', state)}</span>
    </div>
    <p class="muted small">${t.term('by', preparer.name, collector?.name ?? '')}</p>
    ${
      state === 'draft' || state === 'prepared'
        ? html`<p>${t.term('toCome')}</p>`
        : html`<div class="progress">
            <progress aria-labelledby="progress-words" max=${Math.max(all, 1)} value=${signed}></progress>
            <span id="progress-words">${words}</span>
          </div>`
    }
    ${refusal(view)} ${deadline(view)} ${problemNotice(view, flow.problem)} ${actions(view)}
    <p class="small muted news ${flow.news}"><span class="dot" aria-hidden="true"></span>${t.term(flow.news)}</p>
  </header>`;
}

function refusal({ t, collection }: TrackerView): TemplateResult | typeof nothing {
  const { refusal: refused } = collection;
  if (!refused) return nothing;
  return html`<div class="notice danger">
    <p><strong>${t.term('refusal', nameOf(collection, refused.signerId))}</strong></p>
    <blockquote>${refused.reason}</blockquote>
  </div>`;
}

function deadline(view: TrackerView): TemplateResult | typeof nothing {
  const { t, collection, now } = view;
  if (collection.state === 'purged') return html`<p class="notice">${t.term('purged')}</p>`;
  const found = deadlineOf(collection, now);
  if (!found) return nothing;
  const { kind, at, left, soon } = found;
  const parts = spanOf(left).map(({ unit, value }) => t.number(value, { style: 'unit', unit, unitDisplay: 'long' }));
  const until = html`<time datetime=${at}>${t.term(kind, moment(view, at))}</time>`;
  return html`<div class="deadline ${soon ? 'notice warning' : ''}" part="deadline">
    <p>${until}</p>
    <p class="left">${left === 0 && kind === 'expiry' ? t.term('expiryNow') : t.term('left', parts.join(' '))}</p>
    ${kind === 'purge' && soon && collection.state === 'completed' ? html`<p>${t.term('purgeSoon')}</p>` : nothing}
  </div>`;
}

function actions(view: TrackerView): TemplateResult | typeof nothing {
  const { t, acts, now } = view;
  if (!acts.has('remind') && !acts.has('cancel')) return nothing;
  return html`<div class="actions">
    ${
      acts.has('remind')
        ? html`${actButton(view, { name: 'remind', words: t.term('remind'), look: 'primary' }, view.remind)}
            <p class="small muted hint">${t.term('remindHint', moment(view, now + deadlines.collectionExpiry))}</p>`
        : nothing
    }
    ${
      acts.has('cancel')
        ? actButton(view, { name: 'cancel', words: t.term('cancel'), look: 'quiet danger' }, view.askCancel)
        : nothing
    }
  </div>`;
}
