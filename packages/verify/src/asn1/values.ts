import { Asn1Fault, childrenOf, contentOf, expectUniversal, isUniversal, universal, type Tlv } from './tlv.ts';

/** An object identifier in dotted form. Throws Asn1Fault. */
export function oidOf(tlv: Tlv | undefined, what = 'an object identifier'): string {
  const bytes = contentOf(expectUniversal(tlv, universal.oid, what));
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw new Asn1Fault('an object identifier is too large', tlv!.start);
    if (byte & 0x80) continue;
    if (parts.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      parts.push(first, value - first * 40);
    } else parts.push(value);
    value = 0;
  }
  if ((bytes.at(-1) ?? 0) & 0x80) throw new Asn1Fault('an object identifier is cut off', tlv!.start);
  if (parts.length === 0) throw new Asn1Fault('an object identifier is empty', tlv!.start);
  return parts.join('.');
}

/** An octet string's bytes, the segments of the constructed form joined (X.690, 8.7.3). Throws Asn1Fault. */
export function octetsOf(tlv: Tlv, depth = 0): Uint8Array {
  if (!tlv.constructed) return contentOf(tlv);
  if (depth > 4) throw new Asn1Fault('an octet string is nested too deep', tlv.start);
  const parts = childrenOf(tlv).map((part) => {
    return octetsOf(expectUniversal(part, universal.octetString, 'a segment'), depth + 1);
  });
  return concatBytes(parts);
}

/** Joins bytes. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Whether two byte strings are the same; public values, so not in constant time. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Bytes as an unsigned big integer. */
export function bigIntOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

/** Bytes as lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/** A time (UTCTime or GeneralizedTime, in any form that BER allows with a zone of Z). Throws Asn1Fault. */
export function timeOf(tlv: Tlv): Date {
  const text = String.fromCharCode(...contentOf(tlv).subarray(0, 40));
  const short = isUniversal(tlv, 23);
  const pattern = short
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?()Z$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?([.,]\d+)?Z$/;
  const match = pattern.exec(text);
  if (!match) throw new Asn1Fault('a time is malformed', tlv.start);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as number[];
  const inRange = month! >= 1 && month! <= 12 && day! >= 1 && day! <= 31 && hour! < 24 && minute! < 60 && second! <= 60;
  if (!inRange) throw new Asn1Fault('a time is out of range', tlv.start);
  const full = short ? year! + (year! < 50 ? 2000 : 1900) : year!;
  const milliseconds = match[7] ? Math.trunc(Number(`0.${match[7].slice(1)}`) * 1000) : 0;
  return new Date(Date.UTC(full, month! - 1, day, hour, minute, second, milliseconds));
}
