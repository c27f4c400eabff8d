import { call } from '../api.ts';
import { announce, h, replaceContent, toast } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { words } from '../words.ts';

type Seed = 'default' | 'several' | 'busy';
interface Founded {
  readonly firms: readonly { readonly id: string; readonly name: string }[];
}

const busyCollections = 200;
const atOnce = 10;
let seed: Seed = 'default';
let progress: { done: number; of: number } | undefined;

/** Seeds and reset. */
export const data: View = {
  name: 'data',
  load: () => Promise.resolve(),
  render(place) {
    const w = words();
    const choices = [
      ['default', w.seedDefault, w.seedDefaultHint],
      ['several', w.seedSeveral, w.seedSeveralHint],
      ['busy', w.seedBusy, w.seedBusyHint],
    ] as const;
    const options = choices.map(([value, label, hint]) =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: 'radio',
          name: 'seed',
          value,
          checked: seed === value,
          'data-key': `seed-${value}`,
          onchange: () => (seed = value),
        }),
        h('span', {}, h('strong', {}, label), h('small', { class: 'soft' }, hint)),
      ),
    );
    const ask = confirmation();
    const busy = progress !== undefined;
    replaceContent(
      place,
      h(
        'section',
        { class: 'card narrow' },
        h('fieldset', { class: 'choices' }, h('legend', {}, h('h2', {}, w.seed)), options),
        progress &&
          h(
            'p',
            { class: 'progress' },
            h('progress', { max: progress.of, value: progress.done, 'aria-label': w.adding }),
            ` ${progress.done} / ${progress.of}`,
          ),
        h(
          'div',
          { class: 'actions' },
          h(
            'button',
            {
              type: 'button',
              disabled: busy,
              'data-key': 'add',
              onclick: () => void attempt(() => found('seeds', w.added)),
            },
            w.add,
          ),
        ),
      ),
      h(
        'section',
        { class: 'card narrow' },
        h('h2', {}, w.reset),
        h('p', { class: 'soft' }, w.resetHint),
        h(
          'div',
          { class: 'actions' },
          h(
            'button',
            { type: 'button', class: 'danger', disabled: busy, 'data-key': 'reset', onclick: () => ask.showModal() },
            w.reset,
          ),
        ),
        ask,
      ),
    );
  },
};

function confirmation(): HTMLDialogElement {
  const w = words();
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'reset-title' },
    h('h2', { id: 'reset-title' }, w.resetAsk),
    h('p', {}, w.resetSure),
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        {
          type: 'button',
          class: 'danger',
          onclick: () => void (dialog.close(), attempt(() => found('reset', w.resetDone))),
        },
        w.reset,
      ),
      h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, w.cancel),
    ),
  );
  return dialog;
}

/** Founds the firms of the chosen seed; the collections of a busy one come in small portions, so that it shows. */
async function found(path: 'seeds' | 'reset', said: string): Promise<void> {
  const { firms } = await call<Founded>('POST', path, { seed });
  const firmId = firms[0]?.id;
  if (seed === 'busy' && firmId !== undefined) {
    try {
      for (let first = 0; first < busyCollections; first += atOnce) {
        progress = { done: first, of: busyCollections };
        if (first % 50 === 0) announce(`${words().adding} : ${first} / ${busyCollections}`);
        refresh();
        await call('POST', 'seeds/collections', { firmId, first, count: atOnce });
      }
    } finally {
      progress = undefined;
    }
  }
  toast(`${said} : ${firms.map(({ name }) => name).join(', ')}`);
  refresh();
}
