import type { Collection } from '@jse/sdk/browser';
import { html, nothing, type TemplateResult } from 'lit';
import { type Blocker, blockersOf, budgetOf, handOverBlockers, nameOf, remarksOf, rightsOf } from './builder-model.ts';
import { type BuilderView, euros, signs } from './builder-view.ts';

/** What it costs, what is missing, and the end of preparing. */
export function summaryCard(view: BuilderView): TemplateResult | typeof nothing {
  const { t, draft } = view;
  const { collection, me } = draft;
  if (!collection || !me) return nothing;
  const budget = budgetOf(collection, me);
  const blockers = blockersOf(collection, me, draft.uploading);
  return html`<section class="card summary" part="card summary" aria-labelledby="summary-title">
    <h3 id="summary-title">${t.term('summary')}</h3>
    <dl>
      ${line(t.term('signatures', budget.signatures))}
      ${budget.seals > 0 ? line(t.term('seals', budget.seals)) : nothing}
      ${line(t.term('cost'), t.term('amount', euros(view, budget.amountCents)), 'total')}
      ${line(t.term('credit'), euros(view, budget.creditCents))}
      ${
        budget.missingCents === 0
          ? line(t.term('after'), euros(view, budget.creditCents - budget.amountCents))
          : nothing
      }
    </dl>
    ${remarks(view, collection)} ${toDo(view, blockers, budget.missingCents)}
    <p class="small muted">${t.term('expiry')}</p>
  </section>`;
}

function line(term: string, value = '', look = ''): TemplateResult {
  return html`<div class=${look}>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

function remarks({ t }: BuilderView, collection: Collection): TemplateResult | typeof nothing {
  const found = remarksOf(collection);
  if (found.length === 0) return nothing;
  return html`<ul class="remarks small">
    ${found.map((remark) =>
      remark.kind === 'tight'
        ? html`<li>${t.term('tight', remark.days)}</li>`
        : html`<li class=${remark.kind.startsWith('phone-') ? 'flag' : ''}>
            ${t.term(remark.kind, remark.names.join(', '))}
          </li>`,
    )}
  </ul>`;
}

function toDo(view: BuilderView, blockers: readonly Blocker[], missingCents: number): TemplateResult | typeof nothing {
  const { t } = view;
  if (blockers.length === 0) return nothing;
  const words = {
    title: () => t.term('blockTitle'),
    documents: () => t.term('blockDocuments'),
    signers: () => t.term('blockSigners'),
    uploading: () => t.term('blockUploading'),
    credit: () => t.term('blockCredit', euros(view, missingCents)),
    delegation: () => t.term('blockDelegation'),
  } as const;
  return html`<div class="notice warning to-do" id="to-do">
    <p class="small"><strong>${t.term('toDo')}</strong></p>
    <ul>
      ${blockers.map((blocker) => html`<li>${words[blocker]()}</li>`)}
    </ul>
  </div>`;
}

/** The buttons that end preparing, at the foot of the screen on a phone. */
export function endActions(view: BuilderView): TemplateResult | typeof nothing {
  const { t, draft, finishing, act } = view;
  const { collection, me } = draft;
  if (!collection || !me) return nothing;
  const rights = rightsOf(me);
  const blockers = blockersOf(collection, me, draft.uploading);
  const handOver = rights.prepare && collection.state === 'draft';
  const launch =
    finishing === 'launch'
      ? t.term('launching')
      : t.term('launchAt', euros(view, budgetOf(collection, me).amountCents));
  const off = (hindered: boolean) => hindered || draft.busy || finishing !== undefined;
  return html`<div part="actions" class="actions ${view.form || view.importing || view.starting ? 'resting' : ''}">
    ${
      rights.launch
        ? html`<button
            class="button primary"
            id="launch"
            type="button"
            aria-describedby="to-do"
            ?disabled=${off(blockers.length > 0)}
            @click=${() => act.finish('launch')}
          >
            ${launch}
          </button>`
        : nothing
    }
    ${
      handOver
        ? html`<button
            class="button ${rights.launch ? 'quiet' : 'primary'}"
            id="prepare"
            type="button"
            ?disabled=${off(handOverBlockers(blockers).length > 0)}
            @click=${() => act.finish('prepare')}
          >
            ${t.term('prepare')}
          </button>`
        : nothing
    }
  </div>`;
}

/** What stands instead of the form once the collection runs, or cannot be changed any more. */
export function closedPanel(view: BuilderView, collection: Collection): TemplateResult {
  const { t } = view;
  const until = collection.expiresAt ? t.date(collection.expiresAt, { dateStyle: 'long', timeStyle: 'short' }) : '';
  const now = collection.signers.filter(({ state }) => state === 'invited');
  const later = collection.signers.filter(({ state }) => state === 'waiting');
  const running = collection.state === 'ongoing';
  return html`<section class="card closed" part="card">
    <h3 id="closed-title" class="title" tabindex="-1">
      ${running ? html`<span class="stamp" aria-hidden="true">${signs.check}</span>` : nothing}
      ${t.term(running ? 'launchedTitle' : 'closedTitle')}
    </h3>
    ${
      running
        ? html`<p>${t.term('launchedText', until)}</p>
            ${people(t.term('invited'), now)} ${people(t.term('waiting'), later)}`
        : nothing
    }
  </section>`;
}

function people(heading: string, signers: Collection['signers']): TemplateResult | typeof nothing {
  if (signers.length === 0) return nothing;
  return html`<div>
    <h4>${heading}</h4>
    <ul class="people">
      ${signers.map((signer) => html`<li>${nameOf(signer)}</li>`)}
    </ul>
  </div>`;
}

/** That the collection waits to be launched; changing anything takes it back to a draft. */
export function preparedNotice({ t }: BuilderView): TemplateResult {
  return html`<div class="notice success">
    <p id="prepared-title" tabindex="-1"><strong>${t.term('preparedTitle')}</strong></p>
    <p class="small">${t.term('preparedText')}</p>
  </div>`;
}
