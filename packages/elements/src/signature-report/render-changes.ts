import type { ChangeReport, SignatureReport } from '@jse/verify';
import { html, nothing, type TemplateResult } from 'lit';
import { cssProperties } from '../theme/css-properties.ts';
import type { ChangedPage, Outline, Picture } from './changed-pages.ts';
import { nameOfSignature, type ReportView, said } from './report-view.ts';

const verdicts = { permitted: 'allowedChange', forbidden: 'forbiddenChange', undetermined: 'doubtfulChange' } as const;

/** More lines than this nobody reads; the data of the report has them all. */
const most = 40;

function gravestFirst(changes: readonly ChangeReport[]): ChangeReport[] {
  const order = ['forbidden', 'undetermined', 'permitted'];
  return [...changes].sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
}

/** For each signature what came after it, in words, and on the pages where it shows. */
export function changes(view: ReportView): TemplateResult | typeof nothing {
  const { t, report } = view;
  const changed = report.signatures.filter((signature) => signature.changes.length > 0);
  if (changed.length === 0) return nothing;
  return html`<section aria-labelledby="changes-title">
    <h3 id="changes-title">${t.term('changes')}</h3>
    ${changed.map((signature) => changesAfter(view, signature))}
  </section>`;
}

function changesAfter(view: ReportView, signature: SignatureReport): TemplateResult {
  const { t, pages } = view;
  const shown = pages.signature === signature;
  const whole = signature.coverage === 'whole-file' || signature.coverage === 'whole-revision';
  return html`<div class="card changes" part="changes">
    <h4>${t.term('changesAfter', nameOfSignature(view, signature))}</h4>
    <ul class="list">
      ${gravestFirst(signature.changes)
        .slice(0, most)
        .map((change) => line(view, change))}
    </ul>
    ${
      signature.changes.length > most
        ? html`<p class="muted">${t.term('moreChanges', signature.changes.length - most)}</p>`
        : nothing
    }
    ${
      whole
        ? html`<button
            class="button"
            type="button"
            aria-expanded=${shown ? 'true' : 'false'}
            @click=${() => {
              view.showPages(signature);
            }}
          >
            ${t.term(shown ? 'hidePages' : 'showPages')}
          </button>`
        : nothing
    }
    ${shown ? pictures(view) : nothing}
  </div>`;
}

function line(view: ReportView, { verdict, message, code, path, revision }: ChangeReport): TemplateResult {
  const { t } = view;
  return html`<li class=${verdict}>
    <span class="word">${t.term(verdicts[verdict])}</span> ${said(view, message)}
    <span class="muted small">
      ${revision === undefined ? nothing : html`${t.term('inRevision', revision + 1)} · `}<code>${code} ${path}</code>
    </span>
  </li>`;
}

function pictures(view: ReportView): TemplateResult | typeof nothing {
  const { t, pages } = view;
  switch (pages.state?.step) {
    case undefined:
      return nothing;
    case 'drawing':
      return html`<p class="muted" role="status">${t.term('drawing')}</p>`;
    case 'failed':
      return html`<p class="notice warning" role="status">${t.term('pagesUndrawable')}</p>`;
    case 'done': {
      const { pages: drawn, more } = pages.state;
      if (drawn.length === 0) return html`<p class="muted" role="status">${t.term('changesNowhere')}</p>`;
      return html`${drawn.map((page) => pair(view, page))}
      ${more > 0 ? html`<p class="muted">${t.term('morePages', more)}</p>` : nothing}`;
    }
  }
}

function pair(view: ReportView, page: ChangedPage): TemplateResult {
  const { t } = view;
  const count = page.after?.outlines.length ?? 0;
  return html`<section class="pair" aria-label=${t.term('page', page.number)}>
    <h5>${t.term('page', page.number)}</h5>
    ${picture(view, page.before, t.term('before'), t.term('beforeAlt', page.number))}
    ${picture(view, page.after, t.term('after'), t.term('afterAlt', page.number, count))}
  </section>`;
}

function picture(view: ReportView, drawn: Picture | undefined, caption: string, label: string): TemplateResult {
  return html`<figure>
    <figcaption class="muted small">${caption}</figcaption>
    ${
      drawn
        ? html`<div class="sheet" role="img" aria-label=${label}>
            ${drawn.canvas}
            ${drawn.outlines.map((outline) => html`<span class="outline ${outline.verdict}" ${cssProperties(place(outline))}></span>`)}
          </div>`
        : html`<p class="muted">${view.t.term('pageGone')}</p>`
    }
  </figure>`;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
const place = ({ left, top, width, height }: Outline) => ({
  left: percent(left),
  top: percent(top),
  width: percent(width),
  height: percent(height),
});
