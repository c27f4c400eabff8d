/** The consent, word for word as the signer ticks it; `version` goes into the evidence with the language. */
export const consent = {
  version: '1',
  fr: "J'ai bien lu les informations du document et je souhaite maintenant signer",
  en: 'I have read the information in the document and now wish to sign',
} as const;

/** Languages in which a consent may be given. */
export type ConsentLanguage = 'fr' | 'en';
