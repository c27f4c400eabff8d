/** Languages that every catalogue must carry; French is the default. */
export const languages = ['fr', 'en'] as const;
/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** One element's words. `name` is the element's tag without `jse-`; it prefixes the keys. English is loaded when asked for. */
export interface Catalogue<Name extends string = string, Terms extends object = object> {
  readonly name: Name;
  readonly fr: Terms;
  readonly en: () => Promise<Terms>;
}

/**
 * An element's catalogue. How an author adds one: `x.terms.fr.ts` exports a plain object `fr` (a value is a string or
 * a function of typed arguments) and `type XTerms = typeof fr`; `x.terms.en.ts` exports `en: XTerms`, so that a
 * missing term is a type error; `x.terms.ts` exports `defineTerms('x', fr, async () => (await import('./x.terms.en.ts')).en)`;
 * one line goes to `strings.ts`.
 */
export function defineTerms<Name extends string, Terms extends object>(
  name: Name,
  fr: Terms,
  en: () => Promise<Terms>,
): Catalogue<Name, Terms> {
  return { name, fr, en };
}

/** English of catalogues: the words, or the promise of them. */
const english = new WeakMap<Catalogue, object>();

/** A catalogue's words in a language; undefined while they are not there. */
export function wordsOf<Terms extends object>(
  catalogue: Catalogue<string, Terms>,
  language: Language,
): Terms | undefined {
  if (language === 'fr') return catalogue.fr;
  const known = english.get(catalogue);
  return known instanceof Promise ? undefined : (known as Terms | undefined);
}

/**
 * Has a catalogue's words loaded: a promise while they are on their way, undefined once they are there. Words that could
 * not be loaded are asked for again next time; French stands in.
 */
export function loadWords(catalogue: Catalogue, language: Language): Promise<unknown> | undefined {
  if (wordsOf(catalogue, language)) return undefined;
  let loading = english.get(catalogue);
  if (!loading) {
    loading = catalogue.en().then(
      (terms) => english.set(catalogue, terms),
      () => english.delete(catalogue),
    );
    english.set(catalogue, loading);
  }
  return loading as Promise<unknown>;
}
