import type { OtpPromptTerms } from './otp-prompt.terms.fr.ts';

/** Words of `<jse-otp-prompt>` in English. */
export const en: OtpPromptTerms = {
  label: 'Confidential code',
  sentTo: (phone) => `Sent by SMS to ${phone}`,
  reference: (reference) => `The SMS bears the reference ${reference}.`,
  secrecy: 'Give this code to nobody, not even to your accountant.',
  placeholder: '000000',
  validFor: 'Still valid for',
  submit: 'Confirm the code',
  resend: 'Get a new code',
  resendIn: (face) => `New code possible in ${face}`,
  checking: 'Checking the code…',
  tooShort: 'The code has six digits.',
  wrong: 'This code is not the right one.',
  triesLeft: (count) => (count === 1 ? 'One try is left.' : `${count} tries are left.`),
  expired: 'This code is no longer valid. Ask for a new one.',
  exceeded: 'Too many wrong codes. Ask for a new one.',
  locked: 'Entry is locked after too many wrong codes. Contact the person who invited you to sign.',
  minutesLeft: (count) =>
    count === 1 ? 'The code is valid for one more minute.' : `The code is valid for ${count} more minutes.`,
};
