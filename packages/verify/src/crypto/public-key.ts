import { Asn1Fault, childrenOf, contentOf, expectUniversal, readTlv, universal, type Tlv } from '../asn1/tlv.ts';
import { bigIntOf, equalBytes, oidOf } from '../asn1/values.ts';
import { curveByOid } from './algorithms.ts';
import { bytesOfBigInt } from './big-integers.ts';

/** A public key as read from a SubjectPublicKeyInfo; `bits` is its strength as usually stated. */
export type PublicKey =
  | { readonly kind: 'rsa'; readonly modulus: bigint; readonly exponent: bigint; readonly bits: number }
  | { readonly kind: 'ec'; readonly curve: string; readonly point: Uint8Array; readonly bits: number }
  | {
      readonly kind: 'dsa';
      readonly p: bigint;
      readonly q: bigint;
      readonly g: bigint;
      readonly y: bigint;
      readonly bits: number;
    }
  | { readonly kind: 'ed25519' | 'ed448'; readonly point: Uint8Array; readonly bits: number };

/** An algorithm, a curve or parameters that this package does not know. */
export class UnsupportedAlgorithm extends Error {
  override readonly name = 'UnsupportedAlgorithm';
}

/** Reads a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). Throws Asn1Fault or UnsupportedAlgorithm. */
export function parsePublicKey(spki: Uint8Array): PublicKey {
  const [algorithm, key] = childrenOf(readTlv(spki));
  const [oid, parameters] = childrenOf(expectUniversal(algorithm, universal.sequence, 'an algorithm'));
  const bits = contentOf(expectUniversal(key, universal.bitString, 'a public key'));
  if (bits[0] !== 0) throw new Asn1Fault('a public key has unused bits', key!.start);
  const bytes = bits.subarray(1);
  const name = oidOf(oid);
  if (name === '1.2.840.113549.1.1.1' || name === '1.2.840.113549.1.1.10') return rsaKey(bytes);
  if (name === '1.2.840.10045.2.1') return ecKey(parameters, bytes);
  if (name === '1.2.840.10040.4.1') return dsaKey(parameters, bytes);
  if (name === '1.3.101.112') return { kind: 'ed25519', point: bytes, bits: 256 };
  if (name === '1.3.101.113') return { kind: 'ed448', point: bytes, bits: 456 };
  throw new UnsupportedAlgorithm(`the key algorithm ${name} is not supported`);
}

function rsaKey(bytes: Uint8Array): PublicKey {
  const [modulus, exponent] = childrenOf(readTlv(bytes)).map(integerOf);
  if (modulus === undefined || exponent === undefined) throw new Asn1Fault('an RSA key is malformed', 0);
  const bits = modulus.toString(2).length;
  if (bits > 16_384) throw new UnsupportedAlgorithm('an RSA modulus is larger than 16384 bits');
  return { kind: 'rsa', modulus, exponent, bits };
}

function ecKey(parameters: Tlv | undefined, point: Uint8Array): PublicKey {
  const oid = parameters && parameters.tagNumber === universal.oid ? oidOf(parameters) : 'explicit parameters';
  const curve = curveByOid[oid];
  if (!curve) throw new UnsupportedAlgorithm(`the curve ${oid} is not supported`);
  return { kind: 'ec', curve, point, bits: Number(/\d{3}/.exec(curve)) };
}

function dsaKey(parameters: Tlv | undefined, bytes: Uint8Array): PublicKey {
  if (parameters?.tagNumber !== universal.sequence) throw new UnsupportedAlgorithm('a DSA key inherits its parameters');
  const [p, q, g] = childrenOf(expectUniversal(parameters, universal.sequence, 'DSA parameters')).map(integerOf);
  if (p === undefined || q === undefined || g === undefined) throw new Asn1Fault('DSA parameters are malformed', 0);
  return { kind: 'dsa', p, q, g, y: integerOf(readTlv(bytes)), bits: p.toString(2).length };
}

function integerOf(tlv: Tlv): bigint {
  return bigIntOf(contentOf(expectUniversal(tlv, universal.integer, 'an integer')));
}

/**
 * Two integers of a DER SEQUENCE { r, s }. They are encoded anew and compared whole, so that no other encoding of the
 * same pair passes. Throws Asn1Fault.
 */
export function parseRs(signature: Uint8Array): { r: bigint; s: bigint } {
  const parts = childrenOf(expectUniversal(readTlv(signature), universal.sequence, 'a signature'));
  const [r, s] = parts.map(integerOf);
  if (r === undefined || s === undefined || !equalBytes(derOfPair(r, s), signature)) {
    throw new Asn1Fault('no DER pair of positive integers', 0);
  }
  return { r, s };
}

function derOfPair(r: bigint, s: bigint): Uint8Array {
  const integer = (value: bigint): number[] => {
    const bytes = bytesOfBigInt(value, Math.floor(value.toString(2).length / 8) + 1);
    return [universal.integer, ...lengthOf(bytes.length), ...bytes];
  };
  const content = [...integer(r), ...integer(s)];
  return Uint8Array.from([0x30, ...lengthOf(content.length), ...content]);
}

const lengthOf = (length: number): number[] => (length < 128 ? [length] : [0x81, length]);
