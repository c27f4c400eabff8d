import { Asn1Fault } from '../asn1/tlv.ts';
import { equalBytes } from '../asn1/values.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { UnsupportedAlgorithm, parsePublicKey } from '../crypto/public-key.ts';
import { verifySignature } from '../crypto/verify-signature.ts';
import { signatureAlgorithmOf } from './algorithm-identifier.ts';
import type { Certificate } from './certificate.ts';
import { allowsKeyUsage, basicConstraintsOf, extendedKeyUsageOf, extensionOids } from './extensions.ts';
import { NameConstraints } from './name-constraints.ts';
import { isEmptyName, parseName, sameName } from './name.ts';
import type { PathReason, PathReasonCode } from './path-reason.ts';
import { PolicyGraph, type PolicyInputs } from './policy-graph.ts';

/**
 * The inputs of path validation (RFC 5280, 6.1.1). Without `at` validity is not judged: the caller looks for a time at which
 * the path was valid. `purposes` are OIDs of extended key usages that the path must allow.
 */
export interface PathInputs extends PolicyInputs {
  readonly at: Date | null;
  readonly purposes?: readonly string[];
}

/** Whether an issuer's key made a certificate's signature; a cache's chance. */
export type CheckSignature = (subject: Certificate, issuer: Certificate) => Promise<SignatureOutcome>;

/** Critical extensions whose meaning is judged here, or by the caller (distribution points, by revocation). */
const processed: ReadonlySet<string> = new Set(Object.values(extensionOids));
const anyPurpose = '2.5.29.37.0';

/**
 * Validates a path, the leaf first and the anchor last, at a time (RFC 5280, 6.1): every reason against it, none for a
 * valid one. The anchor's own constraints bind (RFC 5937); its signature and validity are not judged.
 */
export async function validateCertificationPath(
  path: readonly Certificate[],
  inputs: PathInputs,
  checkSignature: CheckSignature,
): Promise<PathReason[]> {
  const reasons: PathReason[] = [];
  const walk = readable(() => new PathWalk(path, inputs), path.length - 1, reasons);
  if (!walk) return reasons;
  for (let index = path.length - 1; index >= 0; index--) {
    const add = (code: PathReasonCode): number => reasons.push({ code, index });
    readable(() => walk.step(index, add), index, reasons);
    if (index === path.length - 1) continue;
    const outcome = await checkSignature(path[index] as Certificate, path[index + 1] as Certificate);
    if (outcome !== 'valid') add(outcome);
  }
  return reasons;
}

/** What cannot be read is refused. */
function readable<T>(read: () => T, index: number, reasons: PathReason[]): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Asn1Fault)) throw error;
    reasons.push({ code: 'MALFORMED', index, detail: error.message });
    return null;
  }
}

type Add = (code: PathReasonCode) => void;

/** The state of the algorithm (6.1.2) on its way from the anchor to the leaf. */
class PathWalk {
  readonly #path: readonly Certificate[];
  readonly #inputs: PathInputs;
  readonly #policies: PolicyGraph;
  readonly #names = new NameConstraints();
  #allowedLength = Number.POSITIVE_INFINITY;

  constructor(path: readonly Certificate[], inputs: PathInputs) {
    this.#path = path;
    this.#inputs = inputs;
    this.#policies = new PolicyGraph(inputs, path.length - 1, path.at(-1) as Certificate);
  }

