import { Asn1Fault, childrenOf, contentOf, isContext, readTlv, universal, expectUniversal } from '../../asn1/tlv.ts';
import { equalBytes, hexOf } from '../../asn1/values.ts';
import type { CryptoDoor } from '../../crypto/crypto-door.ts';
import { digest } from '../../crypto/digest.ts';
import { extensionOf, type Certificate } from '../certificate.ts';
import { allowsKeyUsage, basicConstraintsOf, extendedKeyUsageOf } from '../extensions.ts';
import { sameName } from '../name.ts';
import { checkCertificateSignature } from '../validate-path.ts';
import type { Crl } from './crl.ts';
import type { OcspResponse, SingleResponse } from './ocsp.ts';

/** All evidence at hand. */
export interface RevocationEvidence {
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
}

/**
 * When the status is asked for. `provenTime` is a time before which the signature existed, by a trusted time stamp:
 * evidence issued after it is fresh enough for ever, and a later revocation does not reach back.
 */
export interface RevocationTime {
  readonly at: Date;
  readonly provenTime: Date | null;
}

/** A certificate's status; `unknown` where no acceptable evidence speaks of it. */
export interface RevocationStatus {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  /** What says so. */
  readonly source?: { readonly kind: 'ocsp' | 'crl'; readonly thisUpdate: Date; readonly nextUpdate: Date | null };
}

const unknown: RevocationStatus = { status: 'unknown' };

/** The status of a certificate by its issuer's OCSP responses and CRLs; a revocation outweighs every "good". */
export async function checkRevocation(
  door: CryptoDoor,
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence,
  time: RevocationTime,
): Promise<RevocationStatus> {
  let result = unknown;
  for (const response of evidence.ocspResponses) {
    result = worse(result, await byOcsp(door, certificate, issuer, response, time));
  }
  for (const crl of evidence.crls) result = worse(result, await byCrl(door, certificate, issuer, crl, time));
  const { revokedAt } = result;
  const later = revokedAt && time.provenTime && revokedAt > time.provenTime;
  return result.status === 'revoked' && later ? { ...result, status: 'good' } : result;
}

function worse(a: RevocationStatus, b: RevocationStatus): RevocationStatus {
  if (a.status === 'revoked' && b.status === 'revoked') return (a.revokedAt ?? 0) < (b.revokedAt ?? 0) ? a : b;
  if (a.status === 'revoked' || b.status === 'revoked') return a.status === 'revoked' ? a : b;
  return a.status === 'good' ? a : b;
}

/** Not of the future, and either still current or issued after the signature is known to have existed. */
function isFresh(
  { thisUpdate, nextUpdate }: { thisUpdate: Date; nextUpdate: Date | null },
  time: RevocationTime,
): boolean {
  if (thisUpdate > time.at) return false;
  if (time.provenTime && thisUpdate >= time.provenTime) return true;
  return nextUpdate !== null && nextUpdate >= time.at;
}

async function byOcsp(
  door: CryptoDoor,
  certificate: Certificate,
  issuer: Certificate,
  response: OcspResponse,
  time: RevocationTime,
): Promise<RevocationStatus> {
  for (const single of response.responses) {
    if (single.serialNumber !== certificate.serialNumber) continue;
    if (!(await namesIssuer(door, single, issuer)) || !(await isAuthorised(door, response, issuer))) continue;
    const source = { kind: 'ocsp', thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate } as const;
    if (single.status === 'revoked' && single.revokedAt) {
      return { status: 'revoked', revokedAt: single.revokedAt, source };
    }
    if (single.status === 'good' && isFresh(single, time)) return { status: 'good', source };
  }
  return unknown;
}

async function namesIssuer(door: CryptoDoor, single: SingleResponse, issuer: Certificate): Promise<boolean> {
  const key = childrenOf(readTlv(issuer.publicKey))[1];
  const bits = contentOf(expectUniversal(key, universal.bitString, 'a public key')).subarray(1);
  const nameHash = await digest(door, single.hash, issuer.subject);
  return (
    equalBytes(nameHash, single.issuerNameHash) &&
    equalBytes(await digest(door, single.hash, bits), single.issuerKeyHash)
  );
}

/** RFC 6960, 4.2.2.2: the issuer itself, or a responder that it made for this and exempted from revocation. */
async function isAuthorised(door: CryptoDoor, response: OcspResponse, issuer: Certificate): Promise<boolean> {
  if ((await checkCertificateSignature(door, response, issuer)) === 'valid') return true;
  for (const responder of response.certificates) {
    const delegated = extendedKeyUsageOf(responder)?.includes('1.3.6.1.5.5.7.3.9') ?? false;
    const exempt = extensionOf(responder, '1.3.6.1.5.5.7.48.1.5') !== undefined;
    const current = response.producedAt >= responder.notBefore && response.producedAt <= responder.notAfter;
    if (!delegated || !exempt || !current || !sameName(responder.issuer, issuer.subject)) continue;
    if ((await checkCertificateSignature(door, responder, issuer)) !== 'valid') continue;
    if ((await checkCertificateSignature(door, response, responder)) === 'valid') return true;
  }
  return false;
}

async function byCrl(
  door: CryptoDoor,
  certificate: Certificate,
  issuer: Certificate,
  crl: Crl,
  time: RevocationTime,
): Promise<RevocationStatus> {
  if (!crl.plainEntries || !sameName(crl.issuer, issuer.subject) || !allowsKeyUsage(issuer, 'cRLSign')) return unknown;
  if ((await checkCertificateSignature(door, crl, issuer)) !== 'valid') return unknown;
  const entry = crl.revoked.get(certificate.serialNumber);
  // removeFromCRL (8) belongs to delta CRLs, which are not read as a whole list.
  const source = { kind: 'crl', thisUpdate: crl.thisUpdate, nextUpdate: crl.nextUpdate } as const;
  if (entry && entry.reason !== 8) return { status: 'revoked', revokedAt: entry.time, source };
  return isFresh(crl, time) && speaksOf(crl, certificate) ? { status: 'good', source } : unknown;
}

/** Whether silence about a certificate means that it is good: a whole list, for certificates of its kind and place. */
function speaksOf(crl: Crl, certificate: Certificate): boolean {
  const known = new Set(['2.5.29.20', '2.5.29.28', '2.5.29.35']);
  if (crl.extensions.some(({ oid, critical }) => oid === '2.5.29.27' || (critical && !known.has(oid)))) return false;
  const scope = crl.extensions.find(({ oid }) => oid === '2.5.29.28');
  if (!scope) return true;
  const isCa = basicConstraintsOf(certificate)?.ca ?? false;
  return childrenOf(readTlv(scope.value)).every((part) => {
    if (isContext(part, 0)) return namesSamePlace(contentOf(part), certificate);
    const set = contentOf(part)[0] !== 0;
    if (isContext(part, 1)) return !set || !isCa;
    if (isContext(part, 2)) return !set || isCa;
    // Only some reasons, indirect, attribute certificates: silence says less than all.
    return isContext(part, 3) ? false : !set;
  });
}

/** RFC 5280, 6.3.3 (b)(2): the list's distribution point is one that the certificate names. */
function namesSamePlace(point: Uint8Array, certificate: Certificate): boolean {
  const own = extensionOf(certificate, '2.5.29.31');
  if (!own) return false;
  try {
    const names = childrenOf(readTlv(point)).map((name) => hexOf(name.bytes.subarray(name.start, name.end)));
    const listed = hexOf(own.value);
    return names.some((name) => listed.includes(name));
  } catch (error) {
    if (error instanceof Asn1Fault) return false;
    throw error;
  }
}
