import type { Judgement } from './judged-signature.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** A verdict that was found without a path. */
export const withoutPath = { path: [], revocation: [], notices: [] };

/** Question: do format, identification of the certificate and cryptography hold? (EN 319 102-1, 5.3) Null where they do. */
export function formatFailure({ byteRange, coverage, value }: VerifiedSignature): Judgement | null {
  const covered = coverage.coverage === 'whole-file' || coverage.coverage === 'whole-revision';
  if (!byteRange.sound || !covered || !value) {
    return { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE', ...withoutPath };
  }
  if (value.integrity === 'intact') return null;
  const failed = value.integrity === 'broken' && value.failure !== 'NO_SIGNING_CERTIFICATE_FOUND';
  const indication = failed ? 'TOTAL-FAILED' : 'INDETERMINATE';
  return { indication, subIndication: value.failure ?? 'FORMAT_FAILURE', ...withoutPath };
}
