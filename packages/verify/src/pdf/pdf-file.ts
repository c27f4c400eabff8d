import { LimitError, type Budget } from './budget.ts';
import { FilterFault } from './filter-fault.ts';
import { Lexer } from './lexer.ts';
import { isStream, type IndirectObject, type PdfDict, type PdfStream } from './objects.ts';
import { SyntaxFault, parseIndirect } from './parser.ts';
import type { FieldNode } from './signature-fields.ts';
import { decodeStream, findEndOfData } from './stream-data.ts';
import { parseXrefStream } from './xref-stream.ts';
import { parseXrefTable } from './xref-table.ts';
import { sameEntry, type XrefSection } from './xref-section.ts';

/**
 * The bytes of a file with what was read of them so far, shared by all views: an object at an offset is parsed once
 * however many revisions use it. `base` is added to every offset (bytes before the header).
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly budget: Budget;
  readonly base: number;
  /** Objects with their strings in the clear, by the object as read. */
  readonly decrypted = new WeakMap<IndirectObject, IndirectObject>();
  /** The objects of object streams, by the stream as read (and decrypted): most revisions share them. */
  readonly containers = new WeakMap<PdfStream, readonly IndirectObject[]>();
  /** Fields without kids, by their dictionary, as they were met below a parent: most revisions share them. */
  readonly fields = new WeakMap<PdfDict, { node: FieldNode; parent: string; inherited: string | null }>();
  private readonly objects = new Map<number, IndirectObject | null>();
  private readonly sections = new Map<number, XrefSection | null>();

  constructor(bytes: Uint8Array, budget: Budget, base = 0) {
    this.bytes = bytes;
    this.budget = budget;
    this.base = base;
  }

  /** The indirect object at an offset; null where none stands. Throws LimitError only. */
  objectAt(offset: number): IndirectObject | null {
    const known = this.objects.get(offset);
    if (known !== undefined) return known;
    const read = this.tryRead(() => parseIndirect(this.bytes, offset, this.budget));
    this.objects.set(offset, read);
    return read;
  }

  /** The cross-reference section at an offset, a hybrid file's stream merged in; null where none can be read. */
  sectionAt(offset: number): XrefSection | null {
    const known = this.sections.get(offset);
    if (known !== undefined) return known;
    const read = this.tryRead(() => this.readSection(offset));
    this.sections.set(offset, read);
    return read;
  }

  private tryRead<T>(read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (error instanceof SyntaxFault || error instanceof FilterFault) return null;
      if (error instanceof LimitError && error.limit === 'maxDepth') return null;
      throw error;
    }
  }

  private readSection(offset: number): XrefSection {
    if (!(offset >= 0 && offset < this.bytes.length)) throw new SyntaxFault('an offset outside of the file', offset);
    const lexer = new Lexer(this.bytes, offset);
    const token = lexer.next();
    if (typeof token === 'object' && token?.kind === 'keyword' && token.value === 'xref') {
      return this.readTable(lexer, offset);
    }
    const { num, dict, entries, conflicts, end } = this.readStream(offset);
    const head = { kind: 'stream' as const, offset, end, streamNumber: num, conflicts };
    return { ...head, entries, trailer: dict, prev: this.offsetIn(dict, 'Prev') };
  }

  private readTable(lexer: Lexer, offset: number): XrefSection {
    const { entries, trailer, end, conflicts } = parseXrefTable(lexer, this.budget, this.base);
    const prev = this.offsetIn(trailer, 'Prev');
    const hybrid = this.offsetIn(trailer, 'XRefStm');
    const stream = hybrid === null ? null : this.tryRead(() => this.readStream(hybrid));
    if (!stream) return { kind: 'table', offset, end, entries, trailer, prev, conflicts };
    for (const num of stream.conflicts) conflicts.push(num);
    // 7.5.8.4: what the table calls free or does not know is looked up in the stream.
    for (const [num, entry] of stream.entries) {
      const known = entries.get(num);
      if (!known || known.type === 'free') entries.set(num, entry);
      else if (entry.type !== 'free' && !sameEntry(known, entry)) conflicts.push(num);
    }
    return { kind: 'hybrid', offset, end, entries, trailer, prev, streamNumber: stream.num, conflicts };
  }

  private readStream(offset: number) {
    const object = parseIndirect(this.bytes, offset, this.budget);
    if (!isStream(object.value)) throw new SyntaxFault('no cross-reference section', offset);
    const { dict, dataStart } = object.value;
    const length = dict.entries.get('Length');
    const end = findEndOfData(this.bytes, dataStart, typeof length === 'number' ? length : null);
    const data = decodeStream(dict, this.bytes.subarray(dataStart, end), this.budget, (value) => value);
    return { num: object.num, dict, end, ...parseXrefStream(dict, data, this.budget, this.base) };
  }

  private offsetIn(dict: PdfDict, key: string): number | null {
    const value = dict.entries.get(key);
    // A /Prev of 0, which some producers write for none, can be no section: the header is there.
    return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value + this.base : null;
  }
}
