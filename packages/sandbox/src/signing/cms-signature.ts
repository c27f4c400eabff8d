import { id_data } from '@peculiar/asn1-cms';
import { attribute, buildSignedData, type SignedAttributes, signedAttributes } from '../certificates/signed-data.ts';
import type { RemoteSigner } from '../certificates/signer.ts';
import { digest } from '../certificates/web-crypto.ts';
import { SigningError } from './errors.ts';
import { requestTimestamp } from './timestamp-token.ts';
import type { TimestampClient } from './types.ts';

/** The signature-time-stamp attribute (EN 319 122-1 5.3). */
export const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';
/** Room for one timestamp token: an RSA-4096 authority with a chain of four takes about 9 KB. */
const TIMESTAMP_ROOM = 12_288;
const MARGIN = 256;
/** The longest signature values: RSA-8192, ECDSA P-521. */
const LONGEST_SIGNATURE = { 'rsa-sha256': 1024, 'ecdsa-sha256': 139 };

/** A CAdES signature in two steps: what is to be signed, then the CMS around the signature value. */
export interface PendingSignature {
  /** DER of the signed attributes: what the signer signs. */
  toBeSigned: Uint8Array;
  attributes: SignedAttributes;
}

/** First step: the signed attributes over the bytes that ByteRange covers. */
export async function startSignature(covered: Uint8Array, certificate: Uint8Array): Promise<PendingSignature> {
  const attributes = await signedAttributes(id_data, await digest('SHA-256', covered), certificate);
  return { toBeSigned: attributes.der, attributes };
}

/** Second step: the CMS (DER) with chain and, when asked, a signature timestamp (EN 319 122-1 5.3). */
export async function finishSignature(
  pending: PendingSignature,
  signature: Uint8Array,
  signer: RemoteSigner,
  timestamp: TimestampClient | undefined,
): Promise<{ cms: Uint8Array; timestampToken: Uint8Array | undefined }> {
  const timestampToken = timestamp && (await requestTimestamp(signature, timestamp));
  const cms = signedData(pending.attributes, signature, signer, timestampToken);
  return { cms, timestampToken };
}

/** Signs and finishes in one go; `signer_failed` when the signer did not sign. */
export async function cmsSignature(
  covered: Uint8Array,
  signer: RemoteSigner,
  timestamp: TimestampClient | undefined,
): Promise<{ cms: Uint8Array; timestampToken: Uint8Array | undefined }> {
  const pending = await startSignature(covered, signer.certificate);
  let signature: Uint8Array;
  try {
    signature = await signer.sign(pending.toBeSigned);
  } catch (cause) {
    throw new SigningError('signer_failed', 'the signer gave no signature', cause);
  }
  return finishSignature(pending, signature, signer, timestamp);
}

/** Bytes to reserve: the CMS with the longest signature its algorithm gives, and a token where one will come. */
export async function contentsSize(signer: RemoteSigner, timestamped: boolean): Promise<number> {
  const { attributes } = await startSignature(new Uint8Array(0), signer.certificate);
  const longest = new Uint8Array(LONGEST_SIGNATURE[signer.algorithm]);
  const size = signedData(attributes, longest, signer, undefined).length + MARGIN;
  return timestamped ? size + TIMESTAMP_ROOM : size;
}

/** Bytes to reserve for a document timestamp. */
export const documentTimestampSize = TIMESTAMP_ROOM;

function signedData(
  attributes: SignedAttributes,
  signature: Uint8Array,
  signer: RemoteSigner,
  token: Uint8Array | undefined,
): Uint8Array {
  return buildSignedData({
    signer,
    certificates: [signer.certificate, ...signer.chain],
    signedAttributes: attributes,
    signature,
    ...(token ? { unsignedAttributes: [attribute(SIGNATURE_TIMESTAMP, token)] } : {}),
  });
}
