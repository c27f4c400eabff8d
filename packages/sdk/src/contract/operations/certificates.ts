import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

/** The certificates of the firm: all of them to the expert, one's own and the seal's to others. */
export const listCertificates = operation({
  id: 'listCertificates',
  method: 'GET',
  path: '/certificate',
  summary: 'List the certificates',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: z.object({ data: z.array(wire.Certificate) }),
  status: 200,
  errors: [],
});

/** Revokes a certificate, in OCSP and CRL at once: one's own, or any of the firm by the expert. */
export const revokeCertificate = operation({
  id: 'revokeCertificate',
  method: 'POST',
  path: '/certificate/{serial}/revoke',
  summary: 'Revoke a certificate',
  source: 'ours',
  auth: 'member',
  purposes: [],
  body: wire.CertificateRevoke,
  response: wire.Certificate,
  status: 200,
  errors: ['delegation_missing'],
});
