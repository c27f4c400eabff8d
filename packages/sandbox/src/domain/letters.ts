import type { Row } from '../store/tables.ts';
import type { Collection } from './collection.ts';

/** The words of the platform's e-mails and SMS, in French as the interface. */
const date = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** How a signer is addressed. */
export const signerName = (signer: Pick<Row<'signers'>, 'first_name' | 'last_name'>): string =>
  `${signer.first_name} ${signer.last_name}`.trim();

/** The invitation to sign: who asks, what, until when, and the link. */
export function invitationLetter(
  collection: Collection,
  signer: Row<'signers'>,
  firm: string,
  link: string,
  reminder: boolean,
) {
  const { settings, expires_at } = collection.row;
  const documents = collection.documents.map(({ name }) => `  – ${name}`).join('\n');
  const subject = settings.mailSubject || `${firm} vous invite à signer : ${settings.object}`;
  const act = signer.level === 'seal' ? 'apposer le cachet du cabinet' : 'signer électroniquement';
  const lines = [
    `Bonjour ${signerName(signer)},`,
    `${settings.mailSender || firm} vous invite à ${act} :\n${documents}`,
    settings.message,
    `Vous pouvez prendre votre temps : l'invitation reste ouverte jusqu'au ${expires_at ? date.format(expires_at) : ''}.`,
    signer.level === 'advanced' && signer.member_id === null
      ? 'La première fois, une pièce d’identité vous est demandée avant de signer ; gardez-la à portée de main.'
      : '',
    `Lire et signer :\n${link}`,
    'Ce lien vous est personnel. Un code confidentiel vous sera envoyé par SMS au moment de signer ; ne le communiquez à personne.',
  ];
  return {
    subject: reminder ? `Relance : ${subject}` : subject,
    text: lines.filter((line) => line !== '').join('\n\n'),
  };
}

/** The delivery of a completed collection: a secure link, never an attachment. */
export function deliveryLetter(collection: Collection, firm: string, link: string) {
  const { settings, purge_at } = collection.row;
  const until = purge_at ? date.format(purge_at) : '';
  const text = [
    `Tous les signataires de « ${settings.object} » ont signé.`,
    `Télécharger les documents signés :\n${link}`,
    `Le lien fonctionne jusqu'au ${until}. Conservez le fichier : une impression n'est pas un original.`,
    firm,
  ].join('\n\n');
  return { subject: `Documents signés : ${settings.object}`, text };
}

/** The word to the collector that everybody has signed. */
export function completionLetter({ row, signers }: Collection) {
  const { object } = row.settings;
  const names = signers.map(signerName).join(', ');
  const text = `La collecte « ${object} » est terminée : ${names} ${signers.length === 1 ? 'a' : 'ont'} signé.\n\nLes documents signés sont dans votre logiciel jusqu'à leur purge ; pensez à les verser dans votre coffre-fort.`;
  return { subject: `Collecte terminée : ${object}`, text };
}

/** The end of a collection without its last signature. */
export function endLetter(collection: Collection, how: 'refused' | 'expired' | 'cancelled', detail: string) {
  const { object } = collection.row.settings;
  const words = { refused: 'a été refusée', expired: 'a expiré', cancelled: 'a été annulée' } as const;
  const subject = `La collecte « ${object} » ${words[how]}`;
  return { subject, text: [`${subject}.`, detail].filter((line) => line !== '').join('\n\n') };
}

/** To the collector: a signer is locked after too many wrong codes, and only he or the expert unlocks him. */
export function lockedLetter({ row }: Collection, signer: Row<'signers'>) {
  const { object } = row.settings;
  const text = `${signerName(signer)} a saisi trop de codes confidentiels erronés pour « ${object} » et ne peut plus signer.\n\nVérifiez avec lui qu'il en est l'auteur et que son numéro de mobile est le bon, puis débloquez-le depuis votre logiciel.`;
  return { subject: `Signataire bloqué : ${object}`, text };
}

/** To the firm's experts: the credit is below what they set. */
export function lowCreditLetter(firm: string, creditCents: number) {
  const euros = (creditCents / 100).toFixed(2).replace('.', ',');
  const text = `Il reste ${euros} € HT de crédit à ${firm}. Sans crédit, une collecte ne peut être ni lancée ni signée : rechargez-le depuis votre logiciel.`;
  return { subject: `Crédit bas : ${euros} € HT`, text };
}

/** To the signer himself, who may not be the one who entered them. */
export function wrongCodesLetter({ row }: Collection) {
  const { object } = row.settings;
  const text = `Trop de codes confidentiels erronés ont été saisis pour signer « ${object} » en votre nom. La signature est bloquée ; le cabinet peut la débloquer.\n\nSi ce n'était pas vous, prévenez le cabinet et ne communiquez vos codes à personne.`;
  return { subject: `Codes confidentiels erronés : ${object}`, text };
}

/** To the signer in whose place another one was put. */
export function replacedLetter({ row }: Collection) {
  const { object } = row.settings;
  const text = `Vous n'avez plus à signer « ${object} » : une autre personne a été désignée à votre place. Le lien que vous aviez reçu ne fonctionne plus.`;
  return { subject: `Invitation annulée : ${object}`, text };
}

/** The SMS with the code; its last line binds the code to the page for WebOTP. */
export function codeMessage(message: {
  readonly code: string;
  readonly signer: string;
  readonly documents: number;
  readonly firm: string;
  readonly reference: string;
  /** Of the page, outermost first: where the code is entered in a frame, the page's around it and then the frame's. */
  readonly hosts: readonly string[];
}): string {
  const count = message.documents === 1 ? '1 document' : `${message.documents} documents`;
  return [
    `${message.code} est votre code confidentiel pour signer ${count} de ${message.firm} (${message.signer}). Référence ${message.reference}. Ne le donnez à personne.`,
    originBound(message.code, message.hosts),
  ].join('\n\n');
}

/** The last line by which browsers bind a code to a page, and to a frame in it (WICG, origin-bound one-time codes). */
function originBound(code: string, [page = '', frame]: readonly string[]): string {
  return frame === undefined || frame === page ? `@${page} #${code}` : `@${page} #${code} @${frame}`;
}
