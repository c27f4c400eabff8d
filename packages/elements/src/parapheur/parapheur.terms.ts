import { defineTerms } from '../i18n/catalogue.ts';
import { en } from './parapheur.terms.en.ts';
import { fr } from './parapheur.terms.fr.ts';

/** The catalogue of `<jse-parapheur>`. */
export const parapheurTerms = defineTerms('parapheur', { fr, en });
