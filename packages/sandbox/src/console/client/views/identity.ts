import { call } from '../api.ts';
import { emptyState, h, replaceContent, toast } from '../dom.ts';
import { attempt, refresh, type View } from '../view.ts';
import { shortDateTime, words } from '../words.ts';

interface Image {
  readonly type: string;
  readonly base64: string;
}
interface Check {
  readonly id: string;
  readonly state: string;
  readonly signer: { readonly name: string; readonly email: string };
  readonly collection: { readonly title: string; readonly firm: string };
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}
type Images = Readonly<Record<'front' | 'back', Image | null>>;

let checks: Check[] = [];
const images = new Map<string, Images>();
const reasons = new Map<string, string>();

/** The desk of the registration authority: identity documents that wait for a decision, and those decided. */
export const identity: View = {
  name: 'identity',
  async load() {
    checks = (await call<{ data: Check[] }>('GET', 'identity')).data;
    for (const { id } of checks.filter(isPending))
      if (!images.has(id)) images.set(id, await call<Images>('GET', `identity/${encodeURIComponent(id)}`));
    // What was decided is erased on the platform, and here.
    for (const id of images.keys()) if (!checks.some((of) => of.id === id && isPending(of))) images.delete(id);
  },
  render(place) {
    const w = words();
    const [open, decided] = [checks.filter(isPending), checks.filter((of) => !isPending(of))];
    replaceContent(
      place,
      open.length === 0 ? emptyState(w.noIdentity, w.noIdentityHint) : h('div', { class: 'cards' }, open.map(card)),
      decided.length > 0 &&
        h(
          'section',
          { class: 'card decided' },
          h('h2', {}, w.decidedOnes),
          h('ul', { class: 'lines' }, decided.map(line)),
        ),
    );
  },
};

const isPending = ({ state }: Check): boolean => state === 'pending';

function card({ id, signer, collection, submittedAt }: Check): HTMLElement {
  const w = words();
  const title = `identity-${id}`;
  const field = h('input', {
    id: `reason-${id}`,
    'data-key': `reason-${id}`,
    maxlength: 500,
    value: reasons.get(id) ?? '',
    oninput: (event) => reasons.set(id, (event.target as HTMLInputElement).value),
  });
  const decide = (decision: object) =>
    void attempt(async () => {
      await call('POST', `identity/${encodeURIComponent(id)}`, decision);
      reasons.delete(id);
      toast(`${w.decided} : ${signer.name}`);
      refresh();
    });
  const reject = () => {
    const reason = field.value.trim();
    field.toggleAttribute('aria-invalid', reason === '');
    if (reason === '') field.focus();
    else decide({ decision: 'reject', reason });
  };
  const sides = (['front', 'back'] as const).map((side) => picture(images.get(id)?.[side] ?? null, w[side]));
  return h(
    'section',
    { class: 'card', 'aria-labelledby': title },
    h('h2', { id: title }, signer.name),
    h(
      'p',
      { class: 'soft' },
      `${signer.email} · ${collection.firm} · ${collection.title} · ${shortDateTime(submittedAt)}`,
    ),
    h('div', { class: 'sides' }, sides),
    h('label', { for: `reason-${id}` }, w.reason),
    field,
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        {
          type: 'button',
          'data-key': `accept-${id}`,
          'aria-describedby': title,
          onclick: () => decide({ decision: 'accept' }),
        },
        w.accept,
      ),
      h(
        'button',
        { type: 'button', class: 'danger', 'data-key': `reject-${id}`, 'aria-describedby': title, onclick: reject },
        w.reject,
      ),
    ),
  );
}

function picture(image: Image | null, label: string): HTMLElement {
  const shown = image && h('img', { src: `data:${image.type};base64,${image.base64}`, alt: label });
  return h('figure', {}, shown, h('figcaption', { class: 'soft' }, label));
}

function line({ signer, state, reason, decidedAt, submittedAt }: Check): HTMLElement {
  const good = state === 'accepted';
  return h(
    'li',
    {},
    h('span', {}, h('strong', {}, signer.name), reason !== null && h('small', { class: 'soft' }, reason)),
    h(
      'span',
      {},
      h('span', { class: `status ${good ? 'ok' : 'refused'}` }, good ? words().accepted : words().rejected),
      ' ',
      h('time', { class: 'soft' }, shortDateTime(decidedAt ?? submittedAt)),
    ),
  );
}
