import {
  BasicOCSPResponse,
  CertID,
  CertStatus,
  KeyHash,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
  id_pkix_ocsp_basic,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, CRLReason, Certificate, Extensions, type Extension } from '@peculiar/asn1-x509';
import { signBytes, signatureAlgorithm, type Identity } from './certificates.ts';

const hashOids = { 'SHA-1': '1.3.14.3.2.26', 'SHA-256': '2.16.840.1.101.3.4.2.1' } as const;

/** What an OCSP response says of one certificate; good where no `status` is given. */
export interface SingleRequest {
  readonly of: Uint8Array;
  readonly issuer: Identity;
  readonly hash?: keyof typeof hashOids;
  readonly status?: 'good' | 'unknown' | { readonly revokedAt: Date; readonly reason?: number };
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly extensions?: readonly Extension[];
}

/** How an OCSP response is made; the responder names itself by its key where `byName` is not asked for. */
export interface OcspRequest {
  readonly responder: Identity;
  readonly singles: readonly SingleRequest[];
  readonly producedAt?: Date;
  readonly byName?: boolean;
  /** Whom the response names as its responder, where that is not who signs it. */
  readonly named?: Identity;
  readonly certificates?: readonly Identity[];
  readonly extensions?: readonly Extension[];
}

/** An OCSPResponse in DER (RFC 6960, 4.2.1), encoded by @peculiar/asn1. */
export async function issueOcsp(request: OcspRequest): Promise<Uint8Array> {
  const { responder, singles, certificates = [], extensions, named = responder } = request;
  const { tbsCertificate } = AsnConvert.parse(named.certificate, Certificate);
  const key = await crypto.subtle.digest('SHA-1', tbsCertificate.subjectPublicKeyInfo.subjectPublicKey);
  const data = new ResponseData({
    responderID: new ResponderID(request.byName ? { byName: tbsCertificate.subject } : { byKey: new KeyHash(key) }),
    producedAt: request.producedAt ?? singles[0]?.thisUpdate ?? new Date(0),
    responses: await Promise.all(singles.map(single)),
    ...(extensions ? { responseExtensions: new Extensions([...extensions]) } : {}),
  });
  const basic = new BasicOCSPResponse({
    tbsResponseData: data,
    signatureAlgorithm: signatureAlgorithm(responder.kind),
    signature: await signBytes(responder, new Uint8Array(AsnConvert.serialize(data))),
    ...(certificates.length
      ? { certs: certificates.map(({ certificate }) => AsnConvert.parse(certificate, Certificate)) }
      : {}),
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

async function single(request: SingleRequest): Promise<SingleResponse> {
  const { of, issuer, hash = 'SHA-1', status = 'good', thisUpdate, nextUpdate, extensions } = request;
  const own = AsnConvert.parse(of, Certificate).tbsCertificate;
  const { subject, subjectPublicKeyInfo } = AsnConvert.parse(issuer.certificate, Certificate).tbsCertificate;
  const digest = async (bytes: BufferSource) => new OctetString(await crypto.subtle.digest(hash, bytes));
  return new SingleResponse({
    certID: new CertID({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: hashOids[hash] }),
      issuerNameHash: await digest(AsnConvert.serialize(subject)),
      issuerKeyHash: await digest(subjectPublicKeyInfo.subjectPublicKey),
      serialNumber: own.serialNumber,
    }),
    certStatus: statusOf(status),
    thisUpdate,
    ...(nextUpdate ? { nextUpdate } : {}),
    ...(extensions ? { singleExtensions: new Extensions([...extensions]) } : {}),
  });
}

function statusOf(status: NonNullable<SingleRequest['status']>): CertStatus {
  if (status === 'good') return new CertStatus({ good: null });
  if (status === 'unknown') return new CertStatus({ unknown: null });
  const reason = status.reason === undefined ? {} : { revocationReason: new CRLReason(status.reason) };
  return new CertStatus({ revoked: new RevokedInfo({ revocationTime: status.revokedAt, ...reason }) });
}
