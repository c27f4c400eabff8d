import { defineTerms } from '../i18n/catalogue.ts';
import { en } from './signer.terms.en.ts';
import { fr } from './signer.terms.fr.ts';

/** The catalogue of `<jse-signer>`. */
export const signerTerms = defineTerms('signer', { fr, en });
