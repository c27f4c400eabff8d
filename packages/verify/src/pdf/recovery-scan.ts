import { findWords } from './find-words.ts';
import { Lexer, isDigit, isWhite } from './lexer.ts';
import { dictOf, isDict, isName, isString, type IndirectObject, type PdfDict } from './objects.ts';
import { SyntaxFault, parseObject } from './parser.ts';
import type { PdfFile } from './pdf-file.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';

/** The offset of the `N G obj` whose word `obj` stands at an offset; null where no numbers stand before it. */
export function objectHeadBefore(bytes: Uint8Array, obj: number): number | null {
  let at = obj - 1;
  for (let part = 0; part < 2; part++) {
    const white = at;
    while (at >= 0 && isWhite(bytes[at])) at--;
    // "0obj" is written by some producers; between the two numbers white space is needed.
    if (part === 1 && white === at) return null;
    const digits = at;
    while (at >= 0 && isDigit(bytes[at])) at--;
    if (digits === at || digits - at > 10) return null;
  }
  return at + 1;
}

/** Bytes that are searched at a time: there may be as many objects as bytes, and few that are asked for. */
const searchedAtOnce = 1 << 18;

/** Offsets of all indirect objects that the bytes seem to hold between two offsets, by text alone. */
export function* scanObjectOffsets(file: PdfFile, from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += searchedAtOnce) {
    // A word that begins before the end of a piece is found in it.
    const { obj } = findWords(file.bytes, ['obj'], file.budget, at, Math.min(to, at + searchedAtOnce + 2));
    for (const position of obj) {
      const head = objectHeadBefore(file.bytes, position);
      if (head !== null && head >= from) yield head;
    }
  }
}

/** A cross-reference section made from the bytes alone, the last object of each number counting; null without a catalog. */
export function repairSection(file: PdfFile): XrefSection | null {
  const entries = new Map<number, XrefEntry>();
  let trailer: PdfDict | null = null;
  for (const offset of scanObjectOffsets(file, 0, file.bytes.length)) {
    const object = file.objectAt(offset);
    if (!object) continue;
    file.budget.spendObjects(1);
    entries.set(object.num, { type: 'offset', offset, gen: object.gen });
    const dict = dictOf(object.value);
    if (isName(dict?.entries.get('Type'), 'XRef') && dict?.entries.has('Root')) trailer = dict;
    else if (isName(dict?.entries.get('Type'), 'Catalog')) trailer ??= rootOnly(object);
  }
  for (const position of findWords(file.bytes, ['trailer'], file.budget).trailer) {
    const dict = readDictAt(file, position + 7);
    if (dict?.entries.has('Root')) trailer = dict;
  }
  if (!trailer) return null;
  return { kind: 'repaired', offset: -1, end: file.bytes.length, entries, trailer, prev: null };
}

function rootOnly(catalog: IndirectObject): PdfDict {
  const root = { kind: 'ref', num: catalog.num, gen: catalog.gen } as const;
  return { kind: 'dict', entries: new Map([['Root', root]]), doubtful: [], start: 0, end: 0 };
}

function readDictAt(file: PdfFile, offset: number): PdfDict | null {
  try {
    const value = parseObject(new Lexer(file.bytes, offset), file.budget);
    return isDict(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxFault) return null;
    throw error;
  }
}

/** Where the object seems to begin that an offset lies in; looks back in growing pieces, as far as Contents may be long. */
function headBefore(file: PdfFile, position: number): number | undefined {
  let found: number | undefined;
  for (let size = 2048; found === undefined && size <= 200_000 * 8; size *= 8) {
    const from = Math.max(0, position - Math.min(size, 200_000));
    for (const head of scanObjectOffsets(file, from, position)) found = head;
    if (from === 0) break;
  }
  return found;
}

/** Objects that look like signature dictionaries (a /ByteRange beside /Contents), found by text alone. */
export function scanSignatureObjects(file: PdfFile, byteRangeWords: readonly number[]): IndirectObject[] {
  const found = new Map<number, IndirectObject>();
  for (const position of byteRangeWords) {
    const head = headBefore(file, position);
    const object = head === undefined ? null : file.objectAt(head);
    const dict = dictOf(object?.value);
    if (object && dict && dict.start < position && position < dict.end && isString(dict.entries.get('Contents'))) {
      found.set(object.offset as number, object);
    }
  }
  return [...found.values()];
}
