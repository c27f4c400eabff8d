import { CertID, OCSPRequest, Request, TBSRequest } from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Extension } from '@peculiar/asn1-x509';
import { readCertificate } from './certificate-details.ts';
import { octetString } from './der.ts';
import { digest } from './web-crypto.ts';

const SHA_1 = '1.3.14.3.2.26';
const NONCE = '1.3.6.1.5.5.7.48.1.2';

/**
 * An OCSP request (DER) for one certificate. The CertID names the issuer by SHA-1, which every responder knows and which
 * protects nothing here (RFC 5019 2.1.1). A nonce when given; cached answers serve without one.
 */
export async function ocspRequest(
  certificate: Uint8Array,
  issuer: Uint8Array,
  nonce?: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const authority = readCertificate(issuer);
  const reqCert = new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA_1, parameters: null }),
    issuerNameHash: new OctetString(await digest('SHA-1', authority.subject)),
    issuerKeyHash: new OctetString(await digest('SHA-1', authority.publicKeyBits)),
    serialNumber: readCertificate(certificate).serialNumber.buffer,
  });
  const extension = nonce && new Extension({ extnID: NONCE, extnValue: new OctetString(octetString(nonce)) });
  const tbsRequest = new TBSRequest({
    requestList: [new Request({ reqCert })],
    ...(extension ? { requestExtensions: [extension] } : {}),
  });
  return new Uint8Array(AsnConvert.serialize(new OCSPRequest({ tbsRequest })));
}
