import { ContextConsumer } from '@lit/context';
import { type FunctionParams, LocalizeController } from '@shoelace-style/localize';
import type { ReactiveElement } from 'lit';
import { localeContext } from '../context/locale-context.ts';
import { type Catalogue, type Language, languages, registerCatalogue } from './catalogue.ts';

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

/** The library's controller with the language rule of {@link Localize} in place of its own. */
class Localizer extends LocalizeController {
  readonly #element: ReactiveElement;
  readonly #language: () => string;
  #observer: MutationObserver | undefined;

  constructor(element: ReactiveElement, language: () => string) {
    super(element);
    this.#element = element;
    this.#language = language;
  }

  override hostConnected(): void {
    super.hostConnected();
    this.#observer ??= new MutationObserver(() => {
      this.#element.requestUpdate();
    });
    this.#observer.observe(this.#element, { attributeFilter: ['lang'] });
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#observer?.disconnect();
  }

  override lang(): string {
    return this.#language();
  }
}

/**
 * An element's words and number formats: `private readonly t = new Localize(this, xTerms)`, then `this.t.term('key',
 * …args)`. Language: the element's `lang`, else the provider's, else the nearest `lang` above; what is neither French
 * nor English falls back to French. The provider's `strings` override single terms.
 */
export class Localize<Terms extends object> {
  readonly #element: ReactiveElement;
  readonly #catalogue: Catalogue<string, Terms>;
  readonly #locale: ContextConsumer<typeof localeContext, ReactiveElement>;
  readonly #localizer: Localizer;

  /** Attaches to the element and makes the catalogue known. */
  constructor(element: ReactiveElement, catalogue: Catalogue<string, Terms>) {
    this.#element = element;
    this.#catalogue = catalogue;
    registerCatalogue(catalogue);
    this.#localizer = new Localizer(element, () => this.lang());
    this.#locale = new ContextConsumer(element, {
      context: localeContext,
      subscribe: true,
      callback: () => {
        element.requestUpdate();
      },
    });
  }

  /** The full language tag in force (`fr`, `fr-CA`, `en-GB`); give it as `lang` to elements rendered inside. */
  lang(): string {
    const asked = this.#element.lang || this.#locale.value?.lang || inheritedLanguage(this.#element) || 'fr';
    try {
      const { language, baseName } = new Intl.Locale(asked.replaceAll('_', '-'));
      return (languages as readonly string[]).includes(language) ? baseName : 'fr';
    } catch {
      return 'fr';
    }
  }

  /** {@link Localize.lang} without its region: the language of the words. */
  language(): Language {
    return new Intl.Locale(this.lang()).language as Language;
  }

  /** The words for a key of this element's catalogue; arguments as the term's function takes them. */
  term<K extends keyof Terms & string>(key: K, ...args: FunctionParams<Terms[K]>): string {
    const strings = this.#locale.value?.strings as Record<string, Record<string, unknown>> | undefined;
    const override = strings?.[this.#catalogue.name]?.[key];
    if (typeof override === 'function') return String((override as (...values: unknown[]) => unknown)(...args));
    if (typeof override === 'string') return override;
    const term = this.#localizer.term.bind(this.#localizer) as (key: string, ...values: unknown[]) => string;
    return term(`${this.#catalogue.name}.${key}`, ...args);
  }

  /** A number in the language in force. */
  number(value: number, options?: Intl.NumberFormatOptions): string {
    return this.#localizer.number(value, options);
  }

  /** A date in the language in force; give a `timeZone` where the moment matters. */
  date(value: Date | string, options?: Intl.DateTimeFormatOptions): string {
    return this.#localizer.date(value, options);
  }

  /** A span of time in the language in force ("dans 3 jours"). */
  relativeTime(value: number, unit: Intl.RelativeTimeFormatUnit, options?: Intl.RelativeTimeFormatOptions): string {
    return this.#localizer.relativeTime(value, unit, options);
  }
}
