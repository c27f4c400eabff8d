import { Asn1Fault } from '../asn1/tlv.ts';
import { equalBytes } from '../asn1/values.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { Certificate } from './certificate.ts';
import { sameName } from './name.ts';
import { checkCertificateSignature, validatePath, type PathReason, type SignatureOutcome } from './validate-path.ts';

/** The best path found: `reasons` is empty for a valid one, `path` empty where none leads to an anchor. */
export interface PathResult {
  readonly path: readonly Certificate[];
  readonly reasons: readonly PathReason[];
}

const maxPathLength = 12;
const maxPaths = 64;

/**
 * Looks for a valid path from a certificate to an anchor over a bag of others, at a time. Goes on while a path fails
 * and another is left (at most 64 paths of 12); the failure told is that with the fewest reasons.
 */
export async function findPath(
  door: CryptoDoor,
  leaf: Certificate,
  bag: readonly Certificate[],
  anchors: readonly Certificate[],
  at: Date,
): Promise<PathResult> {
  const outcomes = new Map<Certificate, Map<Certificate, Promise<SignatureOutcome>>>();
  const cached = (subject: Certificate, issuer: Certificate): Promise<SignatureOutcome> => {
    const known = outcomes.get(subject) ?? new Map<Certificate, Promise<SignatureOutcome>>();
    outcomes.set(subject, known);
    const outcome = known.get(issuer) ?? checkCertificateSignature(door, subject, issuer);
    known.set(issuer, outcome);
    return outcome;
  };
  let best: PathResult = { path: [], reasons: [] };
  let tried = 0;
  for (const path of candidatePaths(leaf, bag, anchors)) {
    const reasons = await validatePath(path, at, cached);
    if (reasons.length === 0) return { path, reasons };
    if (best.path.length === 0 || reasons.length < best.reasons.length) best = { path, reasons };
    if (++tried >= maxPaths) break;
  }
  return best;
}

function* candidatePaths(
  leaf: Certificate,
  bag: readonly Certificate[],
  anchors: readonly Certificate[],
): Generator<Certificate[]> {
  if (anchors.some((anchor) => equalBytes(anchor.der, leaf.der))) yield [leaf];
  // Bounded apart from the paths: a bag of cross-certificates may lead nowhere in a thousand ways.
  let steps = 2000;
  function* extend(path: Certificate[]): Generator<Certificate[]> {
    if (path.length >= maxPathLength || --steps < 0) return;
    const last = path.at(-1) as Certificate;
    for (const anchor of anchors) if (chains(last, anchor) && !contains(path, anchor)) yield [...path, anchor];
    for (const issuer of bag) {
      if (chains(last, issuer) && !contains(path, issuer) && !contains(anchors, issuer))
        yield* extend([...path, issuer]);
    }
  }
  yield* extend([leaf]);
}

function chains(subject: Certificate, issuer: Certificate): boolean {
  try {
    return sameName(subject.issuer, issuer.subject);
  } catch (error) {
    if (error instanceof Asn1Fault) return false;
    throw error;
  }
}

/** 6.1: a path holds no certificate twice; the same name and key under another certificate would loop as well. */
function contains(path: readonly Certificate[], certificate: Certificate): boolean {
  return path.some((one) => {
    return equalBytes(one.publicKey, certificate.publicKey) && equalBytes(one.subject, certificate.subject);
  });
}
