import { html, nothing, type TemplateResult } from 'lit';
import { isBlank } from './builder-model.ts';
import { type BuilderView, signs } from './builder-view.ts';

/** The way to start from a template, offered as long as nothing else has been put in. */
export function templateEntry(view: BuilderView): TemplateResult | typeof nothing {
  const { t, draft, templates, starting, act } = view;
  const { collection, uploads } = draft;
  if (starting) return starting.tools.templateStart(view, starting.start);
  if (!templates || !collection || !isBlank(collection) || uploads.length > 0) return nothing;
  return html`<div>
    <button class="button" id="from-template" type="button" @click=${() => act.openTemplates()}>
      ${signs.file}${t.term('fromTemplate')}
    </button>
  </div>`;
}
