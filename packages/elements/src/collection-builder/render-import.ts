import { html, nothing, type TemplateResult } from 'lit';
import { type BuilderView, failure } from './builder-view.ts';
import { importFields, type ImportField, type ImportRow, mostRows } from './csv-people.ts';
import type { FieldFault } from './person-form.ts';
import type { SignerImport } from './signer-import.ts';

/** A list of signers on its way into the collection: file, columns, a look at each line, and the adding. */
export function signerImport(view: BuilderView, list: SignerImport): TemplateResult {
  const { t, act } = view;
  const ready = list.chosen.size > 0 && list.added === undefined;
  return html`<form
    class="person import"
    aria-labelledby="import-title"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      act.addImported();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') act.closeImport();
    }}
  >
    <h4 id="import-title" tabindex="-1">${t.term('importTitle')}</h4>
    <div class="field">
      <span id="import-label" class="label">${t.term('importFile')}</span>
      <span class="file-choice">
        <label class="button as-button">
          <input
            id="import-file"
            class="visually-hidden"
            type="file"
            accept=".csv,.txt,text/csv"
            aria-labelledby="import-label import-choose"
            aria-describedby="import-hint import-fault"
            @change=${(event: Event) => {
              const [file] = (event.target as HTMLInputElement).files ?? [];
              if (file) void list.read(file);
            }}
          />
          <span id="import-choose">${t.term('importChoose')}</span>
        </label>
        <span class="small muted">${list.fileName}</span>
      </span>
      <p id="import-hint" class="hint">${t.term('importHint')}</p>
      <p id="import-fault" class="error" role="alert">
        ${list.fault ? t.term(list.fault === 'too-large' ? 'importTooLarge' : 'importUnreadable') : nothing}
      </p>
    </div>
    ${list.mapping && list.rows.length > 0 ? html`${columns(view, list)} ${preview(view, list)}` : nothing}
    ${
      list.refused
        ? html`<div class="notice danger" role="alert">
            <p>${t.term('importRefused', list.refused.line)}</p>
            ${failure(view, list.refused.error)}
          </div>`
        : nothing
    }
    <div class="buttons">
      <button class="button primary" type="submit" ?disabled=${!ready}>
        ${list.added ? t.term('importAdding', list.added.done + 1, list.added.of) : t.term('importAdd', list.chosen.size)}
      </button>
      <button class="button quiet" type="button" @click=${() => act.closeImport()}>${t.term('cancel')}</button>
    </div>
  </form>`;
}

function columns({ t }: BuilderView, list: SignerImport): TemplateResult {
  const choice = (field: ImportField) =>
    html`<div class="field">
      <label for=${`column-${field}`}>${t.term(field)}</label>
      <select
        id=${`column-${field}`}
        @change=${(event: Event) => void list.mapField(field, Number((event.target as HTMLSelectElement).value))}
      >
        <option value="-1" ?selected=${list.mapping?.[field] === -1}>${t.term('importNoColumn')}</option>
        ${list.columns.map(
          (name, at) =>
            html`<option value=${at} ?selected=${list.mapping?.[field] === at}>
              ${t.term('importColumn', name)}
            </option>`,
        )}
      </select>
    </div>`;
  return html`<fieldset class="fields columns-choice">
    <legend>${t.term('importColumns')}</legend>
    ${importFields.map(choice)}
  </fieldset>`;
}

// The roles say what the styles of a phone, which lay lines out as cards, would take away.
function preview({ t }: BuilderView, list: SignerImport): TemplateResult {
  const shown = list.rows;
  return html`<div class="table" role="region" tabindex="0" aria-labelledby="import-preview">
      <table role="table">
        <caption id="import-preview">
          ${t.term('importPreview', list.rows.length)}
        </caption>
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">${t.term('importTake')}</th>
            <th role="columnheader" scope="col">${t.term('importLine')}</th>
            ${importFields.map((field) => html`<th role="columnheader" scope="col">${t.term(field)}</th>`)}
            <th role="columnheader" scope="col">${t.term('importRemark')}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((row, index) => line(t, list, row, index))}
        </tbody>
      </table>
    </div>
    ${list.leftOut > 0 ? html`<p class="notice warning">${t.term('importLeftOut', mostRows, list.leftOut)}</p>` : nothing}`;
}

function line(t: BuilderView['t'], list: SignerImport, row: ImportRow, index: number): TemplateResult {
  const { person, signer } = row;
  return html`<tr role="row" class=${signer ? '' : 'failed'}>
    <td role="cell">
      <input
        type="checkbox"
        aria-label=${t.term('importTakeLine', row.line)}
        ?disabled=${!signer || list.added !== undefined}
        .checked=${list.chosen.has(index)}
        @change=${(event: Event) => list.choose(index, (event.target as HTMLInputElement).checked)}
      />
    </td>
    <th role="rowheader" scope="row" data-label=${t.term('importLine')}>${row.line}</th>
    ${importFields.map((field) => html`<td role="cell">${person[field]}</td>`)}
    <td role="cell">${remark(t, row)}</td>
  </tr>`;
}

function remark(t: BuilderView['t'], { faults, twice }: ImportRow): string {
  const words: Record<FieldFault, () => string> = {
    required: () => t.term('importMissing'),
    email: () => t.term('emailFault'),
    phone: () => t.term('phoneFault'),
    refused: () => t.term('required'),
  };
  const found = importFields.flatMap((field) => {
    const fault = faults[field]?.fault;
    if (!fault) return [];
    return fault === 'required' ? [`${t.term(field)} : ${words.required()}`] : [words[fault]()];
  });
  return [...found, ...(twice ? [t.term('importTwice')] : [])].join(' ');
}
