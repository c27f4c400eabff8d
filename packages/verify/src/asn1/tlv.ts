/** Bytes that are no sound BER; `offset` is where. */
export class Asn1Fault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'Asn1Fault';
    this.offset = offset;
  }
}

/**
 * One element of BER (X.690) as offsets into its bytes, so that what was signed is hashed as it was encoded.
 * `contentEnd` leaves out the end-of-contents octets of the indefinite form, `end` counts them.
 */
export interface Tlv {
  readonly bytes: Uint8Array;
  readonly tagClass: 0 | 1 | 2 | 3;
  readonly tagNumber: number;
  readonly constructed: boolean;
  readonly indefinite: boolean;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

const maxDepth = 40;

/** Universal tag numbers in use here. */
export const universal = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  oid: 6,
  sequence: 16,
  set: 17,
} as const;

/** Reads the element at an offset, which must end at or before `limit`. Throws Asn1Fault. */
export function readTlv(bytes: Uint8Array, start = 0, limit = bytes.length, depth = 0): Tlv {
  if (depth > maxDepth) throw new Asn1Fault('nested too deep', start);
  const first = byteAt(bytes, start, limit);
  let at = start + 1;
  let tagNumber = first & 0x1f;
  if (tagNumber === 0x1f) {
    tagNumber = 0;
    for (let byte = 0x80; byte & 0x80;) {
      byte = byteAt(bytes, at++, limit);
      tagNumber = tagNumber * 128 + (byte & 0x7f);
      if (tagNumber > 0xffffff) throw new Asn1Fault('a tag number is too large', start);
    }
  }
  const constructed = (first & 0x20) !== 0;
  const head = { bytes, tagClass: (first >> 6) as Tlv['tagClass'], tagNumber, constructed, start };
  const lengthByte = byteAt(bytes, at++, limit);
  if (lengthByte === 0x80) {
    if (!constructed) throw new Asn1Fault('an indefinite length on a primitive element', start);
    const contentEnd = endOfIndefinite(bytes, at, limit, depth);
    return { ...head, indefinite: true, contentStart: at, contentEnd, end: contentEnd + 2 };
  }
  let length = lengthByte;
  if (lengthByte > 0x80) {
    length = 0;
    if (lengthByte > 0x86) throw new Asn1Fault('a length is too large', start);
    for (let count = lengthByte & 0x7f; count > 0; count--) length = length * 256 + byteAt(bytes, at++, limit);
  }
  if (at + length > limit) throw new Asn1Fault('an element is longer than its bytes', start);
  return { ...head, indefinite: false, contentStart: at, contentEnd: at + length, end: at + length };
}

function byteAt(bytes: Uint8Array, at: number, limit: number): number {
  const byte = at < limit ? bytes[at] : undefined;
  if (byte === undefined) throw new Asn1Fault('the bytes end within an element', at);
  return byte;
}

function endOfIndefinite(bytes: Uint8Array, start: number, limit: number, depth: number): number {
  for (let at = start; ;) {
    if (byteAt(bytes, at, limit) === 0 && byteAt(bytes, at + 1, limit) === 0) return at;
    at = readTlv(bytes, at, limit, depth + 1).end;
  }
}

/** The elements inside a constructed one. Throws Asn1Fault. */
export function childrenOf(tlv: Tlv): Tlv[] {
  if (!tlv.constructed) throw new Asn1Fault('a constructed element is expected', tlv.start);
  const children: Tlv[] = [];
  for (let at = tlv.contentStart; at < tlv.contentEnd; at = (children.at(-1) as Tlv).end) {
    children.push(readTlv(tlv.bytes, at, tlv.contentEnd));
  }
  return children;
}

/** Whether an element has a universal tag. */
export const isUniversal = (tlv: Tlv | undefined, tag: number): tlv is Tlv =>
  tlv !== undefined && tlv.tagClass === 0 && tlv.tagNumber === tag;

/** Whether an element has a context-specific tag. */
export const isContext = (tlv: Tlv | undefined, tag: number): tlv is Tlv =>
  tlv !== undefined && tlv.tagClass === 2 && tlv.tagNumber === tag;

/** The element, which must have a universal tag. Throws Asn1Fault. */
export function expectUniversal(tlv: Tlv | undefined, tag: number, what: string): Tlv {
  if (!isUniversal(tlv, tag)) {
    throw new Asn1Fault(`${what} is missing or of another type`, (tlv as Tlv | undefined)?.start ?? 0);
  }
  return tlv;
}

/** The whole element as it is encoded. */
export const rawOf = (tlv: Tlv): Uint8Array => tlv.bytes.subarray(tlv.start, tlv.end);
/** The content octets. */
export const contentOf = (tlv: Tlv): Uint8Array => tlv.bytes.subarray(tlv.contentStart, tlv.contentEnd);
