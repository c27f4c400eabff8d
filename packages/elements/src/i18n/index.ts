export { type Catalogue, defineTerms, type Language, languages } from './catalogue.ts';
export { Localize } from './localize.ts';
export type { Strings, TermCatalogues } from './strings.ts';
export { LocalizedElement } from './localized-element.ts';
