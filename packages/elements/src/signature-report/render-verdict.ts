import type { Statement } from '@jse/verify';
import { html, nothing, type TemplateResult } from 'lit';
import { type Tone, toneOf } from './report-model.ts';
import { moment, type ReportView, said, sizeOf } from './report-view.ts';

const marks: Readonly<Record<Tone, string>> = { success: '✓', warning: '!', danger: '✕', plain: '–' };
const words = {
  success: 'verdictPassed',
  warning: 'verdictUndetermined',
  danger: 'verdictFailed',
  plain: 'verdictUnsigned',
} as const;
const parties = { signer: 'partySigner', recipient: 'partyRecipient', platform: 'partyPlatform' } as const;

/** A verdict's mark and word. */
export function badge({ t }: ReportView, tone: Tone): TemplateResult {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${marks[tone]}</span> ${t.term(words[tone])}</span>`;
}

/** The verdict first, in one sentence; then the file, and what can be done with the report. */
export function verdict(view: ReportView): TemplateResult {
  const { t, name, report } = view;
  const tone = toneOf(report.verdict.indication);
  const own = report.statements.filter(({ signature }) => signature === null);
  return html`<header class="verdict ${tone}" part="verdict">
    <span class="mark" aria-hidden="true">${marks[tone]}</span>
    <div>
      <h2 class="title" id="step-title" tabindex="-1">
        <span class="word">${t.term(words[tone])}</span> ${said(view, report.verdict.message)}
      </h2>
      <p class="muted small">
        ${name ? html`<span class="file">${name}</span> · ` : nothing}${sizeOf(view, report.size)} ·
        ${t.term('examinedAt', moment(view, report.at))}
      </p>
      ${statements(view, own)} ${anchors(view)}
      <div class="buttons">
        <button class="button" type="button" @click=${() => view.save()}>${t.term('save')}</button>
        <button class="button quiet" type="button" @click=${() => view.saveData()}>${t.term('saveData')}</button>
        ${
          view.fixed
            ? nothing
            : html`<button class="button quiet" type="button" @click=${() => view.another()}>
                ${t.term('another')}
              </button>`
        }
      </div>
    </div>
  </header>`;
}

function anchors(view: ReportView): TemplateResult {
  const { t, report } = view;
  const { count, bundles } = report.trustAnchors;
  return html`${count === 0 ? html`<p class="small">${t.term('noAnchors')}</p>` : nothing}
  ${bundles.map(({ name, ageDays }) => html`<p class="muted small">${t.term('bundleAge', name, ageDays)}</p>`)}`;
}

/** What each party may conclude. */
export function statements(view: ReportView, list: readonly Statement[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  const each = (['signer', 'platform', 'recipient'] as const).filter((one) => list.some(({ party }) => party === one));
  return html`<dl class="statements">
    ${each.map(
      (one) =>
        html`<div>
          <dt>${view.t.term(parties[one])}</dt>
          ${list.filter(({ party }) => party === one).map(({ message }) => html`<dd>${said(view, message)}</dd>`)}
        </div>`,
    )}
  </dl>`;
}

/** What was noticed: errors and warnings stand out, the rest explains. */
export function findings(
  view: ReportView,
  list: ReportView['report']['findings'],
  heading?: string,
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`${heading ? html`<h4>${heading}</h4>` : nothing}
    <ul class="findings">
      ${list.map(
        ({ severity, code, message, offset }) =>
          html`<li class=${severity}>
            ${said(view, message)} <code>${code}${offset === undefined ? '' : ` @ ${offset}`}</code>
          </li>`,
      )}
    </ul>`;
}

/** The way to a password, where one would let later changes be judged. */
export function passwordForm(view: ReportView): TemplateResult | typeof nothing {
  const { t, report, password } = view;
  if (!report.findings.some(({ code }) => code === 'ENCRYPTED_NOT_READABLE')) return nothing;
  return html`<form
    class="notice warning password"
    @submit=${(event: Event) => {
      event.preventDefault();
      view.verifyAgain();
    }}
  >
    <p>${t.term('passwordNeeded')}</p>
    <div class="field">
      <label for="password">${t.term('password')}</label>
      <input
        id="password"
        type="password"
        autocomplete="off"
        .value=${password}
        @input=${(event: Event) => {
          view.typePassword((event.target as HTMLInputElement).value);
        }}
      />
    </div>
    <button class="button" type="submit">${t.term('verifyAgain')}</button>
  </form>`;
}
