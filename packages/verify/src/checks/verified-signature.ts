import type { LaterChangesCheck } from '../changes/change.ts';
import type { SignatureCandidate } from '../pdf/signature-candidates.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { ByteRangeCheck } from './byte-range.ts';
import type { CoverageCheck } from './coverage.ts';
import type { TimestampCheck } from './signature-timestamps.ts';
import type { SignatureValueCheck } from './signature-value.ts';

/** The answers to all questions about one signature. */
export interface VerifiedSignature {
  readonly candidate: SignatureCandidate;
  readonly subFilter: string | null;
  readonly isTimestamp: boolean;
  /** The permission P of its DocMDP transform; null where it certifies nothing. */
  readonly docMdp: 1 | 2 | 3 | null;
  readonly byteRange: ByteRangeCheck;
  readonly coverage: CoverageCheck;
  readonly value: SignatureValueCheck | null;
  readonly later: LaterChangesCheck;
  /** The certificates of /Cert, which old formats carry beside the CMS. */
  readonly certificates: readonly Certificate[];
  readonly timestamps: readonly TimestampCheck[];
}
