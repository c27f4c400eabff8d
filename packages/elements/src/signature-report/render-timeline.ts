import { html, nothing, type TemplateResult } from 'lit';
import { nameOfSignature, type ReportView, sizeOf } from './report-view.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

const words = {
  forbidden: 'forbiddenVersion',
  doubtful: 'doubtful',
  signature: 'signature',
  timestamp: 'timestampVersion',
  completed: 'completed',
  validation: 'validation',
  prepared: 'prepared',
  start: 'start',
} as const;
const marks = {
  forbidden: '✕',
  doubtful: '?',
  signature: '✎',
  timestamp: '◷',
  completed: '+',
  validation: '•',
  prepared: '•',
  start: '•',
} as const;

/** The revisions in their order, on a line: what each one brought, and whose signature it holds. */
export function timeline(view: ReportView): TemplateResult | typeof nothing {
  const { t, report } = view;
  const entries = timelineOf(report);
  if (entries.length === 0) return nothing;
  return html`<section aria-labelledby="timeline-title">
    <h3 id="timeline-title">${t.term('timeline')}</h3>
    <p class="muted small">${t.term('timelineHint')}</p>
    <ol class="timeline" part="timeline">
      ${entries.map((entry) => step(view, entry))}
    </ol>
  </section>`;
}

function step(view: ReportView, { kind, index, size, signatures, changes }: TimelineEntry): TemplateResult {
  const { t } = view;
  const signed = signatures.map((signature) => nameOfSignature(view, signature));
  const said = kind === 'signature' || kind === 'timestamp' ? signed : [t.term(words[kind]), ...signed];
  return html`<li class=${kind}>
    <span class="dot" aria-hidden="true">${marks[kind]}</span>
    <p>
      <span class="muted small">${t.term('version', index + 1)}</span>
      ${said.map((words) => html`<span class="said">${words}</span>`)}
      <span class="muted small">
        ${index === 0 ? sizeOf(view, size) : t.term('added', sizeOf(view, size))}${
          changes.length > 0 ? ` · ${t.term('changeCount', changes.length)}` : nothing
        }
      </span>
    </p>
  </li>`;
}
