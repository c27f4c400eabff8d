import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './otp-prompt.terms.fr.ts';

/** The catalogue of `<jse-otp-prompt>`. */
export const otpPromptTerms = defineTerms('otp-prompt', fr, async () => (await import('./otp-prompt.terms.en.ts')).en);
