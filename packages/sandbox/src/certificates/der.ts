import { compareBytes, concatBytes } from './bytes.ts';

/** DER (X.690) for the few values that the ASN.1 library would not write as DER or has no type for. */

/** One tag-length-value; `content` parts are joined. */
export function tlv(tag: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = concatBytes(...content);
  return concatBytes(Uint8Array.of(tag, ...lengthOctets(body.length)), body);
}

/** SEQUENCE of encoded values. */
export const sequence = (...items: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => tlv(0x30, ...items);

/** SET OF encoded values, sorted as DER asks (X.690 11.6). */
export const setOf = (...items: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  tlv(0x31, ...items.toSorted(compareBytes));

/** OCTET STRING. */
export const octetString = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => tlv(0x04, bytes);

/** Non-negative INTEGER from big-endian bytes. */
export function unsignedInteger(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  return tlv(
    0x02,
    ...((trimmed[0] ?? 0) & 0x80 ? [Uint8Array.of(0)] : []),
    trimmed.length ? trimmed : Uint8Array.of(0),
  );
}

/** WebCrypto's r‖s as the ECDSA-Sig-Value that X.509 and CMS carry (RFC 5480). */
export function ecdsaSignatureValue(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  return sequence(unsignedInteger(raw.subarray(0, half)), unsignedInteger(raw.subarray(half)));
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

/** The elements inside a constructed DER value, each with its tag and length; RangeError when the lengths don't fit. */
export function readChildren(encoded: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const children: Uint8Array<ArrayBuffer>[] = [];
  let position = contentStart(encoded, 0);
  while (position < encoded.length) {
    const start = contentStart(encoded, position);
    const end = start + contentLength(encoded, position);
    if (end > encoded.length) throw new RangeError(`DER element at ${position} runs past the end`);
    children.push(new Uint8Array(encoded.subarray(position, end)));
    position = end;
  }
  return children;
}

function contentStart(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1];
  if (first === undefined || first === 0x80 || first > 0x84) throw new RangeError(`no DER length at ${at}`);
  return at + 2 + (first > 0x80 ? first - 0x80 : 0);
}

function contentLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at + 1] as number;
  if (first < 0x80) return first;
  return bytes.subarray(at + 2, at + 2 + first - 0x80).reduce((length, octet) => length * 256 + octet, 0);
}
