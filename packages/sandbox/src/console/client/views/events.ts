import { call } from '../api.ts';
import { emptyState, h, replaceContent } from '../dom.ts';
import type { View } from '../view.ts';
import { shortDateTime, words } from '../words.ts';

interface PlatformEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly at: string;
  readonly firm: string;
  readonly editor: string;
}
interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly editor: string;
  readonly state: 'enabled' | 'disabled';
  readonly disabledReason: string | null;
  readonly deliveries: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly error: string | null;
    readonly milliseconds: number;
  }[];
}

let list: PlatformEvent[] = [];
let endpoints: Endpoint[] = [];

/** What happened, and to whom it is told. */
export const events: View = {
  name: 'events',
  async load() {
    [{ data: list }, { data: endpoints }] = await Promise.all([
      call<{ data: PlatformEvent[] }>('GET', 'events'),
      call<{ data: Endpoint[] }>('GET', 'webhooks'),
    ]);
  },
  render(place) {
    const w = words();
    replaceContent(
      place,
      h(
        'section',
        { class: 'card' },
        h('h2', {}, w.webhooks),
        endpoints.length === 0
          ? h('p', { class: 'soft' }, w.noWebhook)
          : h('ul', { class: 'lines' }, endpoints.map(endpointRow)),
      ),
      list.length === 0
        ? emptyState(w.noEvent, w.noEventHint)
        : h('ol', { class: 'requests', 'aria-label': w.events }, list.map(eventRow)),
    );
  },
};

function endpointRow({ url, editor, state, disabledReason, deliveries }: Endpoint): HTMLElement {
  const last = deliveries[0];
  const outcome = last ? `${words().delivered} ${shortDateTime(last.at)} : ${last.status ?? last.error ?? ''}` : editor;
  return h(
    'li',
    {},
    h('span', {}, h('code', {}, url), h('small', { class: 'soft' }, disabledReason ?? outcome)),
    h('span', { class: `status ${state === 'enabled' ? 'ok' : 'refused'}` }, state),
  );
}

function eventRow({ id, type, data, at, firm }: PlatformEvent): HTMLElement {
  return h(
    'li',
    {},
    h(
      'details',
      { 'data-key': id },
      h(
        'summary',
        { 'data-key': `summary-${id}` },
        h('code', { class: 'sdk' }, type),
        h('span', { class: 'soft took' }, firm),
        h('time', { class: 'soft', datetime: at }, shortDateTime(at)),
      ),
      h(
        'div',
        { class: 'facts' },
        h('p', {}, h('code', {}, id)),
        h('pre', { tabindex: 0 }, JSON.stringify(data, null, 2)),
      ),
    ),
  );
}
