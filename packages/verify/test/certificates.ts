import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  CertificatePolicies,
  Extension,
  ExtendedKeyUsage,
  Extensions,
  KeyUsage,
  KeyUsageFlags,
  Name,
  PolicyInformation,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
} from '@peculiar/asn1-x509';

/** Key kinds that the tests sign with. */
export type KeyKind = 'rsa' | 'p256' | 'p384';

/** A certificate with its key: what a test signs with, and what issues further ones. */
export interface Identity {
  readonly certificate: Uint8Array;
  readonly privateKey: CryptoKey;
  readonly kind: KeyKind;
  readonly name: Name;
}

const keyAlgorithms = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
  p256: { name: 'ECDSA', namedCurve: 'P-256' },
  p384: { name: 'ECDSA', namedCurve: 'P-384' },
} as const;

const signatureOids = { rsa: '1.2.840.113549.1.1.11', p256: '1.2.840.10045.4.3.2', p384: '1.2.840.10045.4.3.2' };

/** The AlgorithmIdentifier with which a kind of key signs over SHA-256. */
export function signatureAlgorithm(kind: KeyKind): AlgorithmIdentifier {
  const algorithm = signatureOids[kind];
  return new AlgorithmIdentifier(kind === 'rsa' ? { algorithm, parameters: nullDer() } : { algorithm });
}

const nullDer = (): ArrayBuffer => Uint8Array.of(5, 0).buffer;

/** What a certificate is to say; without an issuer it is self-signed. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly issuer?: Identity;
  readonly kind?: KeyKind;
  readonly ca?: boolean;
  readonly pathLength?: number;
  readonly keyUsage?: number;
  readonly extendedKeyUsage?: string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: Extension[];
  /** A key pair to certify instead of a new one: a cross-certificate. */
  readonly keys?: CryptoKeyPair;
  /** The subject as a whole, in place of a common name alone. */
  readonly subject?: Name;
}

/** The extension that says under which policy a certificate was issued. */
export function certificatePolicy(oid: string): Extension {
  const policies = new CertificatePolicies([new PolicyInformation({ policyIdentifier: oid })]);
  const extnValue = new OctetString(AsnConvert.serialize(policies));
  return new Extension({ extnID: id_ce_certificatePolicies, critical: false, extnValue });
}

/** Makes a key pair and a certificate for it (X.509 v3). */
export async function issueCertificate(request: CertificateRequest): Promise<Identity> {
  const kind = request.kind ?? 'p256';
  const pair = request.keys ?? (await crypto.subtle.generateKey(keyAlgorithms[kind], true, ['sign', 'verify']));
  const name = request.subject ?? nameOf(request.commonName);
  const signer = request.issuer ?? { privateKey: pair.privateKey, kind, name };
  const algorithm = signatureAlgorithm(signer.kind);
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer: signer.name,
    validity: new Validity({
      notBefore: request.notBefore ?? new Date(Date.UTC(2020, 0, 1)),
      notAfter: request.notAfter ?? new Date(Date.UTC(2049, 0, 1)),
    }),
    subject: name,
    subjectPublicKeyInfo: AsnConvert.parse(await crypto.subtle.exportKey('spki', pair.publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(request)),
  });
  const certificate = new Certificate({
    tbsCertificate: tbs,
    signatureAlgorithm: algorithm,
    signatureValue: await signBytes(signer, new Uint8Array(AsnConvert.serialize(tbs))),
  });
  return { certificate: new Uint8Array(AsnConvert.serialize(certificate)), privateKey: pair.privateKey, kind, name };
}

/** Signs bytes over SHA-256, an ECDSA value in its DER form. */
export async function signBytes(
  { privateKey, kind }: Pick<Identity, 'privateKey' | 'kind'>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ArrayBuffer> {
  const algorithm = kind === 'rsa' ? 'RSASSA-PKCS1-v1_5' : { name: 'ECDSA', hash: 'SHA-256' };
  const value = await crypto.subtle.sign(algorithm, privateKey, bytes);
  return kind === 'rsa' ? value : derPair(new Uint8Array(value));
}

function extensionsOf({
  ca,
  pathLength,
  keyUsage,
  extendedKeyUsage,
  extensions = [],
}: CertificateRequest): Extension[] {
  const list = [...extensions];
  const add = (extnID: string, critical: boolean, value: unknown) => {
    list.push(new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) }));
  };
  if (ca) {
    const length = pathLength === undefined ? {} : { pathLenConstraint: pathLength };
    add(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, ...length }));
  }
  const usage = keyUsage ?? (ca ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.nonRepudiation);
  add(id_ce_keyUsage, true, new KeyUsage(usage));
  if (extendedKeyUsage) add(id_ce_extKeyUsage, true, new ExtendedKeyUsage(extendedKeyUsage));
  return list;
}

/** An extension with a value that @peculiar/asn1 encodes. */
export const extension = (extnID: string, critical: boolean, value: unknown): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

/** A name of a common name alone. */
export function nameOf(commonName: string): Name {
  const attribute = new AttributeTypeAndValue({
    type: '2.5.4.3',
    value: new AttributeValue({ utf8String: commonName }),
  });
  return new Name([new RelativeDistinguishedName([attribute])]);
}

function serialNumber(): ArrayBuffer {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  bytes[0] = (bytes[0]! & 0x7f) | 1;
  return bytes.buffer;
}

/** r and s as SEQUENCE { INTEGER, INTEGER }. */
function derPair(raw: Uint8Array): ArrayBuffer {
  const integer = (bytes: Uint8Array): number[] => {
    let from = 0;
    while (from < bytes.length - 1 && bytes[from] === 0) from++;
    const content = [...bytes.subarray(from)];
    if (content[0]! & 0x80) content.unshift(0);
    return [2, content.length, ...content];
  };
  const half = raw.length / 2;
  const content = [...integer(raw.subarray(0, half)), ...integer(raw.subarray(half))];
  return Uint8Array.from([0x30, content.length, ...content]).buffer;
}
