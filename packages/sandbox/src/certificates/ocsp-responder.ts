import {
  BasicOCSPResponse,
  type CertID,
  CertStatus,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  KeyHash,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate, CRLReason } from '@peculiar/asn1-x509';
import { equalBytes, toHex } from './bytes.ts';
import { readCertificate } from './certificate-details.ts';
import { revocationReasons, type RevocationReason } from './revocation-reason.ts';
import { SIGNATURE_ALGORITHMS, type RemoteSigner } from './signer.ts';
import { digest, type DigestName } from './web-crypto.ts';

/** The state of one certificate at the moment of asking. */
export type CertificateStatus =
  { status: 'good' } | { status: 'revoked'; at: Date; reason: RevocationReason } | { status: 'unknown' };

/** What the responder brings to a request. */
export interface OcspResponderOptions {
  /** Status of the certificate with this serial (lower-case hexadecimal, no leading zero octet) of our issuing CA. */
  lookup(serial: string, issuerKeyHash: string): Promise<CertificateStatus>;
  /** The delegated responder; `chain[0]` is the issuing authority whose certificates are answered for. */
  signer: RemoteSigner;
  at: Date;
  /** How long the answer may be cached; one hour when left out. */
  validForMinutes?: number;
}

const DIGESTS: Record<string, DigestName> = { '1.3.14.3.2.26': 'SHA-1', '2.16.840.1.101.3.4.2.1': 'SHA-256' };
const MAX_NONCE = 128;
const MAX_REQUESTS = 20;

/**
 * Answers an OCSP request (DER) with a signed response (DER), nonce echoed (RFC 6960, RFC 9654). Certificates of
 * another issuer are `unknown`; what is no OCSP request gets `malformedRequest`. Never throws for what the client sent.
 */
export async function respondToOcspRequest(
  request: Uint8Array,
  options: OcspResponderOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let parsed: OCSPRequest;
  try {
    parsed = AsnConvert.parse(request as BufferSource, OCSPRequest);
  } catch {
    return failure(OCSPResponseStatus.malformedRequest);
  }
  const { requestList, requestExtensions } = parsed.tbsRequest;
  const nonce = requestExtensions?.find(({ extnID }) => extnID === id_pkix_ocsp_nonce);
  const malformed = requestList.length === 0 || requestList.length > MAX_REQUESTS;
  if (malformed || (nonce && nonce.extnValue.byteLength > MAX_NONCE + 4)) {
    return failure(OCSPResponseStatus.malformedRequest);
  }
  const at = new Date(Math.floor(options.at.getTime() / 1000) * 1000);
  const nextUpdate = new Date(at.getTime() + (options.validForMinutes ?? 60) * 60_000);
  const responses: SingleResponse[] = [];
  for (const { reqCert } of requestList) {
    const certStatus = await statusOf(reqCert, options);
    responses.push(new SingleResponse({ certID: reqCert, certStatus, thisUpdate: at, nextUpdate }));
  }
  const responder = readCertificate(options.signer.certificate);
  const data = new ResponseData({
    responderID: new ResponderID({ byKey: new KeyHash(await digest('SHA-1', responder.publicKeyBits)) }),
    producedAt: at,
    responses,
    ...(nonce ? { responseExtensions: [nonce] } : {}),
  });
  return signedResponse(data, options.signer);
}

async function statusOf(id: CertID, options: OcspResponderOptions): Promise<CertStatus> {
  const issuer = options.signer.chain[0];
  const name = DIGESTS[id.hashAlgorithm.algorithm];
  if (!issuer || !name) return new CertStatus({ unknown: null });
  const details = readCertificate(issuer);
  const keyHash = new Uint8Array(id.issuerKeyHash.buffer);
  const ours =
    equalBytes(keyHash, await digest(name, details.publicKeyBits)) &&
    equalBytes(new Uint8Array(id.issuerNameHash.buffer), await digest(name, details.subject));
  if (!ours) return new CertStatus({ unknown: null });
  const serial = toHex(new Uint8Array(id.serialNumber)).replace(/^(00)+(?=..)/u, '');
  const found = await options.lookup(serial, toHex(keyHash));
  if (found.status === 'good') return new CertStatus({ good: null });
  if (found.status === 'unknown') return new CertStatus({ unknown: null });
  const revocationTime = new Date(Math.floor(found.at.getTime() / 1000) * 1000);
  const revocationReason = new CRLReason(revocationReasons[found.reason]);
  return new CertStatus({ revoked: new RevokedInfo({ revocationTime, revocationReason }) });
}

async function signedResponse(data: ResponseData, signer: RemoteSigner): Promise<Uint8Array<ArrayBuffer>> {
  const signature = await signer.sign(new Uint8Array(AsnConvert.serialize(data)));
  const basic = new BasicOCSPResponse({
    tbsResponseData: data,
    signatureAlgorithm: new AlgorithmIdentifier(SIGNATURE_ALGORITHMS[signer.algorithm]),
    signature: new Uint8Array(signature).buffer,
    certs: [AsnConvert.parse(signer.certificate as BufferSource, Certificate)],
  });
  const response = new OCSPResponse({
    responseStatus: OCSPResponseStatus.successful,
    responseBytes: new ResponseBytes({
      responseType: id_pkix_ocsp_basic,
      response: new OctetString(AsnConvert.serialize(basic)),
    }),
  });
  return new Uint8Array(AsnConvert.serialize(response));
}

function failure(status: OCSPResponseStatus): Uint8Array<ArrayBuffer> {
  return new Uint8Array(AsnConvert.serialize(new OCSPResponse({ responseStatus: status })));
}
