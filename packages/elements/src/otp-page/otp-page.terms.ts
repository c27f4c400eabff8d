import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './otp-page.terms.fr.ts';

/** The catalogue of the platform's frame. */
export const otpPageTerms = defineTerms('otp-page', fr, async () => (await import('./otp-page.terms.en.ts')).en);
