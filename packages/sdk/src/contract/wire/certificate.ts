import * as z from 'zod/mini';
import { revocationReasons } from '../../rules/index.ts';
import { Id, Time } from './common.ts';

/** A certificate of a member's person or of the firm's seal; `expiring` within its last 30 days. */
export const Certificate = z.object({
  serial: z.string(),
  kind: z.enum(['member', 'seal']),
  memberId: z.nullable(Id),
  holder: z.string(),
  notBefore: Time,
  notAfter: Time,
  state: z.enum(['valid', 'expiring', 'expired', 'revoked']),
  revokedAt: z.nullable(Time),
  reason: z.nullable(z.string()),
});

/** Body of `POST /certificate/{serial}/revoke`. */
export const CertificateRevoke = z.object({ reason: z._default(z.enum(revocationReasons), 'unspecified') });
