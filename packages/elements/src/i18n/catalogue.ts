import { registerTranslation } from '@shoelace-style/localize';

/** Languages that every catalogue must carry; French is the default. */
export const languages = ['fr', 'en'] as const;
/** One of {@link languages}. */
export type Language = (typeof languages)[number];

const headers = {
  fr: { $code: 'fr', $name: 'Français', $dir: 'ltr' },
  en: { $code: 'en', $name: 'English', $dir: 'ltr' },
} as const;

/** One element's words in all languages. `name` is the element's tag without `jse-`; it prefixes the keys. */
export interface Catalogue<Name extends string = string, Terms extends object = object> {
  readonly name: Name;
  readonly terms: Readonly<Record<Language, Terms>>;
}

/**
 * An element's catalogue. How an author adds one: `x.terms.fr.ts` exports a plain object `fr` (a value is a string or
 * a function of typed arguments) and `type XTerms = typeof fr`; `x.terms.en.ts` exports `en: XTerms`, so that a
 * missing term is a type error; `x.terms.ts` exports `defineTerms('x', { fr, en })`; one line goes to `strings.ts`.
 */
export function defineTerms<Name extends string, Terms extends object>(
  name: Name,
  terms: Readonly<Record<Language, Terms>>,
): Catalogue<Name, Terms> {
  return { name, terms };
}

const registered = new WeakSet<Catalogue>();

/** Makes a catalogue known to the localizer, once; called by the controller so that importing a class has no effect. */
export function registerCatalogue(catalogue: Catalogue): void {
  if (registered.has(catalogue)) return;
  registered.add(catalogue);
  for (const language of languages) {
    const entries = Object.entries(catalogue.terms[language]);
    const prefixed = Object.fromEntries(entries.map(([key, term]) => [`${catalogue.name}.${key}`, term as unknown]));
    registerTranslation({ ...headers[language], ...prefixed });
  }
}
