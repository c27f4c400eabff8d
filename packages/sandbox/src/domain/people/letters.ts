/** The words of the mails about people, in French as the interface. */
const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

/** To a newcomer: he belongs to the firm, and how he gets in. */
export function welcomeLetter(firm: string, software: string) {
  const text = `${firm} vous a ajouté à ses membres sur Je Signe Expert.\n\nConnectez-vous avec Comptexpert depuis ${software}. Si vous recevez la délégation « signer », votre certificat de signature est créé à cette connexion, une fois votre pièce d’identité vue par Comptexpert.`;
  return { subject: `Bienvenue : ${firm} sur Je Signe Expert`, text };
}

/** To a collector: somebody left the firm who still had to sign. */
export function leaverLetter(name: string, titles: readonly string[]) {
  const list = titles.map((title) => `  – ${title}`).join('\n');
  const text = `${name} a quitté le cabinet et ne peut plus signer :\n${list}\n\nRemplacez ce signataire depuis votre logiciel, ou annulez la collecte. Ce qui est déjà signé le reste.`;
  return { subject: `Signataire parti : ${name}`, text };
}

/** To a member: his certificate was revoked. */
export function revokedLetter(firm: string, byOther: boolean) {
  const who = byOther ? `par un expert-comptable de ${firm}` : 'à votre demande';
  const text = `Votre certificat de signature a été révoqué ${who}. Les documents déjà signés le restent.\n\nUn nouveau certificat est créé à votre prochaine connexion Comptexpert, avec la délégation « signer ». Si vous n’attendiez pas cette révocation, prévenez le cabinet.`;
  return { subject: 'Certificat de signature révoqué', text };
}

/** To a member or to an expert of the firm: a certificate ends soon. */
export function expiringLetter(whose: 'person' | 'firm', until: Date) {
  const what = whose === 'firm' ? 'Le certificat du cachet de votre cabinet' : 'Votre certificat de signature';
  const text = `${what} expire le ${day.format(until)}. Après cette date, il ne permet plus de ${whose === 'firm' ? 'sceller' : 'signer'}.\n\nReconnectez-vous avec Comptexpert depuis votre logiciel après cette date : un nouveau certificat est créé. Ce qui est déjà ${whose === 'firm' ? 'scellé' : 'signé'} le reste.`;
  return { subject: `Certificat : fin de validité le ${day.format(until)}`, text };
}

/** To a client: his identity was verified, he may sign. */
export function identityAcceptedLetter(name: string, title: string, link: string) {
  const text = `Bonjour ${name},\n\nVotre pièce d’identité a été acceptée. Vous pouvez signer « ${title} » :\n${link}\n\nCe lien vous est personnel et remplace le précédent. Les images de votre pièce ont été effacées.`;
  return { subject: `Identité vérifiée : ${title}`, text };
}

/** To a client: his identity document was not accepted, why, and that he may send another. */
export function identityRejectedLetter(name: string, title: string, reason: string, link: string) {
  const text = `Bonjour ${name},\n\nVotre pièce d’identité n’a pas été acceptée pour signer « ${title} » :\n${reason}\n\nVous pouvez en envoyer d’autres images :\n${link}\n\nCe lien vous est personnel et remplace le précédent. Les images reçues ont été effacées.`;
  return { subject: `Pièce d’identité non acceptée : ${title}`, text };
}
