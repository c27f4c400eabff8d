import { call } from '../api.ts';
import { emptyState, h, replaceContent, toast } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { euros, words } from '../words.ts';

interface Firm {
  readonly id: string;
  readonly name: string;
  readonly siren: string;
  readonly creditCents: number;
  readonly collections: Readonly<Record<string, number>>;
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly phone: string;
    readonly role: 'expert' | 'collaborator';
    readonly delegations: readonly string[];
  }[];
}

let firmsNow: Firm[] = [];
const typed = new Map<string, string>();

/** The firms, their people and their credit. */
export const firms: View = {
  name: 'firms',
  async load() {
    firmsNow = (await call<{ data: Firm[] }>('GET', 'firms')).data;
  },
  render(place) {
    const w = words();
    replaceContent(
      place,
      firmsNow.length === 0 ? emptyState(w.noFirm, w.noFirmHint) : h('div', { class: 'cards' }, firmsNow.map(card)),
    );
  },
};

function card(firm: Firm): HTMLElement {
  const w = words();
  const counts = Object.entries(firm.collections).map(([state, count]) =>
    h('li', {}, `${w.states[state] ?? state} `, h('strong', {}, count)),
  );
  return h(
    'section',
    { class: 'card', 'aria-labelledby': `firm-${firm.id}` },
    h(
      'div',
      { class: 'card-head' },
      h(
        'div',
        {},
        h('h2', { id: `firm-${firm.id}` }, firm.name),
        h('p', { class: 'soft' }, `SIREN ${firm.siren.replaceAll(/(\d{3})(?=\d)/g, '$1 ')}`),
      ),
      h('p', { class: 'credit' }, h('span', { class: 'soft' }, w.credit), h('strong', {}, euros(firm.creditCents))),
    ),
    topUp(firm),
    counts.length > 0 && h('h3', {}, w.collections),
    counts.length > 0 && h('ul', { class: 'tally' }, counts),
    h('h3', {}, w.members),
    h(
      'ul',
      { class: 'lines' },
      firm.members.map(({ name, email, phone, role, delegations }) =>
        h(
          'li',
          {},
          h('span', {}, h('strong', {}, name), h('small', { class: 'soft' }, `${w[role]} · ${email} · ${phone}`)),
          h(
            'span',
            { class: 'tags' },
            delegations.length === 0
              ? h('span', { class: 'soft' }, w.noRight)
              : delegations.map((right) => h('span', { class: 'tag' }, w.rights[right] ?? right)),
          ),
        ),
      ),
    ),
  );
}

function topUp(firm: Firm): HTMLElement {
  const w = words();
  const id = `amount-${firm.id}`;
  const field = h('input', {
    id,
    'data-key': id,
    inputmode: 'decimal',
    autocomplete: 'off',
    value: typed.get(firm.id) ?? '100',
    oninput: (event) => typed.set(firm.id, (event.target as HTMLInputElement).value),
  });
  const submit = (event: Event) => {
    event.preventDefault();
    const amountCents = Math.round(Number(field.value.replaceAll(/[\s€]/g, '').replace(',', '.')) * 100);
    if (!(amountCents >= 1 && amountCents <= 100_000_000)) {
      toast(w.amountWrong, true);
      field.setAttribute('aria-invalid', 'true');
      field.focus();
      return;
    }
    void attempt(async () => {
      const { creditCents } = await call<{ creditCents: number }>('POST', 'credit', { firmId: firm.id, amountCents });
      toast(`${w.toppedUp} : ${firm.name}, ${euros(creditCents)}`);
      refresh();
    });
  };
  return h(
    'form',
    { class: 'inline', onsubmit: submit, novalidate: true },
    h('label', { for: id }, w.amount),
    field,
    h('button', { type: 'submit', 'data-key': `top-up-${firm.id}`, 'aria-label': `${w.topUp} ${firm.name}` }, w.topUp),
  );
}
