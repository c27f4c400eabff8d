import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './pdf-placement.terms.fr.ts';

/** The catalogue of `<jse-pdf-placement>`. */
export const pdfPlacementTerms = defineTerms(
  'pdf-placement',
  fr,
  async () => (await import('./pdf-placement.terms.en.ts')).en,
);
