import { Asn1Fault, contentOf, isUniversal, readTlv, universal } from '../asn1/tlv.ts';
import { equalBytes, octetsOf } from '../asn1/values.ts';
import { parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { verifyTimestamp, type TimestampInfo } from '../cms/timestamp.ts';
import { verifySignedData, type CmsVerdict, type SignedContent } from '../cms/verify-signed-data.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { UnsupportedAlgorithm, parsePublicKey } from '../crypto/public-key.ts';
import { verifySignature } from '../crypto/verify-signature.ts';
import type { Notice } from '../finding-code.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import { contentOfBytes } from './signed-content.ts';

/** The verdict on a signature value; `data` is the CMS where there is one, `timestamp` that of a document timestamp. */
export interface SignatureValueCheck extends CmsVerdict {
  data: SignedData | null;
  timestamp: TimestampInfo | null;
}

/** What a signature dictionary hands over: SubFilter, Contents, the DER strings of /Cert. */
export interface SignatureValue {
  readonly subFilter: string | null;
  readonly contents: Uint8Array;
  readonly certificates: readonly Uint8Array[];
}

/** Formats of ISO 32000-2, table 260; another one is read as a detached CMS, and told. */
const known: ReadonlySet<string> = new Set([
  'adbe.pkcs7.detached',
  'adbe.pkcs7.sha1',
  'adbe.x509.rsa_sha1',
  'ETSI.CAdES.detached',
  'ETSI.RFC3161',
]);

const nothing = { signer: null, signerInfo: null, hash: null, algorithm: null, data: null, timestamp: null };

/** Question: do digest and signature value hold over the signed bytes? (ISO 32000-2, 12.8.3) */
export async function checkSignatureValue(
  door: CryptoDoor,
  value: SignatureValue,
  content: SignedContent,
): Promise<SignatureValueCheck> {
  const { subFilter, contents } = value;
  const notices: Notice[] = [];
  try {
    if (!known.has(subFilter ?? '')) notices.push({ code: 'SUBFILTER_UNKNOWN', detail: subFilter ?? '' });
    if (subFilter === 'adbe.x509.rsa_sha1') return await checkPlainRsa(door, value, content);
    const data = parseSignedData(contents);
    notices.push(...paddingNotices(contents, data.end));
    const extra = readCertificates(value.certificates);
    if (subFilter === 'ETSI.RFC3161') {
      const { info, ...verdict } = await verifyTimestamp(door, data, content, extra);
      return { ...verdict, notices: [...verdict.notices, ...notices], data, timestamp: info };
    }
    const verdict =
      subFilter === 'adbe.pkcs7.sha1'
        ? await checkSha1Content(door, data, content, extra)
        : await checkDetached(door, data, content, extra);
    return { ...verdict, notices: [...verdict.notices, ...notices], data, timestamp: null };
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm) {
      notices.push({ code: 'ALGORITHM_UNSUPPORTED', detail: error.message });
      return { ...nothing, integrity: 'undetermined', failure: 'CRYPTO_CONSTRAINTS_FAILURE', notices };
    }
    if (!(error instanceof Asn1Fault)) throw error;
    notices.push({ code: 'CMS_MALFORMED', detail: error.message });
    return { ...nothing, integrity: 'broken', failure: 'FORMAT_FAILURE', notices };
  }
}

async function checkDetached(
  door: CryptoDoor,
  data: SignedData,
  content: SignedContent,
  extra: readonly Certificate[],
): Promise<CmsVerdict> {
  const verdict = await verifySignedData(door, data, content, extra);
  if (data.content === null) return verdict;
  // 12.8.3.3: nothing is encapsulated. A CMS with a content of its own signs that, whatever its digest says.
  const notices: Notice[] = [...verdict.notices, { code: 'CMS_CONTENT_NOT_DETACHED' }];
  return { ...verdict, integrity: 'broken', failure: 'FORMAT_FAILURE', notices };
}

/** 12.8.3.3: the CMS encloses the SHA-1 digest of the byte range. */
async function checkSha1Content(
  door: CryptoDoor,
  data: SignedData,
  content: SignedContent,
  extra: readonly Certificate[],
): Promise<CmsVerdict> {
  if (!data.content) {
    const notices: Notice[] = [{ code: 'CMS_CONTENT_MISSING' }];
    return { ...nothing, integrity: 'broken', failure: 'FORMAT_FAILURE', notices };
  }
  const verdict = await verifySignedData(door, data, contentOfBytes(door, data.content), extra);
  if (equalBytes(data.content, await content.digest('SHA-1'))) return verdict;
  const notices: Notice[] = [...verdict.notices, { code: 'DIGEST_MISMATCH' }];
  return { ...verdict, integrity: 'broken', failure: 'HASH_FAILURE', notices };
}

/** 12.8.3.2: Contents is an octet string with a PKCS#1 v1.5 value, /Cert the chain, the signer's first. */
async function checkPlainRsa(
  door: CryptoDoor,
  { contents, certificates }: SignatureValue,
  content: SignedContent,
): Promise<SignatureValueCheck> {
  const [signer] = readCertificates(certificates);
  if (!signer) {
    const notices: Notice[] = [{ code: 'SIGNER_CERTIFICATE_MISSING' }];
    return { ...nothing, integrity: 'undetermined', failure: 'NO_SIGNING_CERTIFICATE_FOUND', notices };
  }
  const wrapped = readTlv(contents);
  const value = isUniversal(wrapped, universal.octetString) ? octetsOf(wrapped) : contentOf(wrapped);
  const key = parsePublicKey(signer.publicKey);
  // The name says SHA-1; later producers put other hashes under it, and only one of them can hold.
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'RIPEMD-160', 'MD5'] satisfies HashName[]) {
    const algorithm = { scheme: 'rsa-pkcs1', hash } as const;
    if (await verifySignature(door, key, algorithm, content.bytes(), value)) {
      return { ...nothing, integrity: 'intact', notices: [], signer, hash, algorithm };
    }
  }
  const notices: Notice[] = [{ code: 'SIGNATURE_VALUE_INVALID' }];
  return { ...nothing, integrity: 'broken', failure: 'SIG_CRYPTO_FAILURE', notices, signer };
}

function paddingNotices(contents: Uint8Array, end: number): Notice[] {
  for (let at = end; at < contents.length; at++) if (contents[at] !== 0) return [{ code: 'CONTENTS_PADDING' }];
  return [];
}

function readCertificates(ders: readonly Uint8Array[]): Certificate[] {
  return ders.flatMap((der) => {
    try {
      return [parseCertificate(der)];
    } catch (error) {
      if (error instanceof Asn1Fault) return [];
      throw error;
    }
  });
}