  step(index: number, add: Add): void {
    const certificate = this.#path[index] as Certificate;
    const isAnchor = index === this.#path.length - 1;
    parseName(certificate.subject);
    checkExtensions(certificate, add);
    if (isAnchor && index > 0) this.#prepareBelowAnchor(certificate, add);
    if (isAnchor) return this.#checkPurposes(certificate, add);
    const issuer = this.#path[index + 1] as Certificate;
    const selfIssued = sameName(certificate.issuer, certificate.subject);
    const { at } = this.#inputs;
    // The reason of time comes last: a caller may move the time, and then nothing else must have been missed.
    if (!equalBytes(certificate.signatureAlgorithm, certificate.innerAlgorithm)) add('MALFORMED');
    if (!sameName(certificate.issuer, issuer.subject)) add('NAME_CHAINING');
    if ((!selfIssued || index === 0) && !this.#names.allow(certificate)) add('NAME_NOT_PERMITTED');
    if (!this.#policies.take(certificate, selfIssued && index > 0)) add('POLICY_NOT_VALID');
    if (index > 0) this.#prepare(certificate, selfIssued, add);
    else if (!this.#policies.conclude(certificate)) add('POLICY_NOT_VALID');
    this.#checkPurposes(certificate, add);
    if (at && (at < certificate.notBefore || at > certificate.notAfter)) add('OUT_OF_VALIDITY');
  }

  /** 6.1.4: what an authority must be, and what it demands of those below it. */
  #prepare(certificate: Certificate, selfIssued: boolean, add: Add): void {
    this.#policies.prepare(certificate, selfIssued);
    this.#names.add(certificate);
    const constraints = basicConstraintsOf(certificate);
    if (!constraints?.ca || certificate.version !== 3) add('NOT_A_CA');
    if (!selfIssued && this.#allowedLength-- <= 0) add('PATH_TOO_LONG');
    this.#allowedLength = Math.min(this.#allowedLength, constraints?.pathLength ?? this.#allowedLength);
    if (!allowsKeyUsage(certificate, 'keyCertSign')) add('KEY_USAGE');
    if (isEmptyName(certificate.subject)) add('NAME_CHAINING');
  }

  /** RFC 5937, 3.2. An anchor may be an old root without extensions; what it carries binds all the same. */
  #prepareBelowAnchor(certificate: Certificate, add: Add): void {
    this.#names.add(certificate);
    const constraints = basicConstraintsOf(certificate);
    if (constraints && !constraints.ca) add('NOT_A_CA');
    this.#allowedLength = constraints?.pathLength ?? this.#allowedLength;
    if (!allowsKeyUsage(certificate, 'keyCertSign')) add('KEY_USAGE');
  }

  /** A purpose that an authority does not have, its certificates have not either (as all browsers hold). */
  #checkPurposes(certificate: Certificate, add: Add): void {
    const own = extendedKeyUsageOf(certificate);
    const { purposes = [] } = this.#inputs;
    if (!own || own.includes(anyPurpose)) return;
    if (!purposes.every((purpose) => own.includes(purpose))) add('EXTENDED_KEY_USAGE');
  }
}

function checkExtensions({ extensions, version }: Certificate, add: Add): void {
  const seen = new Set<string>();
  for (const { oid, critical } of extensions) {
    if (seen.has(oid)) add('EXTENSION_REPEATED');
    seen.add(oid);
    if (critical && !processed.has(oid)) add('CRITICAL_EXTENSION_UNKNOWN');
  }
  if (extensions.length && version !== 3) add('MALFORMED');
}

/** What a certificate's signature turned out to be. */
export type SignatureOutcome = 'valid' | 'SIGNATURE_INVALID' | 'ALGORITHM_UNSUPPORTED' | 'MALFORMED' | 'LIMIT_REACHED';

/** Whether an issuer's key made a signature: of a certificate, a CRL or an OCSP response. */
export async function checkCertificateSignature(
  door: CryptoDoor,
  subject: Pick<Certificate, 'signatureAlgorithm' | 'tbs' | 'signature'>,
  issuer: Pick<Certificate, 'publicKey'>,
): Promise<SignatureOutcome> {
  try {
    const algorithm = signatureAlgorithmOf(subject.signatureAlgorithm);
    const key = parsePublicKey(issuer.publicKey);
    const holds = await verifySignature(door, key, algorithm, subject.tbs, subject.signature);
    return holds ? 'valid' : 'SIGNATURE_INVALID';
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm) return 'ALGORITHM_UNSUPPORTED';
    if (error instanceof Asn1Fault) return 'MALFORMED';
    throw error;
  }
}
