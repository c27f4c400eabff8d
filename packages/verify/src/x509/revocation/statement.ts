import type { Crl } from './crl.ts';
import { allReasons } from './distribution-point.ts';
import type { OcspResponse } from './ocsp.ts';

/** All evidence at hand. */
export interface RevocationEvidence {
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
}

/**
 * What one piece of evidence, authentic and in scope, says of one certificate. A CRL may speak of some reasons only:
 * `reasons` is their mask. `evidence` is what it rests on (a complete CRL with its delta), for proofs of existence.
 */
export interface RevocationStatement {
  readonly status: 'good' | 'revoked';
  readonly kind: 'ocsp' | 'crl';
  readonly reasons: number;
  readonly revokedAt: Date | null;
  /** A CRLReason's number (RFC 5280, 5.3.1); null where none is given. */
  readonly reason: number | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly evidence: readonly (Crl | OcspResponse)[];
  /** The certificates that signed it, where it is not the issuer's own. */
  readonly signatureAlgorithms: readonly Uint8Array[];
}

/** A certificate's status; `unknown` where no acceptable evidence speaks of it. */
export interface RevocationStatus {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly reason?: number;
  /** What says so. */
  readonly source?: RevocationStatement;
}

/** Reason certificateHold: suspended, and perhaps back again. */
export const certificateHold = 6;

/**
 * The status by all statements: a revocation outweighs every "good", save a suspension that newer evidence no longer
 * knows; "good" is told of all reasons together. `isAcceptable` says which statements are fresh enough to say "good".
 */
export function statusOf(
  statements: readonly RevocationStatement[],
  at: Date,
  isAcceptable: (statement: RevocationStatement) => boolean,
): RevocationStatus {
  const good = statements.filter((statement) => statement.status === 'good' && isAcceptable(statement));
  const covered = good.reduce((mask, { reasons }) => mask | reasons, 0);
  const revoked = statements.filter((statement) => {
    if (statement.status !== 'revoked' || !statement.revokedAt || statement.revokedAt > at) return false;
    return statement.reason !== certificateHold || !good.some(({ thisUpdate }) => thisUpdate > statement.thisUpdate);
  });
  const [worst] = revoked.sort((a, b) => time(a.revokedAt) - time(b.revokedAt));
  if (worst?.revokedAt) {
    const reason = worst.reason === null ? {} : { reason: worst.reason };
    return { status: 'revoked', revokedAt: worst.revokedAt, ...reason, source: worst };
  }
  const [freshest] = good.sort((a, b) => time(b.thisUpdate) - time(a.thisUpdate));
  return freshest && covered === allReasons ? { status: 'good', source: freshest } : { status: 'unknown' };
}

const time = (date: Date | null): number => date?.getTime() ?? 0;

/**
 * Fresh enough at a time: not of its future, and still current then, or current when what it is about was done, or
 * issued after that (EN 319 102-1, 5.2.5, with the evidence's own nextUpdate as the longest age). `reference` is when the
 * certificate was used, as far as that is proven.
 */
export function isFresh({ thisUpdate, nextUpdate }: RevocationStatement, at: Date, reference: Date): boolean {
  if (thisUpdate > at) return false;
  return thisUpdate >= reference || (nextUpdate !== null && nextUpdate >= reference);
}
