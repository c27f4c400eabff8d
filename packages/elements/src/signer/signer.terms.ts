import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './signer.terms.fr.ts';

/** The catalogue of `<jse-signer>`. */
export const signerTerms = defineTerms('signer', fr, async () => (await import('./signer.terms.en.ts')).en);
