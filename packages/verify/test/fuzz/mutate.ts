import { concatBytes } from '../../src/asn1/values.ts';
import { latin1, textOfBytes } from '../pdf-builder.ts';
import { overrideByStreams } from './override-by-streams.ts';

/** A number below a limit. */
export type Random = (limit: number) => number;

/** A small seeded generator (mulberry32); not for secrets. */
export function generator(seed: number): Random {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  };
}

/** A file with up to four faults: bytes flipped, gone, inserted or moved, digits changed, an end cut off, objects overridden. */
export function mutate(original: Uint8Array, random: Random): Uint8Array {
  // Half of the files keep their signed bytes and get a revision more, well-formed or nearly so: by a table or by streams.
  if (random(2) === 0) return random(2) === 0 ? override(original, random) : overrideByStreams(original, random);
  let bytes: Uint8Array = original.slice();
  for (let count = 1 + random(4); count > 0 && bytes.length > 16; count--) {
    const at = random(bytes.length);
    const size = 1 + random(random(8) === 0 ? 4096 : 8);
    const kind = random(6);
    if (kind === 0) bytes[at]! ^= 1 << random(8);
    else if (kind === 1) bytes = concatBytes([bytes.subarray(0, at), bytes.subarray(at + size)]);
    else if (kind === 2) bytes = concatBytes([bytes.subarray(0, at), noise(size, random), bytes.subarray(at)]);
    else if (kind === 3) bytes.copyWithin(at, random(bytes.length), random(bytes.length));
    else if (kind === 4) digitNear(bytes, at, random);
    else bytes = bytes.slice(0, Math.max(16, at));
  }
  return bytes;
}

/** Numbers steer a parser: offsets, lengths, counts, references. */
function digitNear(bytes: Uint8Array, at: number, random: Random): void {
  for (let index = at; index < Math.min(bytes.length, at + 400); index++) {
    if (bytes[index]! >= 0x30 && bytes[index]! <= 0x39) {
      bytes[index] = 0x30 + random(10);
      return;
    }
  }
}

const noise = (size: number, random: Random): Uint8Array => Uint8Array.from({ length: size }, () => random(256));

/** A revision more: objects of the file under other numbers, or with a digit or a name changed, or only a table. */
function override(original: Uint8Array, random: Random): Uint8Array {
  const text = textOfBytes(original);
  const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-200))?.[1];
  const heads = [...text.matchAll(/(?<=[\r\n])(\d{1,6}) (\d{1,5}) obj\b/g)];
  const root = [...text.matchAll(/\/Root\s+(\d+ \d+ R)/g)].at(-1)?.[1];
  if (prev === undefined || root === undefined || heads.length === 0) return original.slice(0, random(original.length));
  let body = '\n';
  const entries: [number, number][] = [];
  for (let count = 1 + random(3); count > 0; count--) {
    const from = heads[random(heads.length)]!;
    const num = Number(heads[random(3) === 0 ? random(heads.length) : heads.indexOf(from)]![1]);
    const kind = random(4);
    if (kind === 0) {
      // The table alone: an object of the signed bytes takes the place of another.
      entries.push([num, from.index]);
      continue;
    }
    const end = text.indexOf('endobj', from.index);
    const content = text.slice(from.index + from[0].length, end < 0 ? from.index + 200 : end);
    entries.push([num, original.length + body.length]);
    body += `${num} 0 obj${kind === 1 ? content : altered(content, random)}endobj\n`;
  }
  const xref = original.length + body.length;
  const table = entries.map(([num, offset]) => `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const tail = `xref\n${table}trailer\n<</Size 99999/Root ${root}/Prev ${prev}>>\nstartxref\n${xref}\n%%EOF\n`;
  return concatBytes([original, latin1(body + tail)]);
}

/** Text of an object with a digit, a name or the begin of a string changed. */
export function altered(content: string, random: Random): string {
  const places = [...content.slice(0, 4000).matchAll(/\d|\/[A-Z]\w*|\(/g)];
  const place = places[random(places.length || 1)];
  if (!place) return content;
  const { index, 0: found } = place;
  const by = found === '(' ? '(x' : found.startsWith('/') ? places[random(places.length)]![0] : String(random(10));
  return content.slice(0, index) + by + content.slice(index + found.length);
}
