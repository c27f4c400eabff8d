import type { Certificate } from '../x509/certificate.ts';
import { findPath } from '../x509/find-path.ts';
import { allReasons } from '../x509/revocation/distribution-point.ts';
import type { RevocationStatement } from '../x509/revocation/statement.ts';
import { algorithmSound, certificateSound } from './cryptographic-constraints.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { TrustContext } from './trust-context.ts';

/** A path that was valid up to a control-time. */
export interface PastPath {
  readonly path: readonly Certificate[];
  readonly controlTime: Date;
}

/**
 * Question: up to when does a path stand that may be out of its time now? (past certificate validation, EN 319 102-1,
 * 5.6.2.2) The latest control-time of all paths, as long as it is no earlier than `needed`, when the signature existed.
 */
export async function checkPastCertificate(
  context: TrustContext,
  signer: Certificate,
  proofs: ProofsOfExistence,
  needed: Date,
): Promise<PastPath | null> {
  let best: PastPath | null = null;
  const { pool, signatures } = context;
  await findPath(signer, pool, { at: null }, signatures.check, async (path) => {
    const controlTime = await slide(context, path, proofs);
    if (controlTime && controlTime >= needed) best = { path, controlTime };
    return best ? [] : [{ code: 'OUT_OF_VALIDITY', index: 0 }];
  });
  return best;
}

/**
 * Validation time sliding (5.6.2.1): from the anchor's end of the path to the signer's the control-time moves back to when
 * each certificate is last known to have been good, by evidence that is proven to have existed by then.
 */
async function slide(
  context: TrustContext,
  path: readonly Certificate[],
  proofs: ProofsOfExistence,
): Promise<Date | null> {
  let control = context.at;
  const notBefore = path
    .slice(0, -1)
    .reduce((latest, one) => (one.notBefore > latest ? one.notBefore : latest), new Date(0));
  for (let index = path.length - 2; index >= 0; index--) {
    const certificate = path[index] as Certificate;
    if (context.revocation === 'required') {
      // That a certificate was revoked counts whoever says so when; that it was good, if it was said in time.
      const known = (await context.checker.statements(path, index)).filter(({ status, evidence }) => {
        return status === 'revoked' || evidence.every((piece) => proofs.ofEncoded(piece) <= control);
      });
      const until = knownUntil(known, control);
      if (!until) return null;
      control = until;
    }
    control = earliest(control, certificate.notAfter, certificateSound(certificate));
    if (proofs.ofEncoded(certificate) > control) return null;
  }
  return control < notBefore ? null : control;
}

/**
 * Up to when a certificate is known to have been good, at most until `control`: to its revocation, else to the end of what
 * the best evidence says. Null where nothing speaks of it.
 */
function knownUntil(statements: readonly RevocationStatement[], control: Date): Date | null {
  const revoked = statements.flatMap(({ status, revokedAt }) => (status === 'revoked' && revokedAt ? [revokedAt] : []));
  if (revoked.length) return earliest(control, ...revoked);
  const good = statements.filter(({ status, thisUpdate }) => status === 'good' && thisUpdate <= control);
  const until = ({ thisUpdate, nextUpdate, signatureAlgorithms }: RevocationStatement): Date => {
    const end = nextUpdate && nextUpdate > thisUpdate ? nextUpdate : thisUpdate;
    return earliest(control, end, ...signatureAlgorithms.map(algorithmSound));
  };
  const latestFirst = good.sort((a, b) => until(b).getTime() - until(a).getTime());
  let covered = 0;
  for (const statement of latestFirst) {
    covered |= statement.reasons;
    if (covered === allReasons) return until(statement);
  }
  return null;
}

const earliest = (...times: readonly Date[]): Date => times.reduce((a, b) => (b < a ? b : a));
