import { JseError, type JseErrorCode, userMessage } from '@jse/sdk/browser';

export { codeActions, codePanel, consentActions, consentPanel } from './render-consent.ts';
export { identityActions, identityPanel } from './render-identity.ts';
export { isolatedActions, isolatedPanel } from './render-isolated.ts';
export { outcomePanel, progressPanel } from './render-outcome.ts';
export { refusalActions, refusalPanel } from './render-refusal.ts';
export { signerLaterStyles } from './signer-later.styles.ts';
export { calendarFile } from './calendar-file.ts';
export { defineOtpFrame } from '../otp-frame/otp-frame.define.ts';
export { defineOtpPrompt } from '../otp-prompt/otp-prompt.define.ts';

/** What a refusal means, in the platform's words. */
export const wordsOf = (code: JseErrorCode, language: 'fr' | 'en'): string =>
  userMessage(new JseError(code, code), language);
