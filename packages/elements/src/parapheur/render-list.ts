import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { filters, peopleOf, type Row, totalsOf } from './parapheur-model.ts';
import { dayOf, euros, type ParapheurView, problemNotice, title, wordsOf } from './parapheur-view.ts';

/** The tray: filters, search, rows, and the bar with what the choice costs. */
export function listScreen(view: ParapheurView): TemplateResult {
  const { t, flow, visible } = view;
  const { rows } = flow;
  return html`<header>
      ${title(t.term('waiting', rows.length))}
      <p class="small muted">${t.term('credit', euros(view, flow.creditCents))}</p>
      <button class="button quiet" type="button" @click=${() => flow.reload()}>${t.term('refresh')}</button>
    </header>
    ${problemNotice(view, flow.state.problem)} ${launchNotice(view)}
    ${
      rows.length === 0
        ? html`<p class="muted empty"><slot name="empty">${t.term('emptyText')}</slot></p>`
        : html`${narrowing(view)}
            <p class="visually-hidden" id="keys">${t.term('keys')}</p>
            ${
              visible.length === 0
                ? html`<p class="muted empty" role="status">${t.term('none')}</p>`
                : html`<ul class="rows" part="list" aria-label=${t.term('label')} aria-describedby="keys">
                    ${repeat(
                      visible,
                      ({ key }) => key,
                      (row) => rowItem(view, row),
                    )}
                  </ul>`
            }`
    }`;
}

function narrowing(view: ParapheurView): TemplateResult {
  const { t, flow, filter, search, visible, narrow } = view;
  const whole = visible.length > 0 && visible.every(({ key }) => flow.chosen.has(key));
  const some = visible.some(({ key }) => flow.chosen.has(key));
  return html`<div class="narrowing">
    <fieldset>
      <legend class="visually-hidden">${t.term('filter')}</legend>
      ${filters.map(
        (one) =>
          html`<label class="chip">
            <input
              type="radio"
              name="filter"
              .checked=${filter === one}
              @change=${() => narrow({ filter: one })}
            /><span>${t.term('filterName', one)}</span>
          </label>`,
      )}
    </fieldset>
    <input
      class="search"
      type="search"
      aria-label=${t.term('search')}
      placeholder=${t.term('search')}
      .value=${search}
      @input=${(event: InputEvent) => narrow({ search: (event.target as HTMLInputElement).value })}
    />
    <label class="all">
      <input
        type="checkbox"
        .checked=${whole}
        .indeterminate=${some && !whole}
        ?disabled=${visible.length === 0}
        @change=${(event: Event) =>
          flow.choose(
            visible.map(({ key }) => key),
            (event.target as HTMLInputElement).checked,
          )}
      />
      ${t.term('selectAll', visible.length)}
    </label>
  </div>`;
}

function rowItem(view: ParapheurView, row: Row): TemplateResult {
  const { t, flow, current, look } = view;
  const { key, act, collection, exceptions, costCents } = row;
  const ends = collection.expiresAt;
  const people = peopleOf(collection);
  return html`<li
    class="row ${exceptions.length > 0 ? 'odd' : ''} ${look?.row.key === key ? 'looked-at' : ''}"
    part="entry"
    @keydown=${(event: KeyboardEvent) => view.rowKey(event, row)}
  >
    <label>
      <input
        type="checkbox"
        data-key=${key}
        tabindex=${key === current ? 0 : -1}
        .checked=${flow.chosen.has(key)}
        @focus=${() => view.focusRow(key)}
        @change=${(event: Event) => flow.choose([key], (event.target as HTMLInputElement).checked)}
      />
      <span class="about">
        <span class="name">${collection.title}</span>
        <span class="small muted">
          ${t.term('from', collection.preparer.name)} · ${t.term('documents', collection.documents.length)}
          ${ends ? html`· ${t.term('until', dayOf(view, ends))}` : nothing}
        </span>
        ${people.length > 0 ? html`<span class="small muted people">${people.join(', ')}</span>` : nothing}
        ${exceptions.map((one) => html`<span class="small exception">${t.term('exceptionName', one)}</span>`)}
      </span>
    </label>
    <span class="act ${act}">${t.term('actName', act)}</span>
    <span class="cost small">${act === 'launch' ? nothing : euros(view, costCents)}</span>
    <button
      class="button quiet"
      type="button"
      aria-label=${t.term('lookAt', collection.title)}
      aria-expanded=${look?.row.key === key ? 'true' : 'false'}
      @click=${() => view.openLook(row)}
    >
      ${t.term('look')}
    </button>
  </li>`;
}

function launchNotice(view: ParapheurView): TemplateResult | typeof nothing {
  const { launched } = view.flow;
  if (!launched) return nothing;
  const { ids, failures } = launched;
  return html`<div class="notice ${failures.length > 0 ? 'danger' : 'success'}" role="status">
    ${ids.length > 0 ? html`<p>${view.t.term('launched', ids.length)}</p>` : nothing}
    ${failures.map(
      ({ title: name, problem }) => html`<p>${view.t.term('launchFailed', name, wordsOf(view, problem))}</p>`,
    )}
  </div>`;
}

/** What is chosen, what it costs, and the acts; at the foot of the screen on a phone. */
export function listActions(view: ParapheurView): TemplateResult {
  const { t, flow } = view;
  const { step } = flow.state;
  const { signatures, seals, launches, costCents, missingCents } = totalsOf(flow.chosenRows, flow.creditCents);
  const toSign = new Set(flow.chosenRows.filter(({ act }) => act !== 'launch').map(({ collection }) => collection.id));
  const busy = step !== 'list';
  return html`<p class="chosen" role="status">
      <strong>${t.term('selected', flow.chosen.size)}</strong>
      ${costCents > 0 ? html`<span>${t.term('cost', euros(view, costCents))}</span>` : nothing}
      ${missingCents > 0 ? html`<span class="error">${t.term('missing', euros(view, missingCents))}</span>` : nothing}
      ${toSign.size < signatures + seals ? html`<span class="small muted">${t.term('twice')}</span>` : nothing}
    </p>
    ${
      launches > 0
        ? html`<button class="button" type="button" ?disabled=${busy} @click=${() => void flow.launch()}>
            ${t.term('launch', launches)}
          </button>`
        : nothing
    }
    <button
      class="button primary"
      id="sign"
      type="button"
      ?disabled=${busy || toSign.size === 0 || missingCents > 0}
      @click=${view.beginBatch}
    >
      ${t.term('sign', toSign.size)}
    </button>`;
}
