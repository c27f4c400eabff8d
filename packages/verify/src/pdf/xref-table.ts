import type { Budget } from './budget.ts';
import { Lexer, isDigit, isWhite } from './lexer.ts';
import { isDict, type PdfDict } from './objects.ts';
import { SyntaxFault, parseObject } from './parser.ts';
import { freeEntry, sameEntry, type XrefEntry } from './xref-section.ts';

/** A classic table as read; /XRefStm and /Prev are still in its trailer. */
export interface XrefTable {
  readonly entries: Map<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly end: number;
  /** Objects that the table places twice, differently: readers disagree on which counts. */
  readonly conflicts: number[];
}

/** Reads `xref … trailer <<…>>` (ISO 32000-2, 7.5.4), the lexer behind the word xref. Throws SyntaxFault. */
export function parseXrefTable(lexer: Lexer, budget: Budget, base: number): XrefTable {
  const entries = new Map<number, XrefEntry>();
  const conflicts: number[] = [];
  for (;;) {
    const token = lexer.next();
    if (typeof token === 'object' && token?.kind === 'keyword' && token.value === 'trailer') break;
    const count = lexer.next();
    if (!Number.isInteger(token) || !Number.isInteger(count) || (token as number) < 0) {
      throw new SyntaxFault('no subsection of a cross-reference table', lexer.position);
    }
    readSubsection(lexer, budget, token as number, count as number, base, entries, conflicts);
  }
  const trailer = parseObject(lexer, budget);
  if (!isDict(trailer)) throw new SyntaxFault('the trailer is no dictionary', lexer.position);
  return { entries, trailer, end: lexer.position, conflicts };
}

function readSubsection(
  lexer: Lexer,
  budget: Budget,
  first: number,
  count: number,
  base: number,
  entries: Map<number, XrefEntry>,
  conflicts: number[],
): void {
  let shift = 0;
  for (let at = 0; at < count; at++) {
    lexer.skipWhite();
    // A count that promises more entries than there are.
    if (!isDigit(lexer.bytes[lexer.position])) return;
    const offset = readDigits(lexer);
    const gen = readDigits(lexer);
    lexer.skipWhite();
    const kind = lexer.bytes[lexer.position++];
    if (kind !== 0x6e && kind !== 0x66) throw new SyntaxFault('no cross-reference entry', lexer.position);
    // Some producers number the table from 1 although its first entry is that of object 0.
    if (at === 0 && first === 1 && kind === 0x66 && gen === 65535) shift = 1;
    budget.spendObjects(1);
    const num = first + at - shift;
    const entry: XrefEntry = kind === 0x66 ? freeEntry : { type: 'offset', offset: offset + base, gen };
    if (entries.has(num) && !sameEntry(entries.get(num), entry)) conflicts.push(num);
    entries.set(num, entry);
  }
}

function readDigits(lexer: Lexer): number {
  while (isWhite(lexer.bytes[lexer.position])) lexer.position++;
  let value = 0;
  const start = lexer.position;
  while (isDigit(lexer.bytes[lexer.position])) value = value * 10 + (lexer.bytes[lexer.position++] as number) - 0x30;
  if (start === lexer.position) throw new SyntaxFault('no number in a cross-reference entry', start);
  return value;
}
