import type { Notice } from '../finding-code.ts';
import type { SubIndication } from '../sub-indication.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { RevocationStatus } from '../x509/revocation/statement.ts';
import type { LevelCheck } from './signature-level.ts';
import type { TimestampCheck } from './signature-timestamps.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** A verdict of EN 319 102-1 with what it rests on; `path` is empty where none was found. */
export interface Judgement {
  readonly indication: 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';
  readonly subIndication?: SubIndication;
  readonly path: readonly Certificate[];
  readonly revocation: readonly RevocationStatus[];
  readonly notices: readonly Notice[];
}

/** A time-stamp token with its verdict; `field` names a document timestamp's field. */
export interface JudgedTimestamp {
  readonly check: TimestampCheck;
  readonly field: string | null;
  readonly judgement: Judgement;
}

/** A signature with its verdict, the tokens that speak of it, and the time by which it is proven to have existed. */
export interface JudgedSignature {
  readonly verified: VerifiedSignature;
  readonly judgement: Judgement;
  readonly timestamps: readonly JudgedTimestamp[];
  readonly level: LevelCheck | null;
  readonly bestTime: { readonly time: Date; readonly source: BestTimeSource } | null;
}

/** What proves the best-signature-time. */
export type BestTimeSource = 'signature-timestamp' | 'document-timestamp' | 'validation-time';
