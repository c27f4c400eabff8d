/** Words of `<jse-otp-prompt>` in French. */
export const fr = {
  label: 'Code confidentiel',
  sentTo: (phone: string) => `Envoyé par SMS au ${phone}`,
  reference: (reference: string) => `Le SMS porte la référence ${reference}.`,
  secrecy: 'Ne communiquez ce code à personne, pas même à votre cabinet.',
  placeholder: '000000',
  validFor: 'Valable encore',
  submit: 'Valider le code',
  resend: 'Recevoir un nouveau code',
  resendIn: (face: string) => `Nouveau code possible dans ${face}`,
  checking: 'Vérification du code…',
  tooShort: 'Le code comporte six chiffres.',
  wrong: 'Ce code n’est pas le bon.',
  triesLeft: (count: number) => (count === 1 ? 'Il reste un seul essai.' : `Il reste ${count} essais.`),
  expired: 'Ce code n’est plus valable. Demandez-en un nouveau.',
  exceeded: 'Trop de codes erronés. Demandez un nouveau code.',
  locked: 'La saisie est bloquée après trop de codes erronés. Contactez la personne qui vous a invité à signer.',
  minutesLeft: (count: number) =>
    count === 1 ? 'Le code est encore valable une minute.' : `Le code est encore valable ${count} minutes.`,
};

/** The keys of the catalogue and the arguments of each term. */
export type OtpPromptTerms = typeof fr;
