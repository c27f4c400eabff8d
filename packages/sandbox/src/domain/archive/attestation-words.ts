import type { SignatureLevel } from '@jse/sdk/rules';

const time = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Paris' });

/** A moment as a court reads it. */
export const momentOf = (when: string): string => `${time.format(new Date(when))} (heure de Paris)`;

/** What each level means, in words that a court can hold the platform to. */
export const meaningOf: Readonly<Record<SignatureLevel, (name: string) => string>> = {
  simple: (name) =>
    `Signature électronique simple. La plateforme atteste, par son propre certificat, que ${name} a confirmé par un code reçu par SMS. Ce n'est pas un certificat de ${name} qui a signé.`,
  advanced: (name) =>
    `Signature électronique avancée. Elle est faite avec le certificat de ${name}, utilisable seulement pendant la cérémonie et avec un code reçu par SMS.`,
  seal: (name) =>
    `Cachet électronique de ${name}, apposé avec le certificat de la personne morale par un membre qui en a la délégation.`,
};

/** An entry of the log in a few French words, without anybody's address. */
export function say(type: string, data: Readonly<Record<string, unknown>>): string {
  const via = data['via'] === 'invitation' ? 'par le lien de son invitation' : 'depuis le logiciel du cabinet';
  const consent = data['consent'] as { text?: string; version?: string; language?: string } | undefined;
  const words: Readonly<Record<string, string>> = {
    'signer.invited': data['reminder'] === true ? 'relance envoyée par e-mail' : 'invitation envoyée par e-mail',
    'signer.viewed': `ouverture du document, ${via}`,
    'signer.consented': `consentement « ${consent?.text ?? ''} » (version ${consent?.version ?? ''}, ${consent?.language ?? ''})`,
    'signer.signed': 'signature, après saisie du bon code',
    'signer.unlocked': 'déblocage par le cabinet après trop de codes erronés',
    'identity.submitted': 'pièce d’identité déposée',
    'identity.accepted': 'identité vérifiée par l’autorité d’enregistrement',
    'identity.rejected': 'pièce d’identité refusée par l’autorité d’enregistrement',
    'code.sent': `code confidentiel envoyé par SMS au ${String(data['phone'])}, référence ${String(data['reference'])}`,
    'code.wrong': 'code erroné',
    'code.locked': 'blocage après trop de codes erronés',
  };
  return words[type] ?? type;
}
