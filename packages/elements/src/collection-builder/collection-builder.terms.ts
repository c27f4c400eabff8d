import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './collection-builder.terms.fr.ts';

/** The catalogue of `<jse-collection-builder>`. */
export const collectionBuilderTerms = defineTerms(
  'collection-builder',
  fr,
  async () => (await import('./collection-builder.terms.en.ts')).en,
);
