import { call } from '../api.ts';
import { announce, copyButton, emptyState, h, replaceContent } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { dateTime, shortDateTime, words } from '../words.ts';

interface Message {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
}

const filter = { search: '', channel: '' };
let messages: Message[] = [];
let known: Set<string> | undefined;
let chosen = '';

/** The inbox of every e-mail and SMS. */
export const inbox: View = {
  name: 'inbox',
  async load() {
    const query = new URLSearchParams({ limit: '300' });
    if (filter.search !== '') query.set('search', filter.search);
    if (filter.channel !== '') query.set('channel', filter.channel);
    const { data } = await call<{ data: Message[] }>('GET', `outbox?${query}`);
    messages = data.toReversed();
    const fresh = known ? messages.filter(({ id }) => !known?.has(id)).length : 0;
    known = new Set([...(known ?? []), ...messages.map(({ id }) => id)]);
    if (fresh > 0) announce(`${fresh} ${words().newMessages}`);
    if (chosen !== '' && !messages.some(({ id }) => id === chosen)) chosen = '';
  },
  render(place) {
    replaceContent(place, toolbar(), h('div', { class: chosen ? 'split reading' : 'split' }, list(), reader()));
  },
};

function toolbar(): HTMLElement {
  const w = words();
  const search = h('input', {
    type: 'search',
    id: 'inbox-search',
    'data-key': 'inbox-search',
    placeholder: w.searchInbox,
    'aria-label': w.search,
    value: filter.search,
    oninput: (event) => {
      filter.search = (event.target as HTMLInputElement).value;
      refresh();
    },
  });
  const choices = [
    ['', w.all],
    ['email', w.emails],
    ['sms', w.sms],
  ] as const;
  const channels = choices.map(([value, label]) =>
    h(
      'label',
      {},
      h('input', {
        type: 'radio',
        name: 'channel',
        value,
        checked: filter.channel === value,
        'data-key': `channel-${value}`,
        onchange: () => {
          filter.channel = value;
          refresh();
        },
      }),
      h('span', {}, label),
    ),
  );
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      disabled: messages.length === 0,
      onclick: () =>
        void attempt(async () => {
          await call('DELETE', 'outbox');
          refresh();
        }),
    },
    w.clear,
  );
  return h(
    'div',
    { class: 'toolbar' },
    search,
    h('fieldset', { class: 'segments' }, h('legend', { class: 'hidden' }, w.kind), channels),
    clear,
  );
}

function list(): HTMLElement {
  const w = words();
  if (messages.length === 0) {
    const filtered = filter.search !== '' || filter.channel !== '';
    return filtered ? emptyState(w.noMatch, '') : emptyState(w.noMessage, w.noMessageHint);
  }
  const items = messages.map((message) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'message',
          'data-key': message.id,
          'aria-current': message.id === chosen ? 'true' : undefined,
          onclick: () => {
            chosen = message.id;
            refresh();
          },
        },
        h('span', { class: `channel ${message.channel}` }, message.channel === 'sms' ? w.sms : w.email),
        h('time', { datetime: message.at }, shortDateTime(message.at)),
        h('strong', {}, message.subject || (message.text.split('\n')[0] ?? '')),
        h('span', { class: 'soft' }, message.to),
      ),
    ),
  );
  return h('ul', { class: 'messages', 'aria-label': w.inbox }, items);
}

function reader(): HTMLElement {
  const w = words();
  const message = messages.find(({ id }) => id === chosen);
  if (!message) return h('div', { class: 'reader none' }, messages.length > 0 && h('p', { class: 'soft' }, w.pick));
  const code = message.channel === 'sms' ? /^\d{6}(?= )/.exec(message.text)?.[0] : undefined;
  const back = h(
    'button',
    {
      type: 'button',
      class: 'quiet back',
      onclick: () => {
        chosen = '';
        refresh();
      },
    },
    `← ${w.toList}`,
  );
  return h(
    'article',
    { class: 'reader', 'aria-label': message.subject || w.sms },
    back,
    message.subject !== '' && h('h2', {}, message.subject),
    h('p', { class: 'soft' }, `${w.to} ${message.to} · ${dateTime(message.at)}`),
    code !== undefined &&
      h(
        'p',
        { class: 'code' },
        h('span', { class: 'soft' }, w.code),
        h('output', { 'data-code': true }, code),
        copyButton(code, w.copy, w.copied, w.copyCode),
      ),
    h('div', { class: 'letter' }, ...linked(message.text)),
  );
}

/** The text with its web addresses as links. */
function linked(text: string): (Node | string)[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) => {
    if (at % 2 === 0) return part;
    const title = `${words().openLink} ${words().newTab}`;
    return h('a', { href: part, target: '_blank', rel: 'noopener noreferrer', title }, part);
  });
}
