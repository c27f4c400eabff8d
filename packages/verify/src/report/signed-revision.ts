import { VerifyError } from '../verify-error.ts';
import type { SignatureReport } from './verification-report.ts';

/**
 * The bytes of the revision that a signature signed, its own Contents included: an exact prefix of the file (a view,
 * not a copy). Throws NO_SIGNED_REVISION where the signature covers no whole revision.
 */
export function signedRevision(
  bytes: Uint8Array,
  signature: Pick<SignatureReport, 'byteRange' | 'coverage'>,
): Uint8Array {
  const [start, , second, length] = signature.byteRange ?? [];
  const whole = signature.coverage === 'whole-file' || signature.coverage === 'whole-revision';
  if (!whole || start !== 0 || second === undefined || length === undefined || second + length > bytes.length)
    throw new VerifyError('NO_SIGNED_REVISION', 'the signature does not cover a whole revision of these bytes');
  return bytes.subarray(0, second + length);
}
