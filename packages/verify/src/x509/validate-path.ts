import { Asn1Fault } from '../asn1/tlv.ts';
import { equalBytes } from '../asn1/values.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { UnsupportedAlgorithm, parsePublicKey } from '../crypto/public-key.ts';
import { verifySignature } from '../crypto/verify-signature.ts';
import { signatureAlgorithmOf } from './algorithm-identifier.ts';
import type { Certificate } from './certificate.ts';
import { allowsKeyUsage, basicConstraintsOf, extensionOids } from './extensions.ts';
import { parseName, sameName } from './name.ts';

/** Why a path is refused; OUT_OF_VALIDITY alone may be cured by another time. */
export type PathReasonCode =
  | 'OUT_OF_VALIDITY'
  | 'SIGNATURE_INVALID'
  | 'ALGORITHM_UNSUPPORTED'
  | 'NAME_CHAINING'
  | 'NOT_A_CA'
  | 'PATH_TOO_LONG'
  | 'KEY_USAGE'
  | 'CRITICAL_EXTENSION_UNKNOWN'
  | 'CONSTRAINT_NOT_PROCESSED'
  | 'EXTENSION_REPEATED'
  | 'MALFORMED';

/** A reason with the index of its certificate in the path (0 is the leaf). */
export interface PathReason {
  readonly code: PathReasonCode;
  readonly index: number;
}

/** Critical extensions whose meaning is judged here or by the caller (policies without a policy being asked for). */
const processed: ReadonlySet<string> = new Set([
  extensionOids.keyUsage,
  extensionOids.subjectAltName,
  extensionOids.basicConstraints,
  extensionOids.certificatePolicies,
  extensionOids.extendedKeyUsage,
  extensionOids.subjectKeyId,
  extensionOids.policyMappings,
  extensionOids.inhibitAnyPolicy,
]);

/** Constraints of RFC 5280 that are not evaluated: a path that carries one is refused rather than passed unseen. */
const notEvaluated: ReadonlySet<string> = new Set([extensionOids.nameConstraints, extensionOids.policyConstraints]);

/**
 * Validates a path, the leaf first and the anchor last, at a time (RFC 5280, 6.1, without policies and name
 * constraints): every reason against it, none for a valid one. The anchor's own constraints bind (RFC 5937); its
 * signature and validity are not judged. `checkSignature` is a cache's chance.
 */
export async function validatePath(
  path: readonly Certificate[],
  at: Date,
  checkSignature: (subject: Certificate, issuer: Certificate) => Promise<SignatureOutcome>,
): Promise<PathReason[]> {
  const reasons: PathReason[] = [];
  const anchor = path.length - 1;
  for (let index = anchor; index >= 0; index--) {
    const certificate = path[index] as Certificate;
    try {
      parseName(certificate.subject);
      for (const code of ownReasons(certificate, index, anchor, at)) reasons.push({ code, index });
      if (index === anchor) continue;
      const issuer = path[index + 1] as Certificate;
      if (!sameName(certificate.issuer, issuer.subject)) reasons.push({ code: 'NAME_CHAINING', index });
      const outcome = await checkSignature(certificate, issuer);
      if (outcome !== 'valid') reasons.push({ code: outcome, index });
    } catch (error) {
      if (!(error instanceof Asn1Fault)) throw error;
      reasons.push({ code: 'MALFORMED', index });
    }
  }
  if (!reasons.some((reason) => reason.code === 'MALFORMED')) {
    for (const index of tooLong(path)) reasons.push({ code: 'PATH_TOO_LONG', index });
  }
  return reasons;
}

function ownReasons(certificate: Certificate, index: number, anchor: number, at: Date): PathReasonCode[] {
  const codes: PathReasonCode[] = [];
  const isAnchor = index === anchor;
  if (!isAnchor && (at < certificate.notBefore || at > certificate.notAfter)) codes.push('OUT_OF_VALIDITY');
  const seen = new Set<string>();
  for (const { oid, critical } of certificate.extensions) {
    if (seen.has(oid)) codes.push('EXTENSION_REPEATED');
    seen.add(oid);
    if (notEvaluated.has(oid)) codes.push('CONSTRAINT_NOT_PROCESSED');
    else if (critical && !processed.has(oid)) codes.push('CRITICAL_EXTENSION_UNKNOWN');
  }
  if (!equalBytes(certificate.signatureAlgorithm, certificate.innerAlgorithm)) codes.push('MALFORMED');
  if (index === 0) return codes;
  const constraints = basicConstraintsOf(certificate);
  // An anchor may be an old root without extensions; what it carries binds all the same.
  const mayLackConstraints = isAnchor && constraints === null;
  if (!constraints?.ca && !mayLackConstraints) codes.push('NOT_A_CA');
  if (!allowsKeyUsage(certificate, 'keyCertSign')) codes.push('KEY_USAGE');
  return codes;
}

/** 6.1.4 (l)–(m): self-issued certificates do not count towards the path length. */
function tooLong(path: readonly Certificate[]): number[] {
  const wrong: number[] = [];
  let allowed = Number.POSITIVE_INFINITY;
  for (let index = path.length - 1; index >= 1; index--) {
    const certificate = path[index] as Certificate;
    const isAnchor = index === path.length - 1;
    if (!isAnchor && !sameName(certificate.issuer, certificate.subject)) {
      if (allowed <= 0) wrong.push(index);
      allowed--;
    }
    const length = constraintsOrNull(certificate)?.pathLength;
    if (length !== null && length !== undefined) allowed = Math.min(allowed, length);
  }
  return wrong;
}

function constraintsOrNull(certificate: Certificate) {
  try {
    return basicConstraintsOf(certificate);
  } catch (error) {
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}

/** What a certificate's signature turned out to be. */
export type SignatureOutcome = 'valid' | 'SIGNATURE_INVALID' | 'ALGORITHM_UNSUPPORTED';

/** Whether an issuer's key made a certificate's signature. Throws Asn1Fault. */
export async function checkCertificateSignature(
  door: CryptoDoor,
  subject: Pick<Certificate, 'signatureAlgorithm' | 'tbs' | 'signature'>,
  issuer: Certificate,
): Promise<SignatureOutcome> {
  try {
    const algorithm = signatureAlgorithmOf(subject.signatureAlgorithm);
    const key = parsePublicKey(issuer.publicKey);
    const holds = await verifySignature(door, key, algorithm, subject.tbs, subject.signature);
    return holds ? 'valid' : 'SIGNATURE_INVALID';
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm) return 'ALGORITHM_UNSUPPORTED';
    throw error;
  }
}
