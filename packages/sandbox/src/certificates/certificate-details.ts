import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityInfoAccessSyntax,
  Certificate,
  CRLDistributionPoints,
  AuthorityKeyIdentifier,
  id_ce_authorityKeyIdentifier,
  id_ce_cRLDistributionPoints,
  id_ce_subjectKeyIdentifier,
  id_pe_authorityInfoAccess,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { equalBytes, toHex } from './bytes.ts';
import { readChildren } from './der.ts';
import { CertificateError } from './errors.ts';

/** What the platform reads from a certificate (DER) of its own or of a provider's. */
export interface CertificateDetails {
  /** Lower-case hexadecimal without a leading zero octet. */
  serial: string;
  /** DER of issuer and subject names. */
  issuer: Uint8Array<ArrayBuffer>;
  subject: Uint8Array<ArrayBuffer>;
  commonName: string;
  notBefore: Date;
  notAfter: Date;
  selfIssued: boolean;
  /** Addresses from AIA and the CRL distribution points; the first of each kind. */
  ocspUrl: string | undefined;
  crlUrl: string | undefined;
  /** DER INTEGER contents of the serial, as CMS and OCSP carry it. */
  serialNumber: Uint8Array<ArrayBuffer>;
  /** The subjectPublicKey bits, whose SHA-1 names the key in OCSP. */
  publicKeyBits: Uint8Array<ArrayBuffer>;
  /** Subject key identifier, where the certificate has one. */
  keyIdentifier: Uint8Array<ArrayBuffer> | undefined;
  /** Key identifier of the issuer's certificate, where this one names it. */
  issuerKeyIdentifier: Uint8Array<ArrayBuffer> | undefined;
  signatureKey: 'ec' | 'rsa' | 'other';
}

const COMMON_NAME = '2.5.4.3';
const OCSP_ACCESS = '1.3.6.1.5.5.7.48.1';
const KEY_KINDS: Record<string, 'ec' | 'rsa'> = { '1.2.840.10045.2.1': 'ec', '1.2.840.113549.1.1.1': 'rsa' };

/** Details by the certificate's own bytes: the same few are read for every signature. The oldest go first. */
const known = new Map<string, CertificateDetails>();
const MAX_KNOWN = 256;

/** Reads a DER certificate; `certificate_malformed` when it is none. What it gives is shared: not to be changed. */
export function readCertificate(der: Uint8Array): CertificateDetails {
  const key = toHex(der);
  const remembered = known.get(key);
  if (remembered) return remembered;
  const details = parseCertificate(der);
  if (known.size >= MAX_KNOWN) known.delete(known.keys().next().value ?? '');
  known.set(key, details);
  return details;
}

function parseCertificate(der: Uint8Array): CertificateDetails {
  let certificate: Certificate;
  try {
    certificate = AsnConvert.parse(der as BufferSource, Certificate);
  } catch (cause) {
    throw new CertificateError('certificate_malformed', 'not a DER certificate', cause);
  }
  const { tbsCertificate } = certificate;
  const { issuer, subject } = rawNames(der);
  const serialNumber = new Uint8Array(tbsCertificate.serialNumber);
  const key = tbsCertificate.subjectPublicKeyInfo;
  return {
    serial: toHex(serialNumber).replace(/^(00)+(?=..)/u, ''),
    issuer,
    subject,
    commonName: commonName(tbsCertificate.subject),
    notBefore: tbsCertificate.validity.notBefore.getTime(),
    notAfter: tbsCertificate.validity.notAfter.getTime(),
    selfIssued: equalBytes(issuer, subject),
    ocspUrl: ocspUrl(certificate),
    crlUrl: crlUrl(certificate),
    serialNumber,
    publicKeyBits: new Uint8Array(key.subjectPublicKey),
    keyIdentifier: keyIdentifier(certificate),
    issuerKeyIdentifier: issuerKeyIdentifier(certificate),
    signatureKey: KEY_KINDS[key.algorithm.algorithm] ?? 'other',
  };
}

/** Issuer and subject as they stand: written anew, a name of unusual string types could change. */
function rawNames(der: Uint8Array): Pick<CertificateDetails, 'issuer' | 'subject'> {
  const elements = readChildren(readChildren(der)[0] as Uint8Array);
  const versioned = elements[0]?.[0] === 0xa0 ? 1 : 0;
  return {
    issuer: elements[versioned + 2] as Uint8Array<ArrayBuffer>,
    subject: elements[versioned + 4] as Uint8Array<ArrayBuffer>,
  };
}

function commonName(name: Certificate['tbsCertificate']['subject']): string {
  for (const relative of name) {
    for (const attribute of relative) {
      if (attribute.type === COMMON_NAME) return attribute.value.toString();
    }
  }
  return '';
}

function extension(certificate: Certificate, id: string): ArrayBuffer | undefined {
  return certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === id)?.extnValue.buffer;
}

function keyIdentifier(certificate: Certificate): Uint8Array<ArrayBuffer> | undefined {
  const value = extension(certificate, id_ce_subjectKeyIdentifier);
  return value && new Uint8Array(AsnConvert.parse(value, SubjectKeyIdentifier).buffer);
}

function issuerKeyIdentifier(certificate: Certificate): Uint8Array<ArrayBuffer> | undefined {
  const found = certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_authorityKeyIdentifier);
  const key = found && AsnConvert.parse(found.extnValue.buffer, AuthorityKeyIdentifier).keyIdentifier;
  return key && new Uint8Array(key.buffer);
}

function ocspUrl(certificate: Certificate): string | undefined {
  const value = extension(certificate, id_pe_authorityInfoAccess);
  if (!value) return undefined;
  const access = AsnConvert.parse(value, AuthorityInfoAccessSyntax);
  return access.find(({ accessMethod }) => accessMethod === OCSP_ACCESS)?.accessLocation.uniformResourceIdentifier;
}

function crlUrl(certificate: Certificate): string | undefined {
  const value = extension(certificate, id_ce_cRLDistributionPoints);
  if (!value) return undefined;
  const points = AsnConvert.parse(value, CRLDistributionPoints);
  return points
    .flatMap((point) => point.distributionPoint?.fullName ?? [])
    .find((name) => name.uniformResourceIdentifier)?.uniformResourceIdentifier;
}
