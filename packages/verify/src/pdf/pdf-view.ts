import { LimitError } from './budget.ts';
import { decryptObject } from './decrypt-object.ts';
import { EntryIndex } from './entry-index.ts';
import { FilterFault } from './filter-fault.ts';
import { Lexer } from './lexer.ts';
import { dictOf, isDict, isName, isRef, isStream } from './objects.ts';
import type { IndirectObject, PdfDict, PdfObject, PdfStream } from './objects.ts';
import { SyntaxFault, parseObject } from './parser.ts';
import type { PdfFile } from './pdf-file.ts';
import { decodeStream, findEndOfData } from './stream-data.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';

/** Undoes the encryption of strings and streams; `stream` gets the data before any filter. */
export interface Decryptor {
  string(bytes: Uint8Array, num: number, gen: number): Uint8Array;
  stream(bytes: Uint8Array, stream: PdfStream): Uint8Array;
}

/**
 * The document as the cross-reference sections up to one revision show it (`sections`: newest first). Nothing at or
 * behind `limit` is seen: a signed table that points behind the signed bytes must not borrow from what came later.
 */
export class PdfView {
  readonly file: PdfFile;
  readonly sections: readonly XrefSection[];
  readonly limit: number;
  readonly decryptor: Decryptor | null;
  private readonly index: EntryIndex;
  private readonly skip: number;
  private readonly containers = new Map<number, readonly IndirectObject[] | null>();
  private readonly compressed = new Map<number, IndirectObject | null>();

  constructor(
    file: PdfFile,
    sections: readonly XrefSection[],
    limit: number,
    decryptor: Decryptor | null = null,
    newer: PdfView | null = null,
  ) {
    this.file = file;
    this.sections = sections;
    this.skip = newer ? newer.sections.length - sections.length : 0;
    this.index = newer?.index ?? new EntryIndex(sections);
    this.limit = limit;
    this.decryptor = decryptor;
  }

  /** The view of an earlier revision of this document: `chain` is the tail of this view's sections. */
  earlier(chain: readonly XrefSection[], limit: number): PdfView {
    return new PdfView(this.file, chain, limit, this.decryptor, this);
  }

  /** The newest trailer. */
  get trailer(): PdfDict | null {
    return this.sections[0]?.trailer ?? null;
  }

  /** The document catalog. */
  get catalog(): PdfDict | null {
    const root = this.get(this.trailer, 'Root');
    return isDict(root) ? root : null;
  }

  /** Whether the trailer names an encryption dictionary. */
  get encrypted(): boolean {
    return this.trailer?.entries.has('Encrypt') ?? false;
  }

  /** Where an object is by the newest section that knows it. */
  entry(num: number): XrefEntry | undefined {
    return this.index.find(num, this.skip);
  }

  /** The newest section that knows an object. */
  sectionOf(num: number): XrefSection | undefined {
    const position = this.index.position(num, this.skip);
    return position === undefined ? undefined : this.sections[position - this.skip];
  }

  /**
   * An indirect object; null where there is none (free, unreadable, behind the limit, another object's number or
   * generation, or another generation than the one that is asked for: 7.3.10).
   */
  object(num: number, gen?: number): IndirectObject | null {
    const entry = this.entry(num);
    if (!entry || entry.type === 'free') return null;
    if (gen !== undefined && gen !== (entry.type === 'offset' ? entry.gen : 0)) return null;
    if (entry.type === 'offset') {
      if (entry.offset >= this.limit) return null;
      const object = this.file.objectAt(entry.offset);
      // Readers disagree on an object whose head names another generation than the table (7.5.4).
      return object?.num === num && object.gen === entry.gen ? this.inTheClear(object) : null;
    }
    if (!this.compressed.has(num)) {
      this.compressed.set(num, null);
      // A stream may hold the number twice: the table's index says which, as readers take it.
      const object = this.container(entry.container)?.[entry.index];
      this.compressed.set(num, object?.num === num ? object : null);
    }
    return this.compressed.get(num) ?? null;
  }

