import type { OtpFrameTerms } from './otp-frame.terms.fr.ts';

/** Words of `<jse-otp-frame>` in English. */
export const en: OtpFrameTerms = {
  label: 'Consent and confidential code, on the Je Signe Expert platform',
  opening: 'Opening the protected area…',
  unavailable:
    'Consent and code are given here in a frame that the platform serves from an origin of its own. This platform has none: it runs inside the page.',
  blocked:
    'The platform’s protected area does not open. Check your connection; if it goes on, contact the maker of this software.',
  retry: 'Try again',
};
