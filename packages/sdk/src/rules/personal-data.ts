/** Words in both languages of the interface. */
interface Words {
  readonly fr: string;
  readonly en: string;
}

/** What the platform keeps about people: which data, why, on what ground, how long, and where they are masked or absent. */
export interface PersonalDataRule {
  readonly fields: readonly string[];
  readonly purpose: Words;
  /** Ground of the processing (GDPR, article 6(1)). */
  readonly basis: 'contract' | 'legal-obligation' | 'legitimate-interest';
  readonly retention: Words;
  /** Nothing of it stands in clear in these: logs, events and webhook bodies never hold any of it. */
  readonly masked: readonly ('wire' | 'evidence')[];
}

/** Personal data by category. */
export const personalData = {
  member: {
    fields: ['firstName', 'lastName', 'email', 'phone', 'role', 'delegations'],
    purpose: { fr: 'Savoir qui agit pour le cabinet', en: 'Know who acts for the firm' },
    basis: 'contract',
    retention: {
      fr: 'Tant que la personne appartient au cabinet, puis avec les preuves où elle figure',
      en: 'While the person belongs to the firm, then with the evidence that names them',
    },
    masked: ['wire', 'evidence'],
  },
  contact: {
    fields: ['firstName', 'lastName', 'email', 'phone', 'company'],
    purpose: { fr: 'L’annuaire du cabinet', en: 'The firm’s directory' },
    basis: 'legitimate-interest',
    retention: { fr: 'Jusqu’à suppression par le cabinet', en: 'Until the firm deletes it' },
    masked: [],
  },
  signer: {
    fields: ['firstName', 'lastName', 'email', 'phone', 'state', 'invitedAt', 'viewedAt', 'signedAt'],
    purpose: { fr: 'Inviter, authentifier et nommer le signataire', en: 'Invite, authenticate and name the signer' },
    basis: 'contract',
    retention: {
      fr: 'Brouillon : jusqu’à sa suppression. Collecte lancée : avec sa preuve, 99 ans',
      en: 'Draft: until it is deleted. Launched collection: with its evidence, 99 years',
    },
    masked: ['wire', 'evidence'],
  },
  copyRecipient: {
    fields: ['name', 'email'],
    purpose: { fr: 'Remettre une copie des documents signés', en: 'Deliver a copy of the signed documents' },
    basis: 'contract',
    retention: { fr: 'Jusqu’à la purge de la collecte', en: 'Until the collection is purged' },
    masked: [],
  },
  ceremony: {
    fields: ['phone', 'consent', 'reference', 'code (HMAC)', 'createdAt', 'codeSentAt', 'codes sent and entered'],
    purpose: { fr: 'Prouver le consentement et l’authentification', en: 'Prove consent and authentication' },
    basis: 'contract',
    retention: {
      fr: 'Avec la preuve, 99 ans ; le mobile en clair au plus tard un jour après la fin de la collecte',
      en: 'With the evidence, 99 years; the phone in clear at the latest a day after the collection ends',
    },
    masked: ['wire', 'evidence'],
  },
  identityDocument: {
    fields: ['front', 'back', 'decision', 'reason'],
    purpose: {
      fr: 'Vérifier l’identité avant un certificat de signature avancée',
      en: 'Verify identity before a certificate for advanced signatures',
    },
    basis: 'legal-obligation',
    retention: {
      fr: 'Images : jusqu’à la décision, au plus tard un jour après la fin de la collecte. Empreintes et décision : avec la preuve',
      en: 'Images: until the decision, at the latest a day after the collection ends. Hashes and decision: with the evidence',
    },
    masked: ['wire', 'evidence'],
  },
  certificate: {
    fields: ['firstName', 'lastName', 'serial', 'notBefore', 'notAfter'],
    purpose: { fr: 'Signer en son nom', en: 'Sign in their name' },
    basis: 'contract',
    retention: {
      fr: 'Tant que des signatures doivent pouvoir être vérifiées : avec la preuve, 99 ans',
      en: 'As long as signatures must be verifiable: with the evidence, 99 years',
    },
    masked: [],
  },
  message: {
    fields: ['recipient', 'subject', 'body (encrypted)'],
    purpose: { fr: 'Envoyer e-mails et SMS une seule fois', en: 'Send e-mails and SMS once only' },
    basis: 'contract',
    retention: { fr: '30 jours', en: '30 days' },
    masked: [],
  },
  access: {
    fields: ['tokens (hashed)', 'sessions (hashed)', 'secure links (hashed)', 'createdAt', 'expiresAt', 'revokedAt'],
    purpose: { fr: 'Donner et retirer l’accès', en: 'Give and withdraw access' },
    basis: 'contract',
    retention: { fr: '30 jours après leur fin', en: '30 days after they end' },
    masked: ['wire'],
  },
  evidence: {
    fields: ['names', 'email', 'phone (masked, with an HMAC)', 'times', 'hashes', 'consent'],
    purpose: { fr: 'Prouver en justice qui a signé quoi', en: 'Prove in court who signed what' },
    basis: 'legal-obligation',
    retention: { fr: '99 ans', en: '99 years' },
    masked: ['evidence'],
  },
} as const satisfies Record<string, PersonalDataRule>;

/** A category of {@link personalData}. */
export type PersonalDataCategory = keyof typeof personalData;
