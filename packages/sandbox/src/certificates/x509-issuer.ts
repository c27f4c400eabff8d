import 'reflect-metadata';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
  type X509CrlReason,
} from '@peculiar/x509';
import type { PkiUrls } from './pki-urls.ts';
import type { CertificateProfile } from './profiles.ts';
import { webCrypto } from './web-crypto.ts';

/** The one file that imports @peculiar/x509 (and the reflection polyfill that it needs). */

/** A certificate authority: its certificate (DER) and the key that signs for it. */
export interface Authority {
  certificate: Uint8Array;
  privateKey: CryptoKey;
}

/** One attribute of a distinguished name: its type's OID and its text, PrintableString where `printable`. */
export interface NameAttribute {
  type: string;
  value: string;
  printable?: boolean;
}

/** What `issueCertificate` needs; without an issuer the certificate is self-signed by `selfSigningKey`. */
export interface CertificateContents {
  profile: CertificateProfile;
  subject: readonly NameAttribute[];
  publicKey: CryptoKey;
  serial: string;
  notBefore: Date;
  notAfter: Date;
  urls: PkiUrls;
  issuer: Authority | { selfSigningKey: CryptoKey };
}

const OCSP_NOCHECK = '1.3.6.1.5.5.7.48.1.5';
const DER_NULL = Uint8Array.of(0x05, 0x00);

/** Issues one certificate (DER) after its profile. */
export async function issueCertificate(contents: CertificateContents): Promise<Uint8Array<ArrayBuffer>> {
  const subject = distinguishedName(contents.subject);
  const issuer = 'certificate' in contents.issuer ? new X509Certificate(copy(contents.issuer.certificate)) : undefined;
  const signingKey = 'certificate' in contents.issuer ? contents.issuer.privateKey : contents.issuer.selfSigningKey;
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: contents.serial,
      subject,
      issuer: issuer?.subjectName ?? subject,
      notBefore: contents.notBefore,
      notAfter: contents.notAfter,
      publicKey: contents.publicKey,
      signingKey,
      signingAlgorithm: ecdsa(signingKey),
      extensions: await extensions(contents, issuer),
    },
    webCrypto(),
  );
  return new Uint8Array(certificate.rawData);
}

/** An entry of a CRL: serial in hexadecimal, when, and why (RFC 5280 5.3.1). */
export interface RevokedSerial {
  serial: string;
  at: Date;
  reason: X509CrlReason;
}

/** Issues a version 2 CRL (DER) with its number and the authority's key identifier (RFC 5280 5.2). */
export async function issueCrl(
  issuer: Authority,
  revoked: readonly RevokedSerial[],
  thisUpdate: Date,
  nextUpdate: Date,
  numberExtension: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const certificate = new X509Certificate(copy(issuer.certificate));
  const crl = await X509CrlGenerator.create(
    {
      issuer: certificate.subjectName,
      thisUpdate,
      nextUpdate,
      entries: revoked.map(({ serial, at, reason }) => ({ serialNumber: serial, revocationDate: at, reason })),
      extensions: [
        await AuthorityKeyIdentifierExtension.create(certificate.publicKey, false, webCrypto()),
        new Extension('2.5.29.20', false, copy(numberExtension)),
      ],
      signingAlgorithm: ecdsa(issuer.privateKey),
      signingKey: issuer.privateKey,
    },
    webCrypto(),
  );
  return new Uint8Array(crl.rawData);
}

/** Whether an authority's key has signed a certificate (both DER): names alone can be anybody's. */
export async function isIssuedBy(certificate: Uint8Array, authority: Uint8Array): Promise<boolean> {
  try {
    const { publicKey } = new X509Certificate(copy(authority));
    return await new X509Certificate(copy(certificate)).verify({ publicKey, signatureOnly: true }, webCrypto());
  } catch {
    // Of an algorithm that this authority does not have, or no certificate at all.
    return false;
  }
}

async function extensions(contents: CertificateContents, issuer: X509Certificate | undefined): Promise<Extension[]> {
  const { profile, urls } = contents;
  const flags = profile.keyUsage.reduce((sum, usage) => sum | KeyUsageFlags[usage], 0);
  const list: Extension[] = [
    new BasicConstraintsExtension(profile.authority !== undefined, profile.authority?.pathLength, true),
    new KeyUsagesExtension(flags, true),
    await SubjectKeyIdentifierExtension.create(contents.publicKey, false, webCrypto()),
    await AuthorityKeyIdentifierExtension.create(issuer?.publicKey ?? contents.publicKey, false, webCrypto()),
  ];
  if (profile.extendedKeyUsage) {
    const { purpose, critical } = profile.extendedKeyUsage;
    list.push(new ExtendedKeyUsageExtension([purpose], critical));
  }
  if (profile.policy) list.push(new CertificatePolicyExtension([profile.policy]));
  if (profile.ocsp === 'nocheck') list.push(new Extension(OCSP_NOCHECK, false, DER_NULL));
  if (profile.issuedBy) {
    const [certificateUrl, crlUrl] =
      profile.issuedBy === 'root' ? [urls.rootCertificate, urls.rootCrl] : [urls.issuingCertificate, urls.issuingCrl];
    const access = { caIssuers: certificateUrl };
    list.push(new AuthorityInfoAccessExtension(profile.ocsp === 'ask' ? { ocsp: urls.ocsp, ...access } : access));
    if (profile.ocsp !== 'nocheck') list.push(new CRLDistributionPointsExtension([crlUrl]));
  }
  return list;
}

function distinguishedName(attributes: readonly NameAttribute[]): Name {
  return new Name(
    attributes.map(({ type, value, printable }) => ({
      [type]: [printable ? { printableString: value } : { utf8String: value }],
    })),
  );
}

function ecdsa(key: CryptoKey): EcdsaParams {
  const curve = (key.algorithm as EcKeyAlgorithm).namedCurve;
  return { name: 'ECDSA', hash: curve === 'P-384' ? 'SHA-384' : 'SHA-256' };
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
