import { SigningError } from './errors.ts';

/** One object that a cross-reference section locates. */
export interface SectionEntry {
  objectNumber: number;
  generation: number;
  offset: number;
}

/** The last cross-reference section of a file (ISO 32000-2 7.5.4, 7.5.8), as our engine writes it. */
export interface RevisionSection {
  /** Offset that startxref gives. */
  offset: number;
  /** /Prev, the section before it. */
  previous: number | undefined;
  root: number | undefined;
  encrypted: boolean;
  /** In order of offset; the cross-reference stream itself included. */
  entries: SectionEntry[];
}

const TAIL = 2048;

/** The offset that the last startxref of a file gives; undefined when there is none in its last 2 KiB. */
export function lastStartXref(bytes: Uint8Array): number | undefined {
  const tail = latin1(bytes, Math.max(0, bytes.length - TAIL), bytes.length);
  const match = /startxref\s+(\d+)(?![\s\S]*startxref)/u.exec(tail);
  return match ? Number(match[1]) : undefined;
}

/** Reads the section that the last startxref points at; `append_only_violation` when it is not well formed. */
export function readLastSection(bytes: Uint8Array): RevisionSection {
  const offset = lastStartXref(bytes);
  if (offset === undefined || offset >= bytes.length) throw malformed('no startxref at the end of the file');
  const table = latin1(bytes, offset, offset + 5) === 'xref\n';
  const section = table ? readTable(bytes, offset) : readStream(bytes, offset);
  section.entries.sort((a, b) => a.offset - b.offset);
  return section;
}

const decoder = new TextDecoder('latin1');

/** Text of a byte range, one character a byte: ASCII as it is, other bytes as windows-1252 (the Encoding standard's latin1). */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

function readTable(bytes: Uint8Array, offset: number): RevisionSection {
  const text = latin1(bytes, offset, bytes.length);
  const trailerAt = text.indexOf('trailer');
  if (trailerAt < 0) throw malformed('the cross-reference table has no trailer');
  const entries: SectionEntry[] = [];
  let position = 5;
  while (position < trailerAt) {
    const header = /^(\d+) (\d+)\s*\n/u.exec(text.slice(position, position + 40));
    if (!header) throw malformed('a cross-reference subsection has no header');
    position += header[0].length;
    for (let i = 0; i < Number(header[2]); i++, position += 20) {
      const line = /^(\d{10}) (\d{5}) n[\r\n ]{2}$/u.exec(text.slice(position, position + 20));
      if (!line) throw malformed('a cross-reference entry is not an object in use');
      entries.push({ objectNumber: Number(header[1]) + i, offset: Number(line[1]), generation: Number(line[2]) });
    }
  }
  return { offset, entries, ...trailerKeys(text.slice(trailerAt, text.lastIndexOf('startxref'))) };
}

function readStream(bytes: Uint8Array, offset: number): RevisionSection {
  const head = latin1(bytes, offset, Math.min(bytes.length, offset + 4096));
  const start = /^\d+ \d+ obj\s*<<([\s\S]*?)>>\s*stream(\r\n|\n)/u.exec(head);
  if (!start) throw malformed('startxref points at neither a table nor a stream');
  const dictionary = start[1] as string;
  if (!/\/Type\s*\/XRef/u.test(dictionary) || /\/Filter/u.test(dictionary)) {
    throw malformed('the cross-reference stream is of an unexpected kind');
  }
  const widths = numbers(dictionary, 'W');
  const index = numbers(dictionary, 'Index');
  const size = Number(/\/Size\s+(\d+)/u.exec(dictionary)?.[1]);
  const [w1 = 0, w2 = 0, w3 = 0] = widths;
  const subsections = index.length > 0 ? index : [0, size];
  const entries: SectionEntry[] = [];
  let position = offset + start[0].length;
  for (let s = 0; s + 1 < subsections.length; s += 2) {
    for (let i = 0; i < (subsections[s + 1] as number); i++) {
      const type = w1 === 0 ? 1 : bigEndian(bytes, position, w1);
      const entryOffset = bigEndian(bytes, position + w1, w2);
      const generation = bigEndian(bytes, position + w1 + w2, w3);
      position += w1 + w2 + w3;
      if (type !== 1) throw malformed('a cross-reference entry is not an object in use');
      entries.push({ objectNumber: (subsections[s] as number) + i, offset: entryOffset, generation });
    }
  }
  return { offset, entries, ...trailerKeys(dictionary) };
}

function trailerKeys(dictionary: string): Pick<RevisionSection, 'previous' | 'root' | 'encrypted'> {
  const previous = /\/Prev\s+(\d+)/u.exec(dictionary)?.[1];
  const root = /\/Root\s+(\d+)\s+\d+\s+R/u.exec(dictionary)?.[1];
  return {
    previous: previous === undefined ? undefined : Number(previous),
    root: root === undefined ? undefined : Number(root),
    encrypted: /\/Encrypt\b/u.test(dictionary),
  };
}

function numbers(dictionary: string, key: string): number[] {
  const match = new RegExp(`/${key}\\s*\\[([\\d\\s]*)\\]`, 'u').exec(dictionary);
  return match ? (match[1] as string).trim().split(/\s+/u).map(Number) : [];
}

function bigEndian(bytes: Uint8Array, offset: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[offset + i] ?? 0);
  return value;
}

function malformed(what: string): SigningError {
  return new SigningError('append_only_violation', `appended revision: ${what}`);
}
