import { id_data } from '@peculiar/asn1-cms';
import { attribute, buildSignedData, signedAttributes } from '../certificates/signed-data.ts';
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

/**
 * The CMS (DER) over the bytes that ByteRange covers, with chain and, when asked, a signature timestamp (EN 319 122-1
 * 5.3); `signer_failed` when the signer did not sign.
 */
export async function cmsSignature(
  covered: Uint8Array,
  signer: RemoteSigner,
  timestamp: TimestampClient | undefined,
): Promise<{ cms: Uint8Array; timestampToken: Uint8Array | undefined }> {
  const attributes = await attributesOver(covered, signer);
  let signature: Uint8Array;
  try {
    signature = await signer.sign(attributes);
  } catch (cause) {
    throw new SigningError('signer_failed', 'the signer gave no signature', cause);
  }
  const timestampToken = timestamp && (await requestTimestamp(signature, timestamp));
  return { cms: signedData(attributes, signature, signer, timestampToken), timestampToken };
}

/** Bytes to reserve: the CMS with the longest signature its algorithm gives, and a token where one will come. */
export async function contentsSize(signer: RemoteSigner, timestamped: boolean): Promise<number> {
  const attributes = await attributesOver(new Uint8Array(0), signer);
  const longest = new Uint8Array(LONGEST_SIGNATURE[signer.algorithm]);
  const size = signedData(attributes, longest, signer, undefined).length + MARGIN;
  return timestamped ? size + TIMESTAMP_ROOM : size;
}

/** Bytes to reserve for a document timestamp. */
export const documentTimestampSize = TIMESTAMP_ROOM;

const attributesOver = async (covered: Uint8Array, { certificate }: RemoteSigner): Promise<Uint8Array> =>
  signedAttributes(id_data, await digest('SHA-256', covered), certificate);

function signedData(
  attributes: Uint8Array,
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
