import { ContentInfo, id_signedData, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { id_ct_tstInfo, MessageImprint, PKIStatus, TimeStampReq, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { equalBytes } from '../certificates/bytes.ts';
import { digest, randomBytes } from '../certificates/web-crypto.ts';
import { SigningError } from './errors.ts';
import type { TimestampClient } from './types.ts';

const SHA_256 = '2.16.840.1.101.3.4.2.1';

/**
 * Gets a timestamp token (DER ContentInfo) over `data` and checks that it answers this very request: granted, same
 * imprint, same nonce (RFC 3161 2.2). `timestamp_rejected` otherwise.
 */
export async function requestTimestamp(data: Uint8Array, client: TimestampClient): Promise<Uint8Array> {
  return requestTimestampOf(await digest('SHA-256', data), client);
}

/** The same for a SHA-256 that the caller has made. */
export async function requestTimestampOf(imprint: Uint8Array, client: TimestampClient): Promise<Uint8Array> {
  const nonce = randomBytes(9);
  // A positive INTEGER of nine octets: first octet without the sign bit and not zero.
  nonce[0] = ((nonce[0] as number) & 0x3f) | 0x40;
  const query = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_256 }),
      hashedMessage: new OctetString(new Uint8Array(imprint)),
    }),
    nonce: nonce.buffer,
    certReq: true,
  });
  let answer: Uint8Array;
  try {
    answer = await client(new Uint8Array(AsnConvert.serialize(query)));
  } catch (cause) {
    throw new SigningError('timestamp_rejected', 'the timestamp authority did not answer', cause);
  }
  return checkedToken(answer, imprint, nonce);
}

function checkedToken(answer: Uint8Array, imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  let response: TimeStampResp;
  let info: TSTInfo | undefined;
  try {
    response = AsnConvert.parse(answer as BufferSource, TimeStampResp);
    info = response.timeStampToken && tokenInfo(response.timeStampToken);
  } catch (cause) {
    throw new SigningError('timestamp_rejected', 'the answer is no RFC 3161 response', cause);
  }
  const { status } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) {
    throw new SigningError('timestamp_rejected', `the authority refused with status ${status}`);
  }
  if (!info || !response.timeStampToken) throw new SigningError('timestamp_rejected', 'the response carries no token');
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const sameImprint = hashAlgorithm.algorithm === SHA_256 && equalBytes(new Uint8Array(hashedMessage.buffer), imprint);
  if (!sameImprint || !info.nonce || !equalBytes(new Uint8Array(info.nonce), nonce)) {
    throw new SigningError('timestamp_rejected', 'the token answers another request');
  }
  return new Uint8Array(AsnConvert.serialize(response.timeStampToken));
}

function tokenInfo(token: ContentInfo): TSTInfo | undefined {
  if (token.contentType !== id_signedData) return undefined;
  const { eContentType, eContent } = AsnConvert.parse(token.content, SignedData).encapContentInfo;
  if (eContentType !== id_ct_tstInfo || !eContent?.single) return undefined;
  return AsnConvert.parse(eContent.single.buffer, TSTInfo);
}
