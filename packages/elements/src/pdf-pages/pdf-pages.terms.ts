import { defineTerms } from '../i18n/catalogue.ts';
import { en } from './pdf-pages.terms.en.ts';
import { fr } from './pdf-pages.terms.fr.ts';

/** The catalogue of `<jse-pdf-pages>`. */
export const pdfPagesTerms = defineTerms('pdf-pages', { fr, en });
