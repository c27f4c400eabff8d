import { hexOf } from '../asn1/values.ts';
import { Asn1Fault } from '../asn1/tlv.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { digest } from '../crypto/digest.ts';
import type { Certificate } from '../x509/certificate.ts';
import { certificatePoliciesOf } from '../x509/extensions.ts';
import { attributeOf, nameToString, parseName } from '../x509/name.ts';
import type { CertificateReport, SignerReport } from './trust-report.ts';

/** A certificate as the report shows it. */
export async function reportCertificate(door: CryptoDoor, certificate: Certificate): Promise<CertificateReport> {
  let binary = '';
  for (const byte of certificate.der) binary += String.fromCharCode(byte);
  return {
    subject: readable(() => nameToString(certificate.subject), ''),
    issuer: readable(() => nameToString(certificate.issuer), ''),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    policies: readable(() => certificatePoliciesOf(certificate) ?? [], []),
    sha256: hexOf(await digest(door, 'SHA-256', certificate.der)),
    der: btoa(binary),
  };
}

/** Whom a certificate names. */
export function reportSigner(certificate: Certificate): SignerReport {
  const name = readable(() => parseName(certificate.subject), []);
  return {
    commonName: attributeOf(name, '2.5.4.3'),
    organization: attributeOf(name, '2.5.4.10'),
    organizationIdentifier: attributeOf(name, '2.5.4.97'),
    country: attributeOf(name, '2.5.4.6'),
    serialNumber: attributeOf(name, '2.5.4.5'),
    email: attributeOf(name, '1.2.840.113549.1.9.1'),
  };
}

/** A part of a certificate that is malformed is shown as absent; the path's validation judges it. */
export function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault) return otherwise;
    throw error;
  }
}
