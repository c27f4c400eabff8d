import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './parapheur.terms.fr.ts';

/** The catalogue of `<jse-parapheur>`. */
export const parapheurTerms = defineTerms('parapheur', fr, async () => (await import('./parapheur.terms.en.ts')).en);
