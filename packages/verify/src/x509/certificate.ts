import {
  childrenOf,
  contentOf,
  expectUniversal,
  isContext,
  isUniversal,
  rawOf,
  readTlv,
  universal,
} from '../asn1/tlv.ts';
import { Asn1Fault, type Tlv } from '../asn1/tlv.ts';
import { hexOf, octetsOf, oidOf, timeOf } from '../asn1/values.ts';

/** An extension: `value` is the DER inside its octet string. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/**
 * A certificate (RFC 5280, 4.1) as slices of its own DER: what is signed, named or hashed is never encoded anew.
 * `signature` and `signatureAlgorithm` are the outer ones; `innerAlgorithm` is the DER of the inner one.
 */
export interface Certificate {
  readonly der: Uint8Array;
  readonly version: number;
  readonly tbs: Uint8Array;
  readonly serialNumber: string;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: Uint8Array;
  readonly innerAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

/** Reads a certificate's DER (BER is read too). Throws Asn1Fault. */
export function parseCertificate(der: Uint8Array): Certificate {
  const outer = expectUniversal(readTlv(der), universal.sequence, 'a certificate');
  const [tbs, algorithm, value] = childrenOf(outer);
  const parts = childrenOf(expectUniversal(tbs, universal.sequence, 'the certificate to be signed'));
  let version = 1;
  if (isContext(parts[0], 0)) {
    const [number] = childrenOf(parts.shift() as Tlv);
    version = (contentOf(expectUniversal(number, universal.integer, 'a version'))[0] ?? 0) + 1;
  }
  const [serial, inner, issuer, validity, subject, key, ...rest] = parts;
  const [from, to] = childrenOf(expectUniversal(validity, universal.sequence, 'a validity'));
  if (!from || !to) throw new Asn1Fault('a validity is malformed', validity!.start);
  const bits = contentOf(expectUniversal(value, universal.bitString, 'a signature'));
  const wrapped = rest.find((part) => isContext(part, 3));
  return {
    der: rawOf(outer),
    version,
    tbs: rawOf(tbs as Tlv),
    serialNumber: hexOf(contentOf(expectUniversal(serial, universal.integer, 'a serial number'))),
    issuer: rawOf(expectUniversal(issuer, universal.sequence, 'an issuer')),
    subject: rawOf(expectUniversal(subject, universal.sequence, 'a subject')),
    notBefore: timeOf(from),
    notAfter: timeOf(to),
    publicKey: rawOf(expectUniversal(key, universal.sequence, 'a public key')),
    extensions: wrapped ? parseExtensions(wrapped) : [],
    signatureAlgorithm: rawOf(expectUniversal(algorithm, universal.sequence, 'an algorithm')),
    innerAlgorithm: rawOf(expectUniversal(inner, universal.sequence, 'an algorithm')),
    // Unused bits, which no signature has, make it one that can't hold.
    signature: bits[0] === 0 ? bits.subarray(1) : new Uint8Array(),
  };
}

/** Reads `[n] EXPLICIT Extensions`, of certificates, CRLs and OCSP responses. Throws Asn1Fault. */
export function parseExtensions(wrapped: Tlv): Extension[] {
  const [list] = childrenOf(wrapped);
  return childrenOf(expectUniversal(list, universal.sequence, 'extensions')).map((extension) => {
    const [oid, ...rest] = childrenOf(extension);
    const flag = isUniversal(rest[0], universal.boolean) ? rest.shift() : undefined;
    const value = octetsOf(expectUniversal(rest[0], universal.octetString, "an extension's value"));
    return { oid: oidOf(oid), critical: flag !== undefined && contentOf(flag)[0] !== 0, value };
  });
}

/** The extension with an OID. */
export function extensionOf(certificate: Pick<Certificate, 'extensions'>, oid: string): Extension | undefined {
  return certificate.extensions.find((extension) => extension.oid === oid);
}
