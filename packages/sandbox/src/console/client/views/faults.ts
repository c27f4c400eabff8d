import { call } from '../api.ts';
import { h, replaceContent, toast } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { words } from '../words.ts';

/** The faults in force. */
export interface FaultState {
  readonly latencyMs: number;
  readonly errorPercent: number;
  readonly smsLostPercent: number;
  readonly emailLostPercent: number;
}

const fields = [
  ['latencyMs', 30_000, 100, 'ms'],
  ['errorPercent', 100, 1, '%'],
  ['smsLostPercent', 100, 1, '%'],
  ['emailLostPercent', 100, 1, '%'],
] as const;
const none: FaultState = { latencyMs: 0, errorPercent: 0, smsLostPercent: 0, emailLostPercent: 0 };
let inForce: FaultState = none;
let wanted: Record<string, number> | undefined;

/** The faults as words, empty where none is on. */
export function faultList(state: FaultState): string {
  const w = words();
  return fields
    .filter(([name]) => state[name] > 0)
    .map(([name, , , unit]) => `${w[name]} : ${state[name]} ${unit}`)
    .join(' · ');
}

/** Choosing what goes wrong. */
export const faults: View = {
  name: 'faults',
  async load() {
    inForce = await call<FaultState>('GET', 'faults');
  },
  render(place) {
    const w = words();
    const values: Record<string, number> = wanted ?? { ...inForce };
    const rows = fields.map(([name, max, step, unit]) =>
      h(
        'div',
        { class: 'field' },
        h('label', { for: name }, w[name]),
        h(
          'div',
          { class: 'measure' },
          h('input', {
            id: name,
            name,
            type: 'number',
            min: 0,
            max,
            step,
            required: true,
            value: values[name] ?? 0,
            'data-key': name,
            'aria-describedby': name === 'errorPercent' ? 'error-hint' : undefined,
            oninput: (event) => {
              wanted = { ...values, ...wanted, [name]: (event.target as HTMLInputElement).valueAsNumber || 0 };
            },
          }),
          h('span', { 'aria-hidden': 'true' }, unit),
        ),
        name === 'errorPercent' && h('p', { class: 'soft', id: 'error-hint' }, w.errorHint),
      ),
    );
    const submit = (event: Event) => {
      event.preventDefault();
      void attempt(() => put({ ...inForce, ...wanted }, words().applied));
    };
    const off = faultList(inForce) === '';
    replaceContent(
      place,
      h(
        'form',
        { class: 'card narrow', onsubmit: submit },
        h('p', {}, w.faultsLead),
        rows,
        h(
          'div',
          { class: 'actions' },
          h('button', { type: 'submit', 'data-key': 'apply' }, w.apply),
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              disabled: off,
              'data-key': 'stop',
              onclick: () => void attempt(() => put(none, w.stopped)),
            },
            w.stopFaults,
          ),
        ),
      ),
    );
  },
};

async function put(next: FaultState, said: string): Promise<void> {
  inForce = await call<FaultState>('PUT', 'faults', next);
  wanted = undefined;
  toast(said);
  refresh();
}
