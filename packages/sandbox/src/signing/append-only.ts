import { PDF } from '@libpdf/core';
import { SigningError } from './errors.ts';
import { lastStartXref, latin1, readLastSection, type RevisionSection } from './revision-section.ts';

/** What a step may do to the objects of the file. */
export interface AllowedChanges {
  /** Numbers of existing objects that this step may write anew. */
  changed: ReadonlySet<number>;
}

/** What was there before: the catalog's number, and the first object number that was free for a new object. */
export interface RevisionBase {
  root: number | undefined;
  next: number;
}

/** The base of a document that was opened and not changed yet. */
export function revisionBase(pdf: PDF): RevisionBase {
  return {
    root: pdf.context.info.trailer.getRef('Root')?.objectNumber,
    next: pdf.context.registry.nextObjectNumber,
  };
}

/** What the appended revision holds: object numbers. */
export interface AppendedRevision {
  changed: number[];
  added: number[];
  section: RevisionSection;
}

/**
 * The door behind every save: `after` must be `before` followed by exactly one well-formed revision that points back at
 * the one before it, writes each of its objects once with nothing in between, keeps the catalog's number and changes no
 * existing object but those allowed. `base` is read from `before` where the caller, who has parsed it, does not give it.
 * Else `append_only_violation`, before anything is stored.
 */
export async function appendOnly(
  before: Uint8Array,
  after: Uint8Array,
  options: { allow: AllowedChanges; base?: RevisionBase },
): Promise<AppendedRevision> {
  if (after.length <= before.length) throw violation('nothing was appended');
  const differs = firstDifference(before, after);
  if (differs >= 0) throw violation(`byte ${differs} of the earlier revision differs`);
  const section = readLastSection(after);
  if (section.offset < before.length) throw violation('startxref points into the earlier revision');
  if (section.previous !== lastStartXref(before)) throw violation('/Prev does not point at the earlier revision');
  if (section.encrypted) throw violation('the revision encrypts the file');
  checkLayout(before.length, after, section);

  const base = options.base ?? revisionBase(await PDF.load(before));
  if (section.root !== base.root) throw violation('the catalog is another object');
  const changed: number[] = [];
  const added: number[] = [];
  for (const { objectNumber } of section.entries) {
    const exists = objectNumber < base.next;
    (exists ? changed : added).push(objectNumber);
    if (exists && !options.allow.changed.has(objectNumber)) throw violation(`object ${objectNumber} was changed`);
  }
  return { changed, added, section };
}

/** The offset at which `after` stops being `before` and more; −1 when it never does. Four bytes at a time where it can. */
function firstDifference(before: Uint8Array, after: Uint8Array): number {
  let at = 0;
  if (before.byteOffset % 4 === 0 && after.byteOffset % 4 === 0) {
    const words = before.length >> 2;
    const [one, other] = [before, after].map((bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, words));
    while (at < words && one?.[at] === other?.[at]) at++;
    at *= 4;
  }
  while (at < before.length && before[at] === after[at]) at++;
  return at < before.length ? at : -1;
}

/** The appended bytes are the section's objects one after another, then the section and the end marker. */
function checkLayout(start: number, after: Uint8Array, section: RevisionSection): void {
  const seen = new Set<number>();
  const objects = section.entries.filter(({ offset }) => offset !== section.offset);
  const ends = [...objects.slice(1).map(({ offset }) => offset), section.offset];
  const first = objects[0]?.offset ?? section.offset;
  if (first < start || latin1(after, start, first).trim() !== '') throw violation('bytes before the first object');
  for (const [i, { objectNumber, generation, offset }] of objects.entries()) {
    if (seen.has(objectNumber)) throw violation(`object ${objectNumber} is written twice`);
    seen.add(objectNumber);
    const header = `${objectNumber} ${generation} obj`;
    const end = ends[i] as number;
    if (latin1(after, offset, offset + header.length) !== header)
      throw violation(`object ${objectNumber} is not there`);
    // A second object in the same stretch would be bytes that no cross-reference accounts for.
    if (/endobj\s+\d+ \d+ obj\b/u.test(latin1(after, offset, end)))
      throw violation(`bytes after object ${objectNumber}`);
    if (!/endobj\s*$/u.test(latin1(after, Math.max(offset, end - 16), end))) {
      throw violation(`bytes after object ${objectNumber}`);
    }
  }
  if (!/startxref\s+\d+\s+%%EOF\s*$/u.test(latin1(after, after.length - 64, after.length))) {
    throw violation('no end marker');
  }
}

function violation(what: string): SigningError {
  return new SigningError('append_only_violation', `not an append-only revision: ${what}`);
}
