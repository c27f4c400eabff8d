type Child = Node | string | number | false | null | undefined;
type Handler = (event: Event) => void;

/**
 * Makes an element. `on…` members are listeners, `true` is an attribute without a value, `false` and undefined none. Text
 * is always text: nothing here reads HTML.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined | Handler>> = {},
  ...children: (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children.flat() as Child[]) {
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** Puts new content in a place; focus, caret, open details and scroll stay on what has the same `data-key`. */
export function replaceContent(place: HTMLElement, ...content: Child[]): void {
  const active = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const key = active && place.contains(active) ? active.dataset['key'] : undefined;
  const caret = active instanceof HTMLInputElement && active.type === 'search' ? active.selectionStart : null;
  const open = new Set(
    [...place.querySelectorAll<HTMLElement>('details[open][data-key]')].map((of) => of.dataset['key']),
  );
  place.replaceChildren(...content.filter((child): child is Node => child instanceof Node));
  for (const details of place.querySelectorAll<HTMLElement>('details[data-key]'))
    if (open.has(details.dataset['key'])) details.setAttribute('open', '');
  if (key === undefined) return;
  const again = [...place.querySelectorAll<HTMLElement>('[data-key]')].find((of) => of.dataset['key'] === key);
  again?.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && caret !== null) again.setSelectionRange(caret, caret);
}

/** Says something to those who do not see it. */
export function announce(text: string): void {
  const region = document.querySelector('#live');
  if (region) region.textContent = text;
}

/** Says for a moment, to everybody, how something went. */
export function toast(text: string, bad = false): void {
  const place = document.querySelector('#toast');
  if (!place) return;
  place.replaceChildren(h('p', { class: bad ? 'toast bad' : 'toast' }, text));
  window.setTimeout(() => place.replaceChildren(), 6000);
}

/** An empty place with what would fill it. */
export const emptyState = (title: string, hint: string): HTMLElement =>
  h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), h('p', {}, hint));

/** A button that copies a text and says so. */
export function copyButton(text: string, label: string, done: string, name = label): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'small', 'aria-label': name }, label);
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = done;
      announce(done);
      window.setTimeout(() => (button.textContent = label), 2000);
    });
  });
  return button;
}
