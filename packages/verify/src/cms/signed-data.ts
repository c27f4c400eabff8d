import {
  Asn1Fault,
  childrenOf,
  contentOf,
  expectUniversal,
  isContext,
  isUniversal,
  rawOf,
  readTlv,
} from '../asn1/tlv.ts';
import { universal, type Tlv } from '../asn1/tlv.ts';
import { hexOf, octetsOf, oidOf } from '../asn1/values.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import { oids } from './oids.ts';

/** An attribute: its values as elements of the bytes that it was read from. */
export interface Attribute {
  readonly oid: string;
  readonly values: readonly Tlv[];
}

/** A SignerInfo (RFC 5652, 5.3). `signedAttributes` is null where there are none. */
export interface SignerInfo {
  readonly issuer: Uint8Array | null;
  readonly serialNumber: string | null;
  readonly subjectKeyId: Uint8Array | null;
  readonly digestAlgorithm: Tlv;
  readonly signedAttributes: readonly Attribute[] | null;
  /** The signed attributes as they were signed: their own encoding under the tag of SET OF (5.4). */
  readonly signedBytes: Uint8Array | null;
  readonly signatureAlgorithm: Tlv;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

/** A SignedData (RFC 5652, 5.1). `end` is the offset behind it; `content` is null in a detached signature. */
export interface SignedData {
  readonly end: number;
  readonly contentType: string;
  readonly content: Uint8Array | null;
  readonly digestAlgorithms: readonly Tlv[];
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Uint8Array[];
  /** OCSP responses among the revocation information (RFC 5940). */
  readonly ocspResponses: readonly Uint8Array[];
  readonly signerInfos: readonly SignerInfo[];
}

/** Reads a ContentInfo that holds SignedData at the start of the bytes (BER). Throws Asn1Fault. */
export function parseSignedData(bytes: Uint8Array): SignedData {
  const outer = expectUniversal(readTlv(bytes), universal.sequence, 'a ContentInfo');
  const [type, wrapped] = childrenOf(outer);
  if (oidOf(type) !== oids.signedData || !isContext(wrapped, 0)) throw new Asn1Fault('no SignedData', outer.start);
  const [version, digests, encapsulated, ...rest] = childrenOf(childrenOf(wrapped)[0] as Tlv);
  expectUniversal(version, universal.integer, 'a version');
  const [contentType, content] = childrenOf(expectUniversal(encapsulated, universal.sequence, 'a content'));
  const certificates = isContext(rest[0], 0) ? (rest.shift() as Tlv) : undefined;
  const crls = isContext(rest[0], 1) ? (rest.shift() as Tlv) : undefined;
  const signers = expectUniversal(rest[0], universal.set, 'the set of signers');
  return {
    end: outer.end,
    contentType: oidOf(contentType),
    content: content ? contentOctets(content) : null,
    digestAlgorithms: childrenOf(expectUniversal(digests, universal.set, 'the digest algorithms')),
    certificates: certificates ? certificatesIn(certificates) : [],
    crls: crls
      ? childrenOf(crls)
          .filter((one) => isUniversal(one, universal.sequence))
          .map(rawOf)
      : [],
    ocspResponses: crls ? childrenOf(crls).flatMap(otherRevocationInfo) : [],
    signerInfos: childrenOf(signers).map(parseSignerInfo),
  };
}

/** OtherRevocationInfoFormat with id-ri-ocsp-response (RFC 5940, 2.1). */
function otherRevocationInfo(choice: Tlv): Uint8Array[] {
  if (!isContext(choice, 1)) return [];
  const [format, info] = childrenOf(choice);
  return info && oidOf(format) === '1.3.6.1.5.5.7.16.2' ? [rawOf(info)] : [];
}

function contentOctets(wrapped: Tlv): Uint8Array {
  const [content] = childrenOf(wrapped);
  // PKCS#7 v1.5 allows any type here; only an octet string's content is what was digested.
  return content && isUniversal(content, universal.octetString) ? octetsOf(content) : contentOf(wrapped);
}

/** The X.509 certificates; attribute certificates and one that can't be read are left out. */
function certificatesIn(set: Tlv): Certificate[] {
  const certificates: Certificate[] = [];
  for (const choice of childrenOf(set)) {
    if (!isUniversal(choice, universal.sequence)) continue;
    try {
      certificates.push(parseCertificate(rawOf(choice)));
    } catch (error) {
      if (!(error instanceof Asn1Fault)) throw error;
    }
  }
  return certificates;
}

function parseSignerInfo(tlv: Tlv): SignerInfo {
  const [version, sid, digestAlgorithm, ...rest] = childrenOf(expectUniversal(tlv, universal.sequence, 'a signer'));
  expectUniversal(version, universal.integer, 'a version');
  if (!sid) throw new Asn1Fault('a signer has no identifier', tlv.start);
  const signed = isContext(rest[0], 0) ? (rest.shift() as Tlv) : undefined;
  const [algorithm, value, unsigned] = rest;
  const [issuer, serial] = sid.tagClass === 0 ? childrenOf(sid) : [];
  return {
    issuer: issuer ? rawOf(issuer) : null,
    serialNumber: serial ? hexOf(contentOf(serial)) : null,
    subjectKeyId: isContext(sid, 0) ? octetsOf(sid) : null,
    digestAlgorithm: expectUniversal(digestAlgorithm, universal.sequence, 'a digest algorithm'),
    signedAttributes: signed ? parseAttributes(signed) : null,
    signedBytes: signed ? asSet(signed) : null,
    signatureAlgorithm: expectUniversal(algorithm, universal.sequence, 'a signature algorithm'),
    signature: octetsOf(expectUniversal(value, universal.octetString, 'a signature value')),
    unsignedAttributes: isContext(unsigned, 1) ? parseAttributes(unsigned) : [],
  };
}

/** 5.4: hashed as an explicit SET OF, that is with the tag 0x31 in place of 0xa0, nothing sorted anew. */
function asSet(signed: Tlv): Uint8Array {
  const bytes = rawOf(signed).slice();
  bytes[0] = 0x31;
  return bytes;
}

function parseAttributes(set: Tlv): Attribute[] {
  return childrenOf(set).map((attribute) => {
    const [oid, values] = childrenOf(attribute);
    return { oid: oidOf(oid), values: childrenOf(expectUniversal(values, universal.set, "an attribute's values")) };
  });
}

/** The single value of an attribute that may occur once; null where absent. Throws Asn1Fault where repeated. */
export function singleValue(attributes: readonly Attribute[] | null, oid: string): Tlv | null {
  const found = (attributes ?? []).filter((attribute) => attribute.oid === oid);
  if (found.length === 0) return null;
  const [value, ...more] = found.flatMap((attribute) => attribute.values);
  if (!value || more.length || found.length > 1) throw new Asn1Fault(`the attribute ${oid} does not occur once`, 0);
  return value;
}
