import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';
import { localeContext } from '../context/locale-context.ts';
import { type Catalogue, type Language, languages, loadWords, wordsOf } from './catalogue.ts';
import { typeset } from './typeset.ts';

/** The language tag that applies at an element: its own `lang`, or that of the nearest ancestor across shadow roots. */
function inheritedLanguage(element: Element): string | undefined {
  for (let node: Element | null = element; node;) {
    const holder: Element | null = node.closest('[lang]:not([lang=""])');
    if (holder) return (holder as HTMLElement).lang;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

/** What was asked for last, and what it comes to: with every word it is asked for again. */
let last = '';
let tag = 'fr';

function tagOf(asked: string): string {
  try {
    const { language, baseName } = new Intl.Locale(asked.replaceAll('_', '-'));
    return (languages as readonly string[]).includes(language) ? baseName : 'fr';
  } catch {
    return 'fr';
  }
}

/** The arguments of a term. */
type Arguments<Term> = Term extends (...args: infer A) => string ? A : [];

const connected = new Set<ReactiveElement>();
let observer: MutationObserver | undefined;

/** Renders anew whom a `lang` concerns: the document's all, an element's own the element. */
function observeLanguage(element: ReactiveElement): void {
  observer ??= new MutationObserver((changes) => {
    for (const { target } of changes) {
      for (const one of connected) if (target === one || target === document.documentElement) one.requestUpdate();
    }
  });
  observer.observe(document.documentElement, { attributeFilter: ['lang'] });
  observer.observe(element, { attributeFilter: ['lang'] });
  connected.add(element);
}

/**
 * An element's words and number formats: `private readonly t = new Localize(this, xTerms)`, then `this.t.term('key',
 * …args)`. Language: the element's `lang`, else the provider's, else the nearest `lang` above; what is neither French
 * nor English falls back to French. The provider's `strings` override single terms.
 */
export class Localize<Terms extends object> implements ReactiveController {
  readonly #element: ReactiveElement;
  readonly #catalogue: Catalogue<string, Terms>;
  readonly #locale: ContextConsumer<typeof localeContext, ReactiveElement>;

  /** Attaches to the element. */
  constructor(element: ReactiveElement, catalogue: Catalogue<string, Terms>) {
    this.#element = element;
    this.#catalogue = catalogue;
    this.#locale = new ContextConsumer(element, {
      context: localeContext,
      subscribe: true,
      callback: () => {
        element.requestUpdate();
      },
    });
    element.addController(this);
  }

  /** @internal Called by the element. */
  hostConnected(): void {
    observeLanguage(this.#element);
  }

  /** @internal Called by the element. */
  hostDisconnected(): void {
    connected.delete(this.#element);
  }

  /** The full language tag in force (`fr`, `fr-CA`, `en-GB`); give it as `lang` to elements rendered inside. */
  lang(): string {
    const asked = this.#element.lang || this.#locale.value?.lang || inheritedLanguage(this.#element) || 'fr';
    if (asked !== last) [last, tag] = [asked, tagOf(asked)];
    return tag;
  }

  /** {@link Localize.lang} without its region: the language of the words. */
  language(): Language {
    return this.lang().slice(0, 2) as Language;
  }

  /** Resolves once the words of the language in force are there; undefined when they are. */
  get loading(): Promise<unknown> | undefined {
    return loadWords(this.#catalogue, this.language());
  }

  /** The words for a key of this element's catalogue; arguments as the term's function takes them. */
  term<K extends keyof Terms & string>(key: K, ...args: Arguments<Terms[K]>): string {
    const strings = this.#locale.value?.strings as Record<string, Record<string, unknown>> | undefined;
    const language = this.language();
    const words = wordsOf(this.#catalogue, language) ?? this.#catalogue.fr;
    const term: unknown = strings?.[this.#catalogue.name]?.[key] ?? words[key];
    const text = typeof term === 'function' ? (term as (...values: unknown[]) => unknown)(...args) : term;
    return typeset(`${text as string}`, language);
  }

  /** A number in the language in force. */
  number(value: number, options?: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(this.lang(), options).format(value);
  }

  /** A date in the language in force; give a `timeZone` where the moment matters. */
  date(value: Date | string, options?: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.lang(), options).format(new Date(value));
  }
}
