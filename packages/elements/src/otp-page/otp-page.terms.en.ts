import type { OtpPageTerms } from './otp-page.terms.fr.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Words of the platform's frame in English. */
export const en: OtpPageTerms = {
  label: 'Consent and confidential code',
  platform: 'Je Signe Expert',
  loading: 'Opening…',
  consentTitle: 'Your consent',
  intro: (documents, firm) => `You are about to sign ${plural(documents, 'document', 'documents')} of ${firm}:`,
  introSeal: (documents, firm) =>
    `You are about to affix the seal of ${firm} to ${plural(documents, 'document', 'documents')}:`,
  signers: (names) => `Signers: ${names}`,
  consentNeeded: 'Tick this box to get your confidential code.',
  irrevocable: 'Once given, a signature cannot be taken back.',
  isolated: 'This frame is served by the platform: the page around it cannot read your code.',
  sendCode: 'Get the code by SMS',
  sendingCode: 'Sending the code…',
  codeTitle: 'Enter your code',
  summary: (documents) => `What you sign: ${plural(documents, 'document', 'documents')}`,
  sign: 'Sign',
  seal: 'Affix the seal',
  progress: (done, all) => `Signing: ${done} of ${all}. Do not close this page.`,
  interruptedTitle: 'The connection was lost',
  interrupted: 'Nothing is lost and you will not sign twice: as soon as the connection is back, we check.',
  check: 'Check now',
  settled: 'Done. The page around this frame shows the result.',
  failedTitle: 'It is not possible to go on right now',
  retry: 'Try again',
  requestId: (id) => `Reference of the incident: ${id}`,
  hidden:
    'This frame is covered or altered by the page around it. For safety nothing counts until it can be seen in full.',
};
