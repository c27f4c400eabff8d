import { call } from '../api.ts';
import { announce, h, replaceContent } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { currentLanguage, dateTime, shortDateTime, words } from '../words.ts';

/** What the clock tells. */
export interface ClockState {
  readonly now: string;
  readonly real: string;
  readonly next: readonly {
    readonly kind: string;
    readonly at: string;
    readonly attempts: number;
    readonly error: string | null;
  }[];
  readonly done?: readonly { readonly kind: string; readonly count: number }[];
}

let state: ClockState | undefined;
let done: ClockState['done'];
let moving = false;

/** The clock and what comes due. */
export const clock: View = {
  name: 'clock',
  async load() {
    state = await call<ClockState>('GET', 'clock');
  },
  render(place) {
    const w = words();
    if (!state) return;
    const ahead = Math.round((Date.parse(state.now) - Date.parse(state.real)) / 1000);
    replaceContent(
      place,
      h(
        'section',
        { class: 'card' },
        h('h2', {}, w.nowIs),
        h('p', { class: 'big' }, h('time', { datetime: state.now, id: 'platform-time' }, dateTime(state.now))),
        h('p', { class: 'soft' }, ahead < 2 ? w.inTime : `${w.ahead} ${duration(ahead)}`),
        h(
          'div',
          { class: 'chips', role: 'group', 'aria-label': w.advance },
          chip(w.hour, { milliseconds: 3_600_000 }),
          chip(w.day, { milliseconds: 86_400_000 }),
          chip(w.fifteen, { milliseconds: 15 * 86_400_000 }),
          chip(w.month, { months: 1 }),
        ),
        h('p', { class: 'soft' }, w.forwardOnly),
      ),
      done !== undefined &&
        h(
          'section',
          { class: 'card' },
          h('h2', {}, w.done),
          done.length === 0
            ? h('p', { class: 'soft' }, w.nothingDone)
            : h(
                'ul',
                { class: 'tally' },
                done.map(({ kind, count }) => h('li', {}, h('strong', {}, count), ` ${w.jobs[kind] ?? kind}`)),
              ),
        ),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, w.next),
        state.next.length === 0
          ? h('p', { class: 'soft' }, w.noNext)
          : h(
              'ul',
              { class: 'lines' },
              state.next.map(({ kind, at, attempts, error }) =>
                h(
                  'li',
                  {},
                  h(
                    'span',
                    {},
                    w.jobs[kind] ?? kind,
                    error !== null && h('small', { class: 'bad' }, ` ${w.retry} ${attempts} · ${error}`),
                  ),
                  h('time', { class: 'soft', datetime: at }, shortDateTime(at)),
                ),
              ),
            ),
      ),
    );
  },
};

function chip(label: string, by: { milliseconds: number } | { months: number }): HTMLElement {
  const move = () =>
    void attempt(async () => {
      moving = true;
      refresh();
      try {
        state = await call<ClockState>('POST', 'clock', by);
        done = state.done;
        announce(`${words().nowIs} : ${dateTime(state.now)}`);
      } finally {
        moving = false;
        refresh();
      }
    });
  return h(
    'button',
    { type: 'button', class: 'chip', disabled: moving, 'data-key': `chip-${label}`, onclick: move },
    `+ ${label}`,
  );
}

function duration(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 && parts.length < 2)
      parts.push(new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  }
  return parts.join(' ');
}
