import { LimitError } from './budget.ts';
import { Lexer, isWhite } from './lexer.ts';
import type { PdfFile } from './pdf-file.ts';
import type { XrefSection } from './xref-section.ts';

/**
 * A revision: the sections that one save wrote (two in a linearised file), newest first, and all older ones in
 * `chain`. `eof` is the offset behind %%EOF, `end` behind its end-of-line; null where its startxref is not found.
 */
export interface Revision {
  readonly index: number;
  readonly startXref: number;
  readonly sections: readonly XrefSection[];
  readonly chain: readonly XrefSection[];
  readonly eof: number | null;
  readonly end: number | null;
}

/** A `startxref N %%EOF`: where it stands, its number, the offsets behind %%EOF and behind its end-of-line. */
export interface StartXref {
  readonly position: number;
  readonly target: number;
  readonly eof: number;
  readonly end: number;
  readonly marked: boolean;
}

/** Reads the `startxref` at an offset; null where no number follows. */
export function readStartXref(bytes: Uint8Array, position: number, base: number): StartXref | null {
  const lexer = new Lexer(bytes, position + 9);
  const target = lexer.next();
  if (!Number.isInteger(target) || (target as number) < 0) return null;
  let eof = lexer.position;
  let at = eof;
  while (isWhite(bytes[at]) && at < eof + 16) at++;
  const marked = [0x25, 0x25, 0x45, 0x4f, 0x46].every((code, index) => bytes[at + index] === code);
  if (marked) eof = at + 5;
  let end = eof;
  if (bytes[end] === 13) end++;
  if (bytes[end] === 10) end++;
  return { position, target: (target as number) + base, eof, end, marked };
}

/** The sections from `startXref` along /Prev, newest first; `complete` is false where the chain breaks or loops. */
export function followChain(file: PdfFile, startXref: number): { sections: XrefSection[]; complete: boolean } {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  for (let at: number | null = startXref; at !== null;) {
    if (seen.has(at)) return { sections, complete: false };
    if (seen.size >= file.budget.limits.maxRevisions) throw new LimitError('maxRevisions');
    seen.add(at);
    const section: XrefSection | null = file.sectionAt(at);
    if (!section) return { sections, complete: false };
    sections.push(section);
    at = section.prev;
  }
  return { sections, complete: true };
}

/** The revisions of a chain, oldest first. A section whose /Prev lies behind it belongs to a linearised file. */
export function listRevisions(chain: readonly XrefSection[], startXrefs: readonly StartXref[]): Revision[] {
  const revisions: Revision[] = [];
  // By their targets: there may be very many, of few sections.
  const marks = new Map<number, StartXref[]>();
  for (const mark of startXrefs) {
    const known = marks.get(mark.target);
    if (known) known.push(mark);
    else marks.set(mark.target, [mark]);
  }
  for (let at = chain.length - 1; at >= 0; at--) {
    const newest = chain[at] as XrefSection;
    const previous = revisions.at(-1);
    const linearised = revisions.length === 1 && newest.prev !== null && newest.prev > newest.offset;
    const sections = linearised ? [newest, ...previous!.sections] : [newest];
    const behind = Math.max(...sections.map((section) => section.end));
    const mark = marks.get(newest.offset)?.find((one) => one.position >= behind);
    if (linearised) revisions.pop();
    revisions.push({
      index: revisions.length,
      startXref: newest.offset,
      sections,
      chain: chain.slice(at),
      eof: mark?.eof ?? null,
      end: mark?.end ?? null,
    });
  }
  return revisions;
}
