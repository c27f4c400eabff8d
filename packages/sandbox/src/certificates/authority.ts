import { toHex } from './bytes.ts';
import { CertificateError } from './errors.ts';
import type { PkiUrls } from './pki-urls.ts';
import { profiles, type ProfileName } from './profiles.ts';
import { randomBytes } from './web-crypto.ts';
import { issueCertificate, type Authority, type NameAttribute } from './x509-issuer.ts';

/** An organisation that runs a service of the platform (an authority, the TSA, the OCSP responder). */
export interface ServiceSubject {
  organization: string;
  commonName: string;
  /** ISO 3166 alpha-2; FR when left out. */
  country?: string;
}

/** A natural person (EN 319 412-2 4.2.4). `serialNumber` tells namesakes apart and is never reused. */
export interface PersonSubject {
  givenName: string;
  surname: string;
  serialNumber: string;
  /** `givenName surname` when left out. */
  commonName?: string;
  country?: string;
}

/** A legal person (EN 319 412-3 4.2.1). `organizationIdentifier` after EN 319 412-1 5.1.4, e.g. `NTRFR-732829320`. */
export interface OrganizationSubject {
  organization: string;
  organizationIdentifier: string;
  commonName: string;
  country?: string;
}

/** What every certificate needs beside its subject. */
export interface CertificateInput<Subject> {
  subject: Subject;
  publicKey: CryptoKey;
  issuer: Authority;
  urls: PkiUrls;
  /** Start of validity, from the caller's clock. */
  at: Date;
  /** Calendar years; the profile's when left out. */
  years?: number;
  /** Hexadecimal; `randomSerial()` when left out. */
  serial?: string;
}

/** A new positive 128-bit serial number in hexadecimal (RFC 5280 4.1.2.2: positive, at most 20 octets). */
export function randomSerial(): string {
  const bytes = randomBytes(16);
  // First bit clear: positive without a leading zero octet. Second bit set: never shorter than 16 octets.
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return toHex(bytes);
}

/** The self-signed trust anchor. */
export async function makeRootCertificate(
  input: Omit<CertificateInput<ServiceSubject>, 'issuer'> & { privateKey: CryptoKey },
): Promise<Uint8Array<ArrayBuffer>> {
  return issue('root', service(input.subject), { ...input, issuer: { selfSigningKey: input.privateKey } });
}

/** The authority below the root that issues every other certificate. */
export async function makeIssuingCertificate(input: CertificateInput<ServiceSubject>) {
  return issue('issuing', service(input.subject), input);
}

/** The timestamp authority's certificate: critical EKU timeStamping and nothing else (RFC 3161 2.3). */
export async function makeTimestampCertificate(input: CertificateInput<ServiceSubject>) {
  return issue('timestamp', service(input.subject), input);
}

/** A delegated OCSP responder's certificate with id-pkix-ocsp-nocheck (RFC 6960 4.2.2.2.1). */
export async function makeOcspResponderCertificate(input: CertificateInput<ServiceSubject>) {
  return issue('ocspResponder', service(input.subject), input);
}

/** The platform's own certificate, which signs at the simple level on behalf of people confirmed by SMS. */
export async function makePlatformCertificate(input: CertificateInput<OrganizationSubject>) {
  return issue('platform', organization(input.subject), input);
}

/** A person's certificate for the advanced level: 3 years for an expert, 5 for a client. */
export async function makeMemberCertificate(input: CertificateInput<PersonSubject> & { kind: 'expert' | 'client' }) {
  return issue(input.kind, person(input.subject), input);
}

/** A firm's certificate for seals. */
export async function makeFirmCertificate(input: CertificateInput<OrganizationSubject>) {
  return issue('firm', organization(input.subject), input);
}

type IssueInput = Omit<CertificateInput<unknown>, 'issuer'> & { issuer: Authority | { selfSigningKey: CryptoKey } };

async function issue(name: ProfileName, subject: readonly NameAttribute[], input: IssueInput) {
  const profile = profiles[name];
  const empty = subject.find(({ value }) => value.trim() === '');
  if (empty) throw new CertificateError('subject_incomplete', `${name} certificate: attribute ${empty.type} is empty`);
  const notBefore = wholeSecond(input.at);
  return issueCertificate({
    profile,
    subject,
    publicKey: input.publicKey,
    serial: input.serial ?? randomSerial(),
    notBefore,
    notAfter: addYears(notBefore, input.years ?? profile.years),
    urls: input.urls,
    issuer: input.issuer,
  });
}

const OID = {
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationIdentifier: '2.5.4.97',
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  givenName: '2.5.4.42',
  serialNumber: '2.5.4.5',
} as const;

function service(subject: ServiceSubject): NameAttribute[] {
  return [
    country(subject.country),
    { type: OID.organization, value: subject.organization },
    { type: OID.commonName, value: subject.commonName },
  ];
}

function organization(subject: OrganizationSubject): NameAttribute[] {
  return [
    country(subject.country),
    { type: OID.organization, value: subject.organization },
    { type: OID.organizationIdentifier, value: subject.organizationIdentifier },
    { type: OID.commonName, value: subject.commonName },
  ];
}

function person(subject: PersonSubject): NameAttribute[] {
  return [
    country(subject.country),
    { type: OID.serialNumber, value: subject.serialNumber, printable: true },
    { type: OID.surname, value: subject.surname },
    { type: OID.givenName, value: subject.givenName },
    { type: OID.commonName, value: subject.commonName ?? `${subject.givenName} ${subject.surname}` },
  ];
}

function country(code = 'FR'): NameAttribute {
  return { type: OID.country, value: code, printable: true };
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function addYears(date: Date, years: number): Date {
  const end = new Date(date);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}
