import { Asn1Fault, rawOf } from '../asn1/tlv.ts';
import { equalBytes, octetsOf, oidOf } from '../asn1/values.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { UnsupportedAlgorithm, parsePublicKey } from '../crypto/public-key.ts';
import { verifySignature, type SignatureAlgorithm } from '../crypto/verify-signature.ts';
import type { Notice } from '../finding-code.ts';
import { hashOf, signatureAlgorithmOf } from '../x509/algorithm-identifier.ts';
import type { Certificate } from '../x509/certificate.ts';
import { oids } from './oids.ts';
import { singleValue, type SignedData, type SignerInfo } from './signed-data.ts';
import { certificatesNamedBy, essCertificateId, matchesEss } from './signing-certificate.ts';

/** What is signed: its bytes, and its digest by any hash (computed once by the caller). */
export interface SignedContent {
  bytes(): Uint8Array;
  digest(hash: HashName): Promise<Uint8Array>;
}

/** Why a signature does not hold, by the sub-indications of EN 319 102-1, 5.1.3. */
export type CmsFailure =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'CRYPTO_CONSTRAINTS_FAILURE';

/** The verdict on one SignedData; `failure` is absent when it is intact. */
export interface CmsVerdict {
  integrity: 'intact' | 'broken' | 'undetermined';
  failure?: CmsFailure;
  notices: Notice[];
  signer: Certificate | null;
  signerInfo: SignerInfo | null;
  hash: HashName | null;
  algorithm: SignatureAlgorithm | null;
}

/**
 * Verifies a SignedData over a content (RFC 5652, 5.4 and 5.6): one signer, its certificate by identifier and ESS,
 * content-type and message-digest, signature value. Extra certificates may come from elsewhere (/Cert, /DSS).
 */
export async function verifySignedData(
  door: CryptoDoor,
  data: SignedData,
  content: SignedContent,
  extraCertificates: readonly Certificate[] = [],
): Promise<CmsVerdict> {
  const verdict: CmsVerdict = {
    integrity: 'undetermined',
    notices: [],
    signer: null,
    signerInfo: null,
    hash: null,
    algorithm: null,
  };
  try {
    await judge(door, data, content, extraCertificates, verdict);
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm) {
      verdict.notices.push({ code: 'ALGORITHM_UNSUPPORTED', detail: error.message });
      Object.assign(verdict, { integrity: 'undetermined', failure: 'CRYPTO_CONSTRAINTS_FAILURE' });
    } else if (error instanceof Asn1Fault) fail(verdict, 'FORMAT_FAILURE', 'CMS_MALFORMED', error.message);
    else throw error;
  }
  return verdict;
}

function fail(verdict: CmsVerdict, failure: CmsFailure, code: Notice['code'], detail?: string): void {
  verdict.notices.push(detail === undefined ? { code } : { code, detail });
  verdict.integrity = 'broken';
  verdict.failure = failure;
}

async function judge(
  door: CryptoDoor,
  data: SignedData,
  content: SignedContent,
  extraCertificates: readonly Certificate[],
  verdict: CmsVerdict,
): Promise<void> {
  const [signer] = data.signerInfos;
  if (!signer || data.signerInfos.length !== 1) {
    return fail(verdict, 'FORMAT_FAILURE', 'CMS_SIGNER_COUNT', String(data.signerInfos.length));
  }
  verdict.signerInfo = signer;
  verdict.hash = hashOf(signer.digestAlgorithm);
  verdict.algorithm = signatureAlgorithmOf(rawOf(signer.signatureAlgorithm), verdict.hash);
  const { algorithm, hash } = verdict;
  if (!algorithmsAgree(algorithm, hash, signer.signedAttributes !== null)) {
    return fail(
      verdict,
      'SIG_CRYPTO_FAILURE',
      'CMS_ALGORITHMS_DIFFER',
      `${hash}, ${algorithm.scheme} ${algorithm.hash}`,
    );
  }
  // Checked before the certificate is looked for: a wrong digest is a wrong digest whoever signed.
  if (signer.signedAttributes && !(await attributesHold(signer, data, content, verdict.hash, verdict))) return;
  const certificate = await findSigner(door, signer, [...data.certificates, ...extraCertificates], verdict);
  if (!certificate) return;
  verdict.signer = certificate;
  const message = signer.signedBytes ?? content.bytes();
  const key = parsePublicKey(certificate.publicKey);
  if (!(await verifySignature(door, key, verdict.algorithm, message, signer.signature))) {
    return fail(verdict, 'SIG_CRYPTO_FAILURE', 'SIGNATURE_VALUE_INVALID');
  }
  if (verdict.integrity !== 'broken') verdict.integrity = 'intact';
}

/** RFC 5652, 5.3: the signature's hash is the digest algorithm; RFC 8419 fixes the digests of EdDSA. */
function algorithmsAgree(algorithm: SignatureAlgorithm, hash: HashName, hasAttributes: boolean): boolean {
  if (algorithm.scheme === 'ed25519') return !hasAttributes || hash === 'SHA-512';
  if (algorithm.scheme === 'ed448') return !hasAttributes || hash === 'SHAKE256';
  return algorithm.hash === hash;
}

async function attributesHold(
  signer: SignerInfo,
  data: SignedData,
  content: SignedContent,
  hash: HashName,
  verdict: CmsVerdict,
): Promise<boolean> {
  const contentType = singleValue(signer.signedAttributes, oids.contentType);
  if (!contentType || oidOf(contentType) !== data.contentType) {
    fail(verdict, 'FORMAT_FAILURE', 'CMS_CONTENT_TYPE');
    return false;
  }
  const messageDigest = singleValue(signer.signedAttributes, oids.messageDigest);
  if (!messageDigest) {
    fail(verdict, 'FORMAT_FAILURE', 'CMS_MESSAGE_DIGEST_MISSING');
    return false;
  }
  if (equalBytes(octetsOf(messageDigest), await content.digest(hash))) return true;
  fail(verdict, 'HASH_FAILURE', 'DIGEST_MISMATCH');
  return false;
}

/** The signing certificate by ESS where there is one (EN 319 102-1, 5.2.3), else by the signer identifier alone. */
async function findSigner(
  door: CryptoDoor,
  signer: SignerInfo,
  certificates: readonly Certificate[],
  verdict: CmsVerdict,
): Promise<Certificate | null> {
  const named = certificatesNamedBy(signer, certificates);
  const ess = essCertificateId(signer);
  if (!ess) {
    if (named[0]) return named[0];
  } else {
    for (const certificate of named) if (await matchesEss(door, certificate, ess)) return certificate;
    if (named.length) {
      fail(verdict, 'NO_SIGNING_CERTIFICATE_FOUND', 'SIGNER_CERTIFICATE_MISMATCH');
      return null;
    }
  }
  verdict.notices.push({ code: 'SIGNER_CERTIFICATE_MISSING' });
  verdict.failure = 'NO_SIGNING_CERTIFICATE_FOUND';
  return null;
}
