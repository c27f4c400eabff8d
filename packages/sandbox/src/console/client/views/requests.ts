import { call } from '../api.ts';
import { copyButton, emptyState, h, replaceContent } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { timeOfDay, words } from '../words.ts';

interface Entry {
  readonly id: string;
  readonly requestId: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly sdkCall: string | null;
  readonly caller: string;
  readonly status: number;
  readonly code: string | null;
  readonly detail: string | null;
  readonly milliseconds: number;
  readonly replayed: boolean;
  readonly body: unknown;
}

let entries: Entry[] = [];
let outcome = '';

/** The calls of the API with the SDK's call that makes each. */
export const requests: View = {
  name: 'requests',
  async load() {
    entries = (await call<{ data: Entry[] }>('GET', `requests?limit=100${outcome && `&outcome=${outcome}`}`)).data;
  },
  render(place) {
    const w = words();
    const content =
      entries.length === 0
        ? emptyState(w.noRequest, w.noRequestHint)
        : h('ol', { class: 'requests', 'aria-label': w.requests }, entries.map(row));
    replaceContent(place, toolbar(), content);
  },
};

function toolbar(): HTMLElement {
  const w = words();
  const choices = [
    ['', w.outcomeAll],
    ['ok', w.outcomeOk],
    ['refused', w.outcomeRefused],
    ['failed', w.outcomeFailed],
  ] as const;
  const options = choices.map(([value, label]) =>
    h(
      'label',
      {},
      h('input', {
        type: 'radio',
        name: 'outcome',
        value,
        checked: outcome === value,
        'data-key': `outcome-${value}`,
        onchange: () => {
          outcome = value;
          refresh();
        },
      }),
      h('span', {}, label),
    ),
  );
  const clear = () =>
    void attempt(async () => {
      await call('DELETE', 'requests');
      refresh();
    });
  return h(
    'div',
    { class: 'toolbar' },
    h('fieldset', { class: 'segments' }, h('legend', { class: 'hidden' }, w.outcome), options),
    h('button', { type: 'button', class: 'quiet push', disabled: entries.length === 0, onclick: clear }, w.clear),
  );
}

function row(entry: Entry): HTMLElement {
  const w = words();
  const kind = entry.status >= 500 ? 'failed' : entry.status >= 400 ? 'refused' : 'ok';
  return h(
    'li',
    {},
    h(
      'details',
      { 'data-key': entry.id },
      h(
        'summary',
        { 'data-key': `summary-${entry.id}` },
        h('span', { class: `status ${kind}` }, entry.status),
        h('code', { class: 'sdk' }, entry.sdkCall ?? `${entry.method} ${entry.path}`),
        h('span', { class: 'soft took' }, `${entry.milliseconds} ms`),
        h('time', { class: 'soft', datetime: entry.at }, timeOfDay(entry.at)),
      ),
      h(
        'dl',
        { class: 'facts' },
        fact('HTTP', h('code', {}, `${entry.method} ${entry.path}`)),
        fact(
          w.operation,
          `${entry.operation ?? '—'}${entry.sdkCall === null ? ` (${w.noSdk})` : ''}${entry.replayed ? ` · ${w.replayed}` : ''}`,
        ),
        fact(w.requestId, h('code', {}, entry.requestId), ' ', copyButton(entry.requestId, w.copy, w.copied)),
        entry.caller !== '' && fact(w.caller, entry.caller),
        entry.code !== null && fact(w.error, h('code', {}, entry.code), ` ${entry.detail ?? ''}`),
        entry.body !== null && fact(w.body, h('pre', { tabindex: 0 }, JSON.stringify(entry.body, null, 2))),
      ),
    ),
  );
}

const fact = (term: string, ...value: (Node | string)[]): HTMLElement =>
  h('div', {}, h('dt', {}, term), h('dd', {}, ...value));
