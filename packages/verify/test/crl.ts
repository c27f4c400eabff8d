import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, CertificateList, RevokedCertificate, TBSCertList, Time, Version } from '@peculiar/asn1-x509';
import { signBytes, signatureAlgorithm, type Identity } from './certificates.ts';

/** What a CRL is to say of its issuer's certificates. */
export interface CrlRequest {
  readonly issuer: Identity;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked?: readonly { certificate: Uint8Array; at: Date }[];
}

/** A CRL in DER, encoded by @peculiar/asn1. */
export async function issueCrl({ issuer, thisUpdate, nextUpdate, revoked = [] }: CrlRequest): Promise<Uint8Array> {
  const algorithm = signatureAlgorithm(issuer.kind);
  const list = new TBSCertList({
    version: Version.v2,
    signature: algorithm,
    issuer: issuer.name,
    thisUpdate: new Time(thisUpdate),
    nextUpdate: new Time(nextUpdate),
  });
  if (revoked.length) {
    list.revokedCertificates = revoked.map(({ certificate, at }) => {
      const userCertificate = AsnConvert.parse(certificate, Certificate).tbsCertificate.serialNumber;
      return new RevokedCertificate({ userCertificate, revocationDate: new Time(at) });
    });
  }
  const crl = new CertificateList({
    tbsCertList: list,
    signatureAlgorithm: algorithm,
    signature: await signBytes(issuer, new Uint8Array(AsnConvert.serialize(list))),
  });
  return new Uint8Array(AsnConvert.serialize(crl));
}
