import { sendKeys } from '@web/test-runner-commands';
import { pressWith } from './press-with.ts';

const mostTabs = 80;

/** Gets about an element by the Tab key alone, as somebody without a pointer does; shadow roots included. */
export class KeyboardWay {
  readonly #element: HTMLElement;

  /** Begins wherever the focus is; if it is outside, at the element. */
  constructor(element: HTMLElement) {
    this.#element = element;
    if (!element.matches(':focus-within')) this.#begin();
  }

  #begin(): void {
    window.focus();
    this.#element.tabIndex = -1;
    this.#element.focus();
    this.#element.removeAttribute('tabindex');
  }

  /** What has the focus, in the innermost shadow root. */
  get focused(): HTMLElement {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (active ?? this.#element) as HTMLElement;
  }

  /** Presses Tab, or Shift and Tab where it stands before the focus, until the focus is on what is looked for. */
  async tabTo(found: (element: HTMLElement) => boolean): Promise<void> {
    for (let tabs = 0; tabs < mostTabs; tabs += 1) {
      if (found(this.focused)) return;
      // Behind the last control Firefox goes to its own, from where the person comes back to the first.
      if (this.focused === document.body && !document.hasFocus()) this.#begin();
      await this.#tab(this.#standsBefore(found));
    }
    throw new Error(`Not reached in ${mostTabs} tabs; the focus is on ${this.focused.outerHTML.slice(0, 120)}`);
  }

  async #tab(backwards: boolean): Promise<void> {
    if (backwards) await pressWith('Shift', 'Tab');
    else await sendKeys({ press: 'Tab' });
  }

  /** Whether what is looked for stands before the focus: driven by tests, Firefox's own controls swallow keys. */
  #standsBefore(found: (element: HTMLElement) => boolean): boolean {
    const all = [...inOrder(this.#element.shadowRoot ?? this.#element), ...inOrder(this.#element)];
    const [target, focus] = [all.findIndex(found), all.indexOf(this.focused)];
    return target >= 0 && focus > target && !all.slice(focus).some(found);
  }

  /** Goes to the button that bears these words and presses Enter. */
  async press(words: string | RegExp): Promise<void> {
    await this.tabTo((element) => {
      const name = element.getAttribute('aria-label') ?? element.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      return element.matches('button') && (typeof words === 'string' ? name === words : words.test(name));
    });
    await sendKeys({ press: 'Enter' });
  }
}

/** All elements below one, those of shadow roots included, as the focus goes through them. */
function* inOrder(root: ParentNode): Generator<HTMLElement> {
  for (const child of root.children) {
    if (!(child instanceof HTMLElement)) continue;
    yield child;
    if (child.shadowRoot) yield* inOrder(child.shadowRoot);
    yield* inOrder(child);
  }
}
