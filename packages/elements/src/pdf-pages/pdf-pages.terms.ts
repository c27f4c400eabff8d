import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './pdf-pages.terms.fr.ts';

/** The catalogue of `<jse-pdf-pages>`. */
export const pdfPagesTerms = defineTerms('pdf-pages', fr, async () => (await import('./pdf-pages.terms.en.ts')).en);
