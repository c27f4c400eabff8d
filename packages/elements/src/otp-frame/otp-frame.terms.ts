import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './otp-frame.terms.fr.ts';

/** The catalogue of `<jse-otp-frame>`. */
export const otpFrameTerms = defineTerms('otp-frame', fr, async () => (await import('./otp-frame.terms.en.ts')).en);
