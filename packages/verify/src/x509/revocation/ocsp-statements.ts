import { childrenOf, contentOf, expectUniversal, readTlv, universal } from '../../asn1/tlv.ts';
import { equalBytes } from '../../asn1/values.ts';
import type { CryptoDoor } from '../../crypto/crypto-door.ts';
import { digest } from '../../crypto/digest.ts';
import { extensionOf, type Certificate } from '../certificate.ts';
import { allowsKeyUsage, extendedKeyUsageOf } from '../extensions.ts';
import { sameName } from '../name.ts';
import type { SignatureCache } from '../signature-cache.ts';
import { validateCertificationPath } from '../validate-path.ts';
import { allReasons } from './distribution-point.ts';
import type { OcspResponse, SingleResponse } from './ocsp.ts';
import type { RevocationStatement } from './statement.ts';

interface OcspContext {
  readonly door: CryptoDoor;
  readonly checkSignature: SignatureCache['check'];
  /** Certificates beside the response's own that may be its responder's. */
  readonly responders: () => readonly Certificate[];
  /** Whether a delegated responder without nocheck is, or may be, revoked. */
  readonly isRevoked: (responder: Certificate) => Promise<boolean>;
}

const ocspSigning = '1.3.6.1.5.5.7.3.9';
const noCheck = '1.3.6.1.5.5.7.48.1.5';

/**
 * What an OCSP response says of a certificate (RFC 6960, 3.2): the response is authentic, and its certId, by whatever
 * hash, is of this certificate and this issuer. Throws Asn1Fault.
 */
export async function ocspStatements(
  context: OcspContext,
  certificate: Certificate,
  issuer: Certificate,
  response: OcspResponse,
): Promise<RevocationStatement[]> {
  const statements: RevocationStatement[] = [];
  for (const single of response.responses) {
    if (single.serialNumber !== certificate.serialNumber || single.status === 'unknown') continue;
    if (!(await namesIssuer(context.door, single, issuer))) continue;
    const algorithms = await authorisedBy(context, response, issuer);
    if (!algorithms) return [];
    const { status, revokedAt, reason, thisUpdate, nextUpdate, archiveCutoff } = single;
    if (status === 'revoked' && !revokedAt) continue;
    // Of a certificate that had expired a responder may have forgotten the revocation.
    if (status === 'good' && thisUpdate > certificate.notAfter && !isKept(archiveCutoff, certificate)) continue;
    const times = { thisUpdate, nextUpdate, revokedAt };
    const base = { kind: 'ocsp', reasons: allReasons, evidence: [response] } as const;
    statements.push({ status, reason, ...times, ...base, signatureAlgorithms: algorithms });
  }
  return statements;
}

const isKept = (cutoff: Date | null, { notAfter }: Certificate): boolean => cutoff !== null && cutoff <= notAfter;

/** Whether a response's certId is of this issuer, by whatever hash. Throws Asn1Fault. */
export async function namesIssuer(door: CryptoDoor, single: SingleResponse, issuer: Certificate): Promise<boolean> {
  const nameHash = await digest(door, single.hash, issuer.subject);
  return (
    equalBytes(nameHash, single.issuerNameHash) &&
    equalBytes(await digest(door, single.hash, keyBitsOf(issuer)), single.issuerKeyHash)
  );
}

function keyBitsOf({ publicKey }: Certificate): Uint8Array {
  const key = childrenOf(readTlv(publicKey))[1];
  return contentOf(expectUniversal(key, universal.bitString, 'a public key')).subarray(1);
}

/**
 * RFC 6960, 4.2.2.2: the issuer itself, or a responder that the issuer made for this, valid when it answered; in any case
 * the one that the response names (3.2). The signature algorithms that this rests on; null where nobody may have made it.
 */
async function authorisedBy(
  { door, checkSignature, responders, isRevoked }: OcspContext,
  response: OcspResponse,
  issuer: Certificate,
): Promise<Uint8Array[] | null> {
  const made = async (by: Certificate) =>
    (await names(door, response, by)) && (await checkSignature(response, by)) === 'valid';
  if (await made(issuer)) return [response.signatureAlgorithm];
  for (const responder of candidates(response.certificates, responders)) {
    if (!mayAnswer(responder) || !(await made(responder))) continue;
    const inputs = { at: response.producedAt };
    if ((await validateCertificationPath([responder, issuer], inputs, checkSignature)).length) continue;
    if (extensionOf(responder, noCheck) || !(await isRevoked(responder))) {
      return [response.signatureAlgorithm, responder.signatureAlgorithm];
    }
  }
  return null;
}

/** The response's own certificates first; others are looked for only where none of them made it. */
function* candidates(own: readonly Certificate[], others: () => readonly Certificate[]): Generator<Certificate> {
  yield* own;
  yield* others();
}

async function names(door: CryptoDoor, { responder }: OcspResponse, certificate: Certificate): Promise<boolean> {
  if ('name' in responder) return sameName(responder.name, certificate.subject);
  return equalBytes(await digest(door, 'SHA-1', keyBitsOf(certificate)), responder.keyHash);
}

/** The purpose itself, not any purpose (4.2.2.2), and a key that signs (RFC 5280, 4.2.1.12). */
export function mayAnswer(responder: Certificate): boolean {
  const signs = allowsKeyUsage(responder, 'digitalSignature') || allowsKeyUsage(responder, 'nonRepudiation');
  return signs && (extendedKeyUsageOf(responder)?.includes(ocspSigning) ?? false);
}
