import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  Accuracy,
  id_ct_tstInfo,
  MessageImprint,
  PKIFailureInfo,
  PKIStatus,
  PKIStatusInfo,
  TimeStampReq,
  TimeStampResp,
  TimeStampToken,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import { fromHex } from './bytes.ts';
import { buildSignedData, signedAttributes } from './signed-data.ts';
import type { RemoteSigner } from './signer.ts';
import { digest } from './web-crypto.ts';

/** Digests that the authority stamps, with their length in bytes; SHA-1 is refused as broken. */
const DIGEST_LENGTHS: Record<string, number> = {
  '2.16.840.1.101.3.4.2.1': 32,
  '2.16.840.1.101.3.4.2.2': 48,
  '2.16.840.1.101.3.4.2.3': 64,
};

/** What the timestamp authority brings to a request. */
export interface TimestampAuthorityOptions {
  /** Holds the TSA certificate. */
  signer: RemoteSigner;
  /** The time to attest; whole seconds are written, with an accuracy of one second. */
  at: Date;
  /** Unique serial of the token, hexadecimal. */
  serial: string;
  /** TSA policy OID. */
  policy: string;
}

/**
 * Answers one RFC 3161 request (DER) with a TimeStampResp (DER). A request that cannot be served gets a rejection with
 * the PKIFailureInfo of the standard; it never throws for what the client sent.
 */
export async function respondToTimestampQuery(
  request: Uint8Array,
  options: TimestampAuthorityOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let query: TimeStampReq;
  try {
    query = AsnConvert.parse(request as BufferSource, TimeStampReq);
  } catch {
    return rejection('badDataFormat');
  }
  const failure = refusal(query, options.policy);
  if (failure) return rejection(failure);
  const token = await timestampToken(query, options);
  const response = new TimeStampResp({
    status: new PKIStatusInfo({ status: PKIStatus.granted }),
    timeStampToken: AsnConvert.parse(token, TimeStampToken),
  });
  return new Uint8Array(AsnConvert.serialize(response));
}

/** PKIFailureInfo's bits (RFC 3161 2.4.2); the library's own table of them does not follow the standard. */
const FAILURE_BITS = { badAlg: 0, badRequest: 2, badDataFormat: 5, unacceptedPolicy: 15, unacceptedExtension: 16 };
type Failure = keyof typeof FAILURE_BITS;

function refusal(query: TimeStampReq, policy: string): Failure | undefined {
  const { hashAlgorithm, hashedMessage } = query.messageImprint;
  const length = DIGEST_LENGTHS[hashAlgorithm.algorithm];
  if (Number(query.version) !== 1) return 'badRequest';
  if (length === undefined) return 'badAlg';
  if (hashedMessage.byteLength !== length) return 'badDataFormat';
  if (query.reqPolicy && query.reqPolicy !== policy) return 'unacceptedPolicy';
  if (query.extensions?.length) return 'unacceptedExtension';
  return undefined;
}

async function timestampToken(query: TimeStampReq, options: TimestampAuthorityOptions): Promise<Uint8Array> {
  const { signer } = options;
  const info = new TSTInfo({
    policy: options.policy,
    messageImprint: new MessageImprint({
      hashAlgorithm: query.messageImprint.hashAlgorithm,
      hashedMessage: new OctetString(query.messageImprint.hashedMessage.buffer),
    }),
    serialNumber: fromHex(options.serial).buffer,
    genTime: new Date(Math.floor(options.at.getTime() / 1000) * 1000),
    accuracy: new Accuracy({ seconds: 1 }),
    ...(query.nonce ? { nonce: query.nonce } : {}),
  });
  const content = new Uint8Array(AsnConvert.serialize(info));
  const attributes = await signedAttributes(id_ct_tstInfo, await digest('SHA-256', content), signer.certificate);
  return buildSignedData({
    content: { type: id_ct_tstInfo, bytes: content },
    signer,
    certificates: query.certReq ? [signer.certificate, ...signer.chain] : [],
    signedAttributes: attributes,
    signature: await signer.sign(attributes),
  });
}

function rejection(failure: Failure): Uint8Array<ArrayBuffer> {
  const bit = FAILURE_BITS[failure];
  const bits = new Uint8Array((bit >> 3) + 1);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  const failInfo = new PKIFailureInfo(bits, 7 - (bit & 7));
  const status = new PKIStatusInfo({ status: PKIStatus.rejection, failInfo });
  return new Uint8Array(AsnConvert.serialize(new TimeStampResp({ status })));
}
