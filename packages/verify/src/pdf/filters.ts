import { Inflate } from 'fflate';
import type { Budget } from './budget.ts';
import { LimitError } from './budget.ts';
import { FilterFault } from './filter-fault.ts';
import { isWhite } from './lexer.ts';
import { decodeLzw } from './lzw.ts';
import { undoPredictor } from './predictor.ts';

/** A filter of a stream and its numeric parameters (/DecodeParms). */
export interface FilterStep {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, number>;
}

/** Undoes a stream's filters in order. Throws FilterFault, or LimitError beyond the inflation caps. */
export function decodeFilters(data: Uint8Array, steps: readonly FilterStep[], budget: Budget): Uint8Array {
  let bytes = data;
  for (const step of steps) {
    const decode = decoders[step.name];
    if (!decode) throw new FilterFault(`the filter ${step.name} is not supported`);
    bytes = decode(bytes, budget, step.parameters);
    if (decode === inflate || decode === lzw) bytes = undoPredictor(bytes, step.parameters);
  }
  return bytes;
}

type Decode = (data: Uint8Array, budget: Budget, parameters: FilterStep['parameters']) => Uint8Array;

const decoders: Record<string, Decode> = {
  FlateDecode: inflate,
  Fl: inflate,
  LZWDecode: lzw,
  LZW: lzw,
  ASCIIHexDecode: asciiHex,
  AHx: asciiHex,
  ASCII85Decode: ascii85,
  A85: ascii85,
  RunLengthDecode: runLength,
  RL: runLength,
};

/** Packed tighter than this, a stream may be a quarter as long: no table or object is, but each bomb. */
const tightest = 32;

/** What is kept of a stream while it is not known how long it gets. */
const keptAtOnce = 1 << 20;

/**
 * zlib's format, in pieces, so that a bomb stops at the cap instead of in memory; a cut stream gives what it has. A long
 * one is measured first and inflated again into what it takes: to keep the pieces would take twice the room.
 */
function inflate(data: Uint8Array, budget: Budget): Uint8Array {
  const cap = budget.inflateCap();
  let chunks: Uint8Array[] | null = [];
  const length = inflatePieces(data, budget, (chunk, before, read) => {
    const tight = before + chunk.length > tightest * read;
    if (before + chunk.length > (tight ? cap / 4 : cap)) throw new LimitError('maxStreamBytes');
    if (before + chunk.length > keptAtOnce) chunks = null;
    chunks?.push(chunk);
  });
  budget.spendInflated(length);
  const out = new Uint8Array(length);
  if (chunks === null) {
    inflatePieces(data, budget, (chunk, before) => out.set(chunk, before));
    return out;
  }
  let at = 0;
  for (const chunk of chunks as Uint8Array[]) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** Hands over each piece with the length of those before and what was read for them; gives the length of all. Throws FilterFault for none at all. */
function inflatePieces(
  data: Uint8Array,
  budget: Budget,
  take: (chunk: Uint8Array, before: number, read: number) => void,
): number {
  let length = 0;
  let read = 0;
  const stream = new Inflate((chunk) => {
    take(chunk, length, read);
    length += chunk.length;
  });
  try {
    // What a piece inflates to is in memory at once: the tighter the data is packed, the smaller the pieces.
    for (let at = 2, size = 0; at < data.length; at += size) {
      budget.check();
      size = length > 64 * at ? 512 : 8192;
      read = at + size;
      stream.push(data.subarray(at, at + size), at + size >= data.length);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || length === 0) throw faultOf(error);
  }
  return length;
}

function faultOf(error: unknown): unknown {
  const own = error instanceof Error && 'code' in error && typeof error.code === 'number';
  return own ? new FilterFault('the deflated data is damaged', { cause: error }) : error;
}

function lzw(data: Uint8Array, budget: Budget, parameters: FilterStep['parameters']): Uint8Array {
  budget.check();
  const cap = Math.min(budget.inflateCap(), Math.max(budget.inflateCap() / 4, tightest * data.length));
  const out = decodeLzw(data, parameters.get('EarlyChange') ?? 1, Math.floor(cap));
  budget.spendInflated(out.length);
  return out;
}

function asciiHex(data: Uint8Array): Uint8Array {
  let digits = '';
  for (const byte of data) {
    if (byte === 0x3e) break;
    if (!isWhite(byte)) digits += String.fromCharCode(byte);
  }
  if (/[^0-9a-f]/i.test(digits)) throw new FilterFault('the hexadecimal data is damaged');
  if (digits.length % 2) digits += '0';
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function ascii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = () => {
    const count = group.length;
    if (count < 2) return;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let at = 0; at < count - 1; at++) out.push(Math.floor(value / 256 ** (3 - at)) & 255);
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (isWhite(byte)) continue;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte < 0x21 || byte > 0x75) throw new FilterFault('the base-85 data is damaged');
    else if (group.push(byte - 0x21) === 5) flush();
  }
  flush();
  return Uint8Array.from(out);
}

function runLength(data: Uint8Array, budget: Budget): Uint8Array {
  const out: number[] = [];
  const cap = budget.inflateCap();
  for (let at = 0; at < data.length && data[at] !== 128;) {
    const length = data[at++] as number;
    if (length < 128) {
      for (let count = 0; count <= length && at < data.length; count++) out.push(data[at++] as number);
    } else {
      const byte = data[at++] ?? 0;
      for (let count = 0; count < 257 - length; count++) out.push(byte);
    }
    if (out.length > cap) throw new LimitError('maxStreamBytes');
  }
  budget.spendInflated(out.length);
  return Uint8Array.from(out);
}
