import { ApiError, call } from '../api.ts';
import { emptyState, h, replaceContent, toast } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { shortDateTime, words } from '../words.ts';

interface Check {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly submittedAt: string;
}

let checks: Check[] = [];
const reasons = new Map<string, string>();

/** Identity documents that wait for a decision. */
export const identity: View = {
  name: 'identity',
  async load() {
    try {
      checks = (await call<{ data: Check[] }>('GET', 'identity')).data;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      checks = [];
    }
  },
  render(place) {
    const w = words();
    replaceContent(
      place,
      checks.length === 0 ? emptyState(w.noIdentity, w.noIdentityHint) : h('div', { class: 'cards' }, checks.map(card)),
    );
  },
};

function card({ id, name, email, submittedAt }: Check): HTMLElement {
  const w = words();
  const field = h('input', {
    id: `reason-${id}`,
    'data-key': `reason-${id}`,
    value: reasons.get(id) ?? '',
    oninput: (event) => reasons.set(id, (event.target as HTMLInputElement).value),
  });
  const decide = (decision: object) =>
    void attempt(async () => {
      await call('POST', `identity/${encodeURIComponent(id)}`, decision);
      toast(w.decided);
      refresh();
    });
  const reject = () => {
    if (field.value.trim() === '') field.focus();
    else decide({ decision: 'rejected', reason: field.value.trim() });
  };
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, name),
    h('p', { class: 'soft' }, `${email} · ${shortDateTime(submittedAt)}`),
    h('label', { for: `reason-${id}` }, w.reason),
    field,
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', onclick: () => decide({ decision: 'accepted' }) }, w.accept),
      h('button', { type: 'button', class: 'danger', onclick: reject }, w.reject),
    ),
  );
}
