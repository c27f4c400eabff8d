import { childrenOf, readTlv, type Tlv, rawOf, universal } from '../asn1/tlv.ts';
import { concatBytes, oidOf } from '../asn1/values.ts';
import type { Certificate } from './certificate.ts';

const dsa = '1.2.840.10040.4.1';

/**
 * A path in which a DSA key without parameters has those of its issuer's (RFC 5280, 6.1.4 (d) to (f); RFC 3279, 2.3.2):
 * `publicKey` alone is written anew, all else stays as it was signed. Throws Asn1Fault.
 */
export function withInheritedKeys(path: readonly Certificate[]): readonly Certificate[] {
  if (!path.some((certificate) => isWithoutParameters(certificate.publicKey))) return path;
  const whole = [...path];
  for (let index = path.length - 2; index >= 0; index--) {
    const certificate = whole[index] as Certificate;
    const issuer = whole[index + 1] as Certificate;
    if (!isWithoutParameters(certificate.publicKey)) continue;
    const [algorithm] = childrenOf(readTlv(issuer.publicKey));
    const [oid, parameters] = childrenOf(algorithm as Tlv);
    if (oidOf(oid) !== dsa || !parameters || parameters.tagNumber !== universal.sequence) continue;
    const [, bits] = childrenOf(readTlv(certificate.publicKey));
    const publicKey = sequence([rawOf(algorithm as Tlv), rawOf(bits as Tlv)]);
    whole[index] = { ...certificate, publicKey };
  }
  return whole;
}

function isWithoutParameters(publicKey: Uint8Array): boolean {
  const [algorithm] = childrenOf(readTlv(publicKey));
  const [oid, parameters] = algorithm ? childrenOf(algorithm) : [];
  return oidOf(oid) === dsa && parameters?.tagNumber !== universal.sequence;
}

function sequence(parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concatBytes([Uint8Array.from([0x30, ...head]), content]);
}
