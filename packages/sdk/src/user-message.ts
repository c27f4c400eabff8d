import { errorCodes } from './contract/error-codes.ts';
import { type ClientErrorCode, isJseError } from './errors.ts';

/** What people are told where the client itself finds a failure. */
export const clientMessages: Readonly<Record<ClientErrorCode, { readonly en: string; readonly fr: string }>> = {
  network: { en: 'The platform cannot be reached', fr: 'La plateforme est injoignable' },
  timeout: { en: 'The platform did not answer in time', fr: "La plateforme n'a pas répondu à temps" },
  aborted: { en: 'The call was cancelled', fr: "L'appel a été annulé" },
  response_invalid: {
    en: 'The platform gave an answer that makes no sense',
    fr: 'La réponse de la plateforme est incompréhensible',
  },
  insecure_context: {
    en: 'This page was not loaded over a secure connection',
    fr: "Cette page n'a pas été chargée par une connexion sécurisée",
  },
  state_unreachable: {
    en: 'The collection has ended otherwise than expected',
    fr: "La collecte s'est terminée autrement que prévu",
  },
  sign_in_mismatch: {
    en: 'This sign-in was not begun here: please sign in again',
    fr: "Cette connexion n'a pas été commencée ici : reconnectez-vous",
  },
  configuration: { en: 'The client is not set up correctly', fr: "Le client n'est pas bien configuré" },
};

/**
 * What to tell the user, in the platform's words. A code that this version does not know takes the words that came with
 * the refusal; anything that is no {@link JseError} those of `internal`.
 */
export function userMessage(error: unknown, language: 'fr' | 'en' = 'fr'): string {
  const { internal, ...known } = { ...errorCodes, ...clientMessages };
  if (!isJseError(error)) return internal[language];
  const words: Partial<Record<string, { readonly en: string; readonly fr: string }>> = { ...known, internal };
  return words[error.code]?.[language] ?? error.problem?.title ?? internal[language];
}
