import type { SignatureLevel } from './people.ts';

/** A place in a template: who fills it (a client, a member, the firm's seal) and at what level, in order of turn. */
export interface TemplateRole {
  readonly role: string;
  readonly label: string;
  readonly party: 'client' | 'member' | 'seal';
  readonly signatureLevel: SignatureLevel;
}

/** A template that every firm finds ready; what it pins is the number, the levels and the kind of its signers. */
export interface ReadyTemplate {
  readonly id: string;
  readonly name: string;
  readonly object: string;
  readonly message: string;
  readonly roles: readonly TemplateRole[];
}

const client = (role: string, label: string): TemplateRole => ({
  role,
  label,
  party: 'client',
  signatureLevel: 'simple',
});
const expert: TemplateRole = {
  role: 'expert',
  label: 'Expert-comptable',
  party: 'member',
  signatureLevel: 'advanced',
};
const seal: TemplateRole = { role: 'cachet', label: 'Cachet du cabinet', party: 'seal', signatureLevel: 'seal' };

/** A firm's usual cases, in the words of the French interface. */
export const readyTemplates: readonly ReadyTemplate[] = [
  {
    id: 'ready_engagement-letter',
    name: 'Lettre de mission',
    object: 'Lettre de mission',
    message: 'Veuillez trouver votre lettre de mission, à lire et à signer.',
    roles: [client('client', 'Client'), expert],
  },
  {
    id: 'ready_bank-mandate',
    name: 'Mandat bancaire',
    object: 'Mandat de prélèvement SEPA',
    message: 'Veuillez trouver le mandat de prélèvement, à lire et à signer.',
    roles: [client('titulaire', 'Titulaire du compte')],
  },
  {
    id: 'ready_annual-accounts',
    name: 'Comptes annuels scellés',
    object: 'Comptes annuels',
    message: 'Veuillez trouver vos comptes annuels, à approuver et à signer.',
    roles: [client('dirigeant', 'Dirigeant'), expert, seal],
  },
  {
    id: 'ready_attestation',
    name: 'Attestation',
    object: 'Attestation',
    message: '',
    roles: [expert, seal],
  },
  {
    id: 'ready_minutes',
    name: "Procès-verbal d'assemblée",
    object: "Procès-verbal d'assemblée générale",
    message: "Veuillez trouver le procès-verbal de l'assemblée, à lire et à signer.",
    roles: [client('president', 'Président de séance'), client('secretaire', 'Secrétaire de séance')],
  },
];
