import type * as z from 'zod/mini';
import type { wire } from '../src/contract/index.ts';

const hash = (digit: string) => digit.repeat(64);

/** A running collection as the wire tells it, with every field filled. */
export const transactionSample: z.infer<typeof wire.Transaction> = {
  id: 'tr_1',
  externalId: 'letter-42',
  state: 'refused',
  version: 7,
  object: 'Lettre de mission',
  message: 'Bonjour',
  mailSender: 'Cabinet Exemple',
  mailSubject: 'À signer',
  notification: 'NONE',
  locked: true,
  invitationMode: 'parallel',
  isHandwrittenSignatureActive: true,
  signatureRequirementMode: 'ALL',
  confidentiality: ['expert@cabinet.example'],
  copyRecipients: [{ email: 'copie@cabinet.example', name: 'Copie' }],
  reminderEveryDays: 5,
  office: { id: 'of_1', name: 'Cabinet Exemple' },
  preparer: { name: 'Paul Préparateur' },
  collector: { name: 'Chloé Collectrice' },
  files: [
    {
      id: 'fi_1',
      order: 1,
      name: 'lettre.pdf',
      size: 12_345,
      sha256: hash('a'),
      currentSha256: hash('b'),
      pages: [{ width: 595, height: 842, rotate: 90 }],
      findings: [{ code: 'embedded-files', severity: 'warning' }],
    },
  ],
  signatories: [
    {
      id: 'si_1',
      level: 2,
      signatureLevel: 'advanced',
      memberId: null,
      name: 'Durand',
      firstName: 'Claire',
      email: 'claire@client.example',
      phone: '+33612345678',
      state: 'refused',
      positions: [{ fileId: 'fi_1', page: -1, positionX: 10.5, positionY: 20 }],
      invitedAt: '2026-01-02T03:04:05.678Z',
      viewedAt: '2026-01-02T04:04:05Z',
      signedAt: null,
    },
  ],
  cost: { signatures: 1, seals: 0, amountCents: 25 },
  refusal: { signatoryId: 'si_1', reason: 'Mauvais montant', at: '2026-01-03T00:00:00Z' },
  createdAt: '2026-01-01T00:00:00Z',
  launchedAt: '2026-01-02T00:00:00Z',
  expiresAt: '2026-01-17T00:00:00Z',
  completedAt: null,
  purgeAt: '2026-02-17T00:00:00Z',
};