  /**
   * Whether the tables place an object that can't be read here: no such object stands there, it is damaged or nested too
   * deep, or it is a reference to a reference without end. Another reader may see something.
   */
  unreadable(num: number): boolean {
    const entry = this.entry(num);
    if (!entry || entry.type === 'free') return false;
    let value = this.object(num)?.value;
    for (let hops = 0; isRef(value); hops++) {
      if (hops > 16) return true;
      value = this.object(value.num)?.value ?? null;
    }
    return value === undefined;
  }

  private inTheClear(object: IndirectObject): IndirectObject {
    if (!this.decryptor || this.isEncryption(object.num)) return object;
    const known = this.file.decrypted.get(object);
    if (known) return known;
    const decrypted = decryptObject(object, this.decryptor);
    this.file.decrypted.set(object, decrypted);
    return decrypted;
  }

  private isEncryption(num: number): boolean {
    const encrypt = this.trailer?.entries.get('Encrypt');
    return isRef(encrypt) && encrypt.num === num;
  }

  /** The value behind any chain of references. */
  resolve(value: PdfObject | undefined): PdfObject {
    let current = value ?? null;
    for (let hops = 0; isRef(current); hops++) {
      if (hops > 16) return null;
      current = this.object(current.num, current.gen)?.value ?? null;
    }
    return current;
  }

  /** A resolved entry of a dictionary (or of a stream's). */
  get(dict: PdfObject | undefined, key: string): PdfObject {
    return this.resolve(dictOf(dict ?? null)?.entries.get(key));
  }

  /** A stream's data as it stands in the file. */
  rawData(stream: PdfStream): Uint8Array {
    const length = this.get(stream.dict, 'Length');
    const end = findEndOfData(this.file.bytes, stream.dataStart, typeof length === 'number' ? length : null);
    return this.file.bytes.subarray(stream.dataStart, end);
  }

  /** A stream's data, decrypted and decoded. Throws FilterFault or LimitError. */
  decode(stream: PdfStream): Uint8Array {
    const raw = this.rawData(stream);
    const plain = this.decryptor ? this.decryptor.stream(raw, stream) : raw;
    return decodeStream(stream.dict, plain, this.file.budget, (value) => this.resolve(value));
  }

  private container(num: number): readonly IndirectObject[] | null {
    if (this.containers.has(num)) return this.containers.get(num) ?? null;
    this.containers.set(num, null);
    const entry = this.entry(num);
    // The generation of an object stream is zero (7.5.7); some readers take another for none.
    const value = entry?.type === 'offset' ? this.object(num, 0)?.value : null;
    if (!isStream(value) || !isName(this.get(value.dict, 'Type'), 'ObjStm')) return null;
    try {
      const objects = this.file.containers.get(value) ?? this.readContainer(value);
      this.containers.set(num, objects);
      return objects;
    } catch (error) {
      if (error instanceof FilterFault || error instanceof SyntaxFault) return null;
      if (error instanceof LimitError && error.limit === 'maxDepth') return null;
      throw error;
    }
  }

  /** ISO 32000-2, 7.5.7. */
  private readContainer(stream: PdfStream): IndirectObject[] {
    const data = this.decode(stream);
    const count = this.get(stream.dict, 'N');
    const first = this.get(stream.dict, 'First');
    const objects: IndirectObject[] = [];
    if (typeof count !== 'number' || typeof first !== 'number') return objects;
    const header = new Lexer(data, 0, first);
    for (let at = 0; at < count; at++) {
      const num = header.next();
      const offset = header.next();
      if (typeof num !== 'number' || typeof offset !== 'number') break;
      const value = parseObject(new Lexer(data, first + offset), this.file.budget);
      objects.push({ num, gen: 0, value, offset: null });
    }
    // What its dictionary refers to may be another thing in another revision.
    if (![...stream.dict.entries.values()].some(isRef)) this.file.containers.set(stream, objects);
    return objects;
  }
}
