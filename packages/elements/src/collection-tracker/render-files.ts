import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../theme/icons.ts';
import { historyOf } from './tracker-model.ts';
import { actButton, moment, nameOf, type TrackerView } from './tracker-view.ts';

/** The documents, each to be downloaded as it stands. */
export function documentsCard(view: TrackerView): TemplateResult | typeof nothing {
  const { t, collection, acts } = view;
  if (collection.documents.length === 0) return nothing;
  return html`<section class="card" aria-labelledby="documents-title">
    <h3 id="documents-title">${t.term('documents')}</h3>
    ${collection.state === 'ongoing' ? html`<p class="small muted">${t.term('asOfNow')}</p>` : nothing}
    <ul class="files">
      ${collection.documents.map((document) => {
        const { id, name } = document;
        const download = {
          name: `download-${id}`,
          words: icons.download,
          label: t.term('document', name),
          look: 'icon',
        };
        return html`<li>
          <span class="name">${name}</span>
          ${
            acts.has('download')
              ? actButton(view, download, () => {
                  view.download(document);
                })
              : nothing
          }
        </li>`;
      })}
    </ul>
  </section>`;
}

/** What leaves the platform for good: the archive of what is completed, and the evidence. */
export function proofCard(view: TrackerView): TemplateResult {
  const { t, acts } = view;
  return html`<section class="card" aria-labelledby="proof-title">
    <h3 id="proof-title">${t.term('proof')}</h3>
    ${
      acts.has('archive')
        ? html`<div class="proof">
            <p class="small muted">${t.term('archiveHint')}</p>
            ${actButton(view, { name: 'archive', words: t.term('archive'), look: 'primary' }, view.archive)}
          </div>`
        : nothing
    }
    <div class="proof">
      <p class="small muted">${t.term('evidenceHint')}</p>
      ${actButton(view, { name: 'evidence', words: t.term('evidence') }, view.evidence)}
    </div>
  </section>`;
}

/** What has happened, newest first. */
export function historyCard(view: TrackerView): TemplateResult {
  const { t, collection, flow } = view;
  return html`<details class="card history">
    <summary>${t.term('history')}</summary>
    <ol>
      ${historyOf(collection, flow.events).map(
        ({ at, what, signerId }) =>
          html`<li>
            <time class="small muted" datetime=${at}>${moment(view, at)}</time>
            <span>${t.term('happening', what, nameOf(collection, signerId))}</span>
          </li>`,
      )}
    </ol>
  </details>`;
}
