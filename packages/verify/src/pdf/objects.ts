/** A name, without its slash and with #xx decoded, one character a byte. */
export interface PdfName {
  readonly kind: 'name';
  readonly value: string;
}
/** A string's bytes; `start` and `end` are the token's offsets, delimiters included, in the bytes it was read from. */
export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly hex: boolean;
  readonly start: number;
  readonly end: number;
}
/** An array. */
export interface PdfArray {
  readonly kind: 'array';
  readonly items: PdfObject[];
}
/**
 * A dictionary. Readers disagree on its `doubtful` keys: those that it holds more than once (here the last one counts),
 * and the last one where no value follows (here it is as if it were not there).
 */
export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: Map<string, PdfObject>;
  readonly doubtful: string[];
  readonly start: number;
  readonly end: number;
}
/** A stream: its dictionary and the offset of its first data byte; `num` and `gen` key its decryption. */
export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  readonly dataStart: number;
  readonly num: number;
  readonly gen: number;
}
/** A reference to an indirect object. */
export interface PdfRef {
  readonly kind: 'ref';
  readonly num: number;
  readonly gen: number;
}
/** Anything a PDF holds. */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfArray | PdfDict | PdfStream | PdfRef;

/** An indirect object as read: `offset` in the file, or null for one out of an object stream. */
export interface IndirectObject {
  readonly num: number;
  readonly gen: number;
  readonly value: PdfObject;
  readonly offset: number | null;
}

const isKind = (value: unknown, kind: string): boolean =>
  typeof value === 'object' && value !== null && (value as { kind?: string }).kind === kind;

/** Whether the value is a name, with that value when one is given. */
export const isName = (value: unknown, name?: string): value is PdfName =>
  isKind(value, 'name') && (name === undefined || (value as PdfName).value === name);
/** Whether the value is a string. */
export const isString = (value: unknown): value is PdfString => isKind(value, 'string');
/** Whether the value is an array. */
export const isArray = (value: unknown): value is PdfArray => isKind(value, 'array');
/** Whether the value is a dictionary (a stream is none). */
export const isDict = (value: unknown): value is PdfDict => isKind(value, 'dict');
/** Whether the value is a stream. */
export const isStream = (value: unknown): value is PdfStream => isKind(value, 'stream');
/** Whether the value is a reference. */
export const isRef = (value: unknown): value is PdfRef => isKind(value, 'ref');

/** Whether two values are the same reference, the generation with it: another one leads to nothing (7.3.10). */
export const isSameRef = (a: unknown, b: unknown): boolean =>
  isRef(a) && isRef(b) && a.num === b.num && a.gen === b.gen;

/** The dictionary of a dictionary or stream, else null. */
export function dictOf(value: PdfObject | undefined): PdfDict | null {
  if (isDict(value)) return value;
  return isStream(value) ? value.dict : null;
}

const utf16be = new TextDecoder('utf-16be');
const utf8 = new TextDecoder('utf-8');

/** A text string (ISO 32000-2, 7.9.2.2): UTF-16BE or UTF-8 with their marks, else one character a byte. */
export function textOf(value: PdfString): string {
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16be.decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8.decode(bytes.subarray(3));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
