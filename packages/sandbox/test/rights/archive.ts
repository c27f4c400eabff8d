import { guarded, read, type Right } from './kinds.ts';

const early = { allowed: [409, 'state_conflict'] as const };

/** What leaves the platform for good: archive, evidence for a dispute, attestations, links. */
export const archiveRights: Readonly<Record<string, Right>> = {
  downloadArchive: { ...read(({ running }) => ({ params: { transactionId: running } }), 'collection'), ...early },
  createArchivePush: {
    ...guarded('launch', ({ running }) => ({
      params: { transactionId: running },
      body: { url: 'https://safe.example/x' },
    })),
    harmless: ({ running }) => ({ params: { transactionId: running }, body: {} }),
    allowed: [400, 'validation_failed'],
  },
  getArchivePush: {
    ...read(({ running }) => ({ params: { transactionId: running, pushId: 'arc_nobody' } }), 'collection'),
    allowed: [404, 'not_found'],
  },
  downloadDisputePack: read(({ running }) => ({ params: { transactionId: running } }), 'collection'),
  downloadAttestation: {
    ...read(({ running, client }) => ({ params: { transactionId: running, signatoryId: client } }), 'collection'),
    ...early,
  },
  revokeLinks: {
    ...guarded('launch', ({ running }) => ({ params: { transactionId: running } })),
    harmless: ({ running }) => ({ params: { transactionId: running } }),
    allowed: [200],
  },
};
