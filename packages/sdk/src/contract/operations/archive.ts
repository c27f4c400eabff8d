import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const ofFirm = { source: 'ours', auth: 'office', purposes: [] } as const;
const ofFollowers = { ...ofFirm, purposes: ['follow'] } as const;

/** Signed files, attestations, evidence and verification report in one ZIP, until the purge. */
export const downloadArchive = operation({
  ...ofFollowers,
  id: 'downloadArchive',
  method: 'GET',
  path: '/transaction/{transactionId}/archive',
  summary: 'Download the archive of a collection',
  response: 'zip',
  status: 200,
  errors: ['state_conflict'],
});

/** Has the archive put into the vendor's safe by HTTP PUT. */
export const createArchivePush = operation({
  source: 'ours',
  auth: 'member',
  purposes: [],
  delegation: 'launch',
  id: 'createArchivePush',
  method: 'POST',
  path: '/transaction/{transactionId}/archive',
  summary: 'Push the archive into a safe',
  body: wire.ArchivePushCreate,
  response: wire.ArchivePush,
  status: 201,
  errors: ['delegation_missing', 'state_conflict', 'target_refused'],
});

/** What became of a push. */
export const getArchivePush = operation({
  ...ofFirm,
  id: 'getArchivePush',
  method: 'GET',
  path: '/transaction/{transactionId}/archive/push/{pushId}',
  summary: 'Read a push of the archive',
  response: wire.ArchivePush,
  status: 200,
  errors: [],
});

/** The pack that a court can open, with how to check it; as long as the evidence is kept. */
export const downloadDisputePack = operation({
  ...ofFollowers,
  id: 'downloadDisputePack',
  method: 'GET',
  path: '/transaction/{transactionId}/evidence/dispute',
  summary: 'Download the evidence for a dispute',
  response: 'zip',
  status: 200,
  errors: [],
});

/** The sealed attestation of one signer; in a session, of its own signer only. */
export const downloadAttestation = operation({
  source: 'ours',
  auth: 'office',
  purposes: ['sign', 'follow'],
  id: 'downloadAttestation',
  method: 'GET',
  path: '/transaction/{transactionId}/signatory/{signatoryId}/attestation',
  summary: 'Download the attestation of a signer',
  response: 'pdf',
  status: 200,
  errors: ['state_conflict'],
});

/** Revokes the download links of a completed collection: all of them, or one holder's. */
export const revokeLinks = operation({
  source: 'ours',
  auth: 'member',
  purposes: [],
  delegation: 'launch',
  id: 'revokeLinks',
  method: 'DELETE',
  path: '/transaction/{transactionId}/link',
  summary: 'Revoke download links',
  query: z.object({ holder: z.optional(wire.Email) }),
  response: wire.LinksRevoked,
  status: 200,
  errors: ['delegation_missing'],
});
