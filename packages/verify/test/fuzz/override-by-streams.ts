import { deflateSync, inflateSync } from 'node:zlib';
import { concatBytes } from '../../src/asn1/values.ts';
import { latin1, textOfBytes } from '../pdf-builder.ts';
import { altered, type Random } from './mutate.ts';

/** A row of a cross-reference stream: its type and two fields (ISO 32000-2, table 18). */
type Row = readonly [type: number, second: number, third: number];

const streamHead = /(?<=[\r\n])(\d{1,6}) (\d{1,5}) obj\s*<<(.{0,600}?)>>\s*stream\r?\n/gs;

/**
 * A revision more by a cross-reference stream: objects of the file in an object stream, other generations, other
 * indices, an object stream of the file that holds something else now, or a table of the file that says something else.
 * What is compressed is changed before it is compressed, so that it can be read.
 */
export function overrideByStreams(original: Uint8Array, random: Random): Uint8Array {
  const text = textOfBytes(original);
  const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-200))?.[1];
  const heads = [...text.matchAll(/(?<=[\r\n])(\d{1,6}) (\d{1,5}) obj\b/g)];
  const root = [...text.matchAll(/\/Root\s+(\d+ \d+ R)/g)].at(-1)?.[1];
  if (prev === undefined || root === undefined || heads.length === 0) return original.slice(0, random(original.length));
  const fresh = 9000 + random(100);
  const parts: Uint8Array[] = [original, latin1('\n')];
  const rows = new Map<number, Row>();
  const held: string[] = [];
  const end = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  for (let count = 1 + random(3); count > 0; count--) {
    const from = heads[random(heads.length)]!;
    const num = Number(heads[random(3) === 0 ? random(heads.length) : heads.indexOf(from)]![1]);
    const close = text.indexOf('endobj', from.index);
    const content = text.slice(from.index + from[0].length, close < 0 ? from.index + 200 : close);
    const body = random(2) === 0 ? content : altered(content, random);
    const kind = random(5);
    if (kind === 0) rows.set(num, [1, from.index, random(3)]);
    else if (kind === 1) rows.set(num, [random(4), random(2) ? from.index : Number(from[1]), random(4)]);
    else if (kind === 2 && !content.includes('stream')) {
      // Now and then the index is another's, or the number in the stream's own head.
      rows.set(num, [2, fresh, random(4) === 0 ? random(4) : held.length]);
      held.push(`${random(8) === 0 ? num + 1 : num} ${body}`);
    } else if (kind === 3) {
      const generation = random(3);
      rows.set(num, [1, end(), random(2) ? generation : 0]);
      parts.push(latin1(`${num} ${generation} obj${body}endobj\n`));
    } else again(num);
  }
  if (held.length > 0) {
    let offset = 0;
    const bodies = held.map((one) => one.slice(one.indexOf(' ')));
    const head = held.map((one, at) => {
      const place = `${one.slice(0, one.indexOf(' '))} ${offset} `;
      offset += (bodies[at] as string).length;
      return place;
    });
    const first = head.join('').length;
    rows.set(fresh, [1, end(), 0]);
    const extra = `/Type/ObjStm/N ${held.length}/First ${first}`;
    parts.push(packed(fresh, extra, latin1(head.join('') + bodies.join('')), random));
  }
  const xref = end();
  rows.set(fresh + 1, [1, xref, 0]);
  parts.push(packed(fresh + 1, tableOf(rows, `/Root ${root}/Prev ${prev}`), rowsOf(rows), random));
  parts.push(latin1(`startxref\n${xref}\n%%EOF\n`));
  return concatBytes(parts);

  /** A compressed stream of the file (an object stream, a table, a page's content) comes again with other data in it. */
  function again(fallback: number): void {
    const streams = [...text.matchAll(streamHead)].filter(([, , , dict]) => dict!.includes('/FlateDecode'));
    const one = streams[random(streams.length || 1)];
    const data = one && inflated(original.subarray(one.index + one[0].length));
    if (!one || !data?.length) {
      rows.set(fallback, [0, 0, random(2)]);
      return;
    }
    for (let count = 1 + random(3); count > 0; count--) {
      const at = random(data.length);
      if (random(2)) data[at] = random(256);
      else data.copyWithin(at, random(data.length), random(data.length));
    }
    const dict = (one[3] as string)
      .replace(/\/Length\s+\d+( \d+ R)?/, '')
      .replace(/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/, '');
    rows.set(Number(one[1]), [1, end(), 0]);
    parts.push(packed(Number(one[1]), dict, data, random));
  }
}

const tableOf = (rows: ReadonlyMap<number, Row>, trailer: string): string => {
  return `/Type/XRef/W[1 4 2]/Index[${[...rows.keys()].map((num) => `${num} 1`).join(' ')}]/Size 99999${trailer}`;
};

const rowsOf = (rows: ReadonlyMap<number, Row>): Uint8Array => {
  const bytes = Buffer.alloc(7 * rows.size);
  [...rows.values()].forEach(([type, second, third], at) => {
    bytes.writeUInt8(type, 7 * at);
    bytes.writeUInt32BE(second, 7 * at + 1);
    bytes.writeUInt16BE(third, 7 * at + 5);
  });
  return bytes;
};

/** A stream object, compressed or not. */
function packed(num: number, dict: string, data: Uint8Array, random: Random): Uint8Array {
  const compressed = random(4) > 0;
  const bytes = compressed ? deflateSync(data) : data;
  const head = `${num} 0 obj<<${dict}/Length ${bytes.length}${compressed ? '/Filter/FlateDecode' : ''}>>stream\n`;
  return concatBytes([latin1(head), bytes, latin1('\nendstream endobj\n')]);
}

function inflated(bytes: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: 1_000_000, finishFlush: 2 });
  } catch {
    return null;
  }
}
