const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`;

/** Words of the platform's frame in French. The consent itself stands in `@jse/sdk/rules`. */
export const fr = {
  label: 'Consentement et code confidentiel',
  platform: 'Je Signe Expert',
  loading: 'Ouverture…',
  consentTitle: 'Votre consentement',
  intro: (documents: number, firm: string) =>
    `Vous allez signer ${plural(documents, 'document', 'documents')} de ${firm} :`,
  introSeal: (documents: number, firm: string) =>
    `Vous allez apposer le cachet de ${firm} sur ${plural(documents, 'document', 'documents')} :`,
  signers: (names: string) => `Signataires : ${names}`,
  consentNeeded: 'Cochez cette case pour recevoir votre code confidentiel.',
  irrevocable: 'Une fois donnée, une signature ne peut plus être retirée.',
  isolated: 'Ce cadre est servi par la plateforme : la page qui l’entoure ne peut pas lire votre code.',
  sendCode: 'Recevoir le code par SMS',
  sendingCode: 'Envoi du code…',
  codeTitle: 'Saisissez votre code',
  summary: (documents: number) => `Ce que vous signez : ${plural(documents, 'document', 'documents')}`,
  sign: 'Signer',
  seal: 'Apposer le cachet',
  progress: (done: number, all: number) => `Signature en cours : ${done} sur ${all}. Ne fermez pas cette page.`,
  interruptedTitle: 'La connexion a été perdue',
  interrupted: 'Rien n’est perdu et vous ne signerez pas deux fois : dès que la connexion revient, nous le vérifions.',
  check: 'Vérifier maintenant',
  settled: 'Terminé. La page qui entoure ce cadre affiche le résultat.',
  failedTitle: 'Impossible de continuer pour l’instant',
  retry: 'Réessayer',
  requestId: (id: string) => `Référence de l’incident : ${id}`,
  hidden:
    'Ce cadre est masqué ou modifié par la page qui l’entoure. Par sécurité, rien n’est pris en compte tant qu’il n’est pas entièrement visible.',
};
/** The terms of the platform's frame. */
export type OtpPageTerms = typeof fr;
