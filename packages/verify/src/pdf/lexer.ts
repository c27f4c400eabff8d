import type { PdfName, PdfString } from './objects.ts';

const charClass = { regular: 0, white: 1, delimiter: 2 } as const;
const classes = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) classes[code] = charClass.white;
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = charClass.delimiter;

/** Whether a byte is white space (ISO 32000-2, table 1). */
export const isWhite = (byte: number | undefined): boolean => byte !== undefined && classes[byte] === charClass.white;
/** Whether a byte is a digit. */
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** A keyword or operator: `obj`, `R`, `true`, `xref`… */
export interface Keyword {
  readonly kind: 'keyword';
  readonly value: string;
}
/** A delimiter of arrays and dictionaries. */
export interface Delimiter {
  readonly kind: 'delimiter';
  readonly value: '[' | ']' | '<<' | '>>' | '{' | '}';
}
const delimiters = Object.fromEntries(
  (['[', ']', '<<', '>>', '{', '}', '(', ')', '<', '>'] as Delimiter['value'][]).map((value) => {
    return [value, { kind: 'delimiter', value } as const];
  }),
) as Readonly<Record<string, Delimiter>>;

/** No name is longer (ISO 32000-1, annex C, allows 127 bytes): what is, is none. */
const longestName = 4096;

/** A token; null at the end of the bytes. */
export type Token = number | PdfName | PdfString | Keyword | Delimiter | null;

/** What each byte is worth as a hexadecimal digit; -1 for one that is none. */
const hexValues = new Int8Array(256).fill(-1);
for (const digit of '0123456789abcdefABCDEF') hexValues[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** A few bytes as text, one character a byte. */
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Reads tokens (ISO 32000-2, 7.2). Never throws: what can't be read is skipped or cut at the end of the bytes. */
export class Lexer {
  readonly bytes: Uint8Array;
  readonly end: number;
  position: number;

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = position;
    this.end = Math.min(end, bytes.length);
  }

  /** Moves behind white space and comments. */
  skipWhite(): void {
    const { bytes, end } = this;
    while (this.position < end) {
      const byte = bytes[this.position] as number;
      if (byte === 0x25) {
        while (this.position < end && bytes[this.position] !== 10 && bytes[this.position] !== 13) this.position++;
      } else if (classes[byte] === charClass.white) this.position++;
      else return;
    }
  }

  /** The next token. */
  next(): Token {
    this.skipWhite();
    const { bytes, end } = this;
    if (this.position >= end) return null;
    const byte = bytes[this.position] as number;
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.number();
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.literalString();
    if (byte === 0x3c) {
      if (bytes[this.position + 1] !== 0x3c) return this.hexString();
      this.position += 2;
      return delimiters['<<'] as Delimiter;
    }
    if (byte === 0x3e && bytes[this.position + 1] === 0x3e) {
      this.position += 2;
      return delimiters['>>'] as Delimiter;
    }
    if (classes[byte] === charClass.delimiter) {
      this.position++;
      return delimiters[String.fromCharCode(byte)] as Delimiter;
    }
    return { kind: 'keyword', value: this.regular() };
  }

  private regular(): string {
    const start = this.position;
    while (this.position < this.end && classes[this.bytes[this.position] as number] === charClass.regular)
      this.position++;
    let text = '';
    for (let at = start; at < Math.min(this.position, start + 64); at++) text += String.fromCharCode(this.bytes[at]!);
    return text;
  }

  private number(): Token {
    // Most numbers are a few digits: they need no text.
    let value = 0;
    let at = this.position;
    while (at < this.position + 15 && isDigit(this.bytes[at])) value = value * 10 + (this.bytes[at++] as number) - 0x30;
    if (at > this.position && (at >= this.end || classes[this.bytes[at] as number] !== charClass.regular)) {
      this.position = Math.min(at, this.end);
      return value;
    }
    const text = this.regular();
    // Only digits and one point: `1e9`, `0x1` and `--1` are no numbers in a PDF.
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
    return { kind: 'keyword', value: text };
  }

  /** The generation, where `G R` stands here and makes a reference of the number before; else nothing is read. */
  referenced(): number | null {
    const { bytes, position } = this;
    this.skipWhite();
    let gen = 0;
    const digits = this.position;
    while (this.position < digits + 10 && isDigit(bytes[this.position])) {
      gen = gen * 10 + (bytes[this.position++] as number) - 0x30;
    }
    const behind = this.position;
    this.skipWhite();
    const at = this.position;
    const ends = at + 1 >= this.end || classes[bytes[at + 1] as number] !== charClass.regular;
    if (digits > position && behind > digits && at > behind && at < this.end && bytes[at] === 0x52 && ends) {
      this.position = at + 1;
      return gen;
    }
    this.position = position;
    return null;
  }

  private name(): PdfName | Keyword {
    const { bytes, end } = this;
    const start = ++this.position;
    let escaped = false;
    while (this.position < end && classes[bytes[this.position] as number] === charClass.regular) {
      escaped ||= bytes[this.position] === 0x23;
      this.position++;
    }
    if (this.position - start > longestName) return { kind: 'keyword', value: '/' };
    const raw = latin1(bytes.subarray(start, this.position));
    const value = escaped
      ? raw.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      : raw;
    return { kind: 'name', value };
  }

  private hexString(): PdfString {
    const { bytes, end } = this;
    const start = this.position++;
    let stop = bytes.indexOf(0x3e, this.position);
    if (stop < 0 || stop >= end) stop = end;
    const out = new Uint8Array((stop - this.position + 1) >> 1);
    let digits = 0;
    for (; this.position < stop; this.position++) {
      const digit = hexValues[bytes[this.position] as number] as number;
      if (digit < 0) continue;
      out[digits >> 1]! |= digits & 1 ? digit : digit << 4;
      digits++;
    }
    this.position = Math.min(stop + 1, end);
    return { kind: 'string', bytes: out.subarray(0, (digits + 1) >> 1), hex: true, start, end: this.position };
  }

  private literalString(): PdfString {
    const { bytes, end } = this;
    const start = this.position++;
    let out = new Uint8Array(32);
    let length = 0;
    let depth = 1;
    while (this.position < end) {
      let byte = bytes[this.position++] as number;
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) break;
      else if (byte === 13) {
        if (bytes[this.position] === 10) this.position++;
        byte = 10;
      } else if (byte === 0x5c) {
        const escaped = this.escape();
        if (escaped < 0) continue;
        byte = escaped;
      }
      if (length === out.length) {
        const larger = new Uint8Array(2 * length);
        larger.set(out);
        out = larger;
      }
      out[length++] = byte;
    }
    return { kind: 'string', bytes: out.slice(0, length), hex: false, start, end: this.position };
  }

  /** The byte that an escape stands for, -1 for a continued line. */
  private escape(): number {
    const byte = this.bytes[this.position++];
    if (byte === undefined) return -1;
    const simple = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (simple >= 0) return [10, 13, 9, 8, 12][simple] as number;
    if (byte === 13) {
      if (this.bytes[this.position] === 10) this.position++;
      return -1;
    }
    if (byte === 10) return -1;
    if (byte < 0x30 || byte > 0x37) return byte;
    let value = byte - 0x30;
    for (let count = 1; count < 3; count++) {
      const digit = this.bytes[this.position];
      if (digit === undefined || digit < 0x30 || digit > 0x37) break;
      value = value * 8 + digit - 0x30;
      this.position++;
    }
    return value & 255;
  }
}
