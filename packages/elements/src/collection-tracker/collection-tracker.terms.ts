import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './collection-tracker.terms.fr.ts';

/** The catalogue of `<jse-collection-tracker>`. */
export const collectionTrackerTerms = defineTerms(
  'collection-tracker',
  fr,
  async () => (await import('./collection-tracker.terms.en.ts')).en,
);
