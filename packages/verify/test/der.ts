import { childrenOf, rawOf, readTlv } from '../src/asn1/tlv.ts';
import { concatBytes } from '../src/asn1/values.ts';

/** The elements inside a constructed one, each in its own bytes. */
export const children = (der: Uint8Array): Uint8Array[] => childrenOf(readTlv(der)).map(rawOf);

/** An element of DER with a tag of one octet. */
export function tlv(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const head = content.length < 128 ? [tag, content.length] : [tag, 0x80 + length.length, ...length];
  return concatBytes([Uint8Array.from(head), content]);
}
