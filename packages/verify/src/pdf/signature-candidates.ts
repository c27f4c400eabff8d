import { LimitError } from './budget.ts';
import { isArray, isDict, isName, isRef, isString, type PdfDict, type PdfObject, type PdfString } from './objects.ts';
import type { OpenDocument } from './open-document.ts';
import type { PdfView } from './pdf-view.ts';
import { scanSignatureObjects } from './recovery-scan.ts';
import { listSignatureFields, type SignatureField } from './signature-fields.ts';

/**
 * One signature as found: the fields that show it, its dictionary as the signed revision wrote it, and whether a later
 * revision put another in its place. `dict` is null for a field whose /V leads nowhere, `inFile` false for a dictionary
 * out of an object stream (its Contents have no place in the file).
 */
export interface SignatureCandidate {
  readonly field: SignatureField | null;
  readonly otherFields: string[];
  readonly objectNumber: number | null;
  readonly dict: PdfDict | null;
  readonly inFile: boolean;
  readonly replaced: boolean;
  /** Whether a field of the document shown now leads to it. */
  readonly linked: boolean;
}

/**
 * The signatures of a document: by its fields, else (a catalog that can't be read, fields that a later revision
 * dropped) by the dictionaries that the bytes hold. In the order of what they cover.
 */
export function findSignatures(document: OpenDocument): SignatureCandidate[] {
  const candidates = new Map<unknown, SignatureCandidate>();
  for (const field of listSignatureFields(document.view)) {
    const candidate = candidateOf(document, field);
    const key = candidate.dict ?? candidate;
    const known = candidates.get(key);
    if (known) known.otherFields.push(field.name);
    else candidates.set(key, candidate);
  }
  const known = new Set([...candidates.values()].map((candidate) => contentsOf(candidate.dict)?.start));
  for (const object of scanSignatureObjects(document.file, document.byteRangeWords)) {
    const dict = object.value as PdfDict;
    if (!isDict(dict) || known.has(contentsOf(dict)?.start) || !hasOwnGap(document, dict)) continue;
    if (grantsUsageRights(document.view, dict)) continue;
    candidates.set(dict, unlinked(document, object.num, dict, candidates));
    if (candidates.size > document.file.budget.limits.maxSignatures) throw new LimitError('maxSignatures');
  }
  return [...candidates.values()].sort((a, b) => endOf(document, a) - endOf(document, b));
}

/** The dictionaries by which Adobe's products are granted usage rights (ISO 32000-2, 12.8.2.3); no field shows them. */
export function findUsageRights(document: OpenDocument): SignatureCandidate[] {
  const fields = listSignatureFields(document.view).map((field) => asDict(document.view.resolve(field.value)));
  const shown = new Set(fields.map((dict) => contentsOf(dict)?.start));
  return scanSignatureObjects(document.file, document.byteRangeWords).flatMap(({ num, value }) => {
    const dict = asDict(value);
    if (!dict || shown.has(contentsOf(dict)?.start) || !grantsUsageRights(document.view, dict)) return [];
    const place = { field: null, otherFields: [], objectNumber: num, inFile: true };
    return [{ ...place, dict, replaced: false, linked: true }];
  });
}

function grantsUsageRights(view: PdfView, dict: PdfDict): boolean {
  const references = view.get(dict, 'Reference');
  return (isArray(references) ? references.items : []).some((item) => {
    const method = view.get(view.resolve(item), 'TransformMethod');
    return isName(method, 'UR3') || isName(method, 'UR');
  });
}

/**
 * A signature that no field leads to today. The signed revision tells the field that it was made in; where that field
 * now shows a dictionary without a gap of its own, that one was put over it, and counts no longer.
 */
function unlinked(
  document: OpenDocument,
  objectNumber: number,
  dict: PdfDict,
  candidates: Map<unknown, SignatureCandidate>,
): SignatureCandidate {
  const start = contentsOf(dict)?.start;
  const range = byteRangeOf(document, dict) ?? [];
  const end = (range[2] ?? 0) + (range[3] ?? 0);
  const revision = document.revisions.find((one) => one.eof !== null && one.eof <= end && end - one.eof <= 2);
  const found = { otherFields: [], objectNumber, dict, inFile: true };
  if (!revision) return { ...found, field: null, replaced: false, linked: false };
  const view = document.view.earlier(revision.chain, end);
  const field = listSignatureFields(view).find((one) => contentsOf(asDict(view.resolve(one.value)))?.start === start);
  for (const [key, other] of candidates) {
    const spoofed = field && other.field?.name === field.name && !hasOwnGap(document, other.dict);
    if (!spoofed) continue;
    candidates.delete(key);
    return { ...found, field: other.field, replaced: true, linked: true };
  }
  return { ...found, field: field ?? null, replaced: false, linked: false };
}

/** The string of /Contents; null where there is none. */
export function contentsOf(dict: PdfDict | null): PdfString | null {
  const value = dict?.entries.get('Contents');
  return isString(value) ? value : null;
}

/** The numbers of /ByteRange as written, no more than five of them; null where it is no array of numbers. */
export function byteRangeOf(document: Pick<OpenDocument, 'view'>, dict: PdfDict | null): number[] | null {
  const value = document.view.get(dict, 'ByteRange');
  if (typeof value !== 'object' || value?.kind !== 'array') return null;
  const items = value.items.slice(0, 5).map((item) => document.view.resolve(item));
  return items.every((item) => typeof item === 'number') ? items : null;
}

/** Whether a range's gap is just the token of /Contents. */
export function gapIsContents(range: readonly number[], contents: PdfString): boolean {
  const [start, length, second] = range as [number, number, number];
  return start + length === contents.start && second === contents.end;
}

function endOf(document: OpenDocument, candidate: SignatureCandidate): number {
  const range = byteRangeOf(document, candidate.dict);
  return range?.length === 4 ? (range[2] as number) + (range[3] as number) : Number.MAX_SAFE_INTEGER;
}

function candidateOf(document: OpenDocument, field: SignatureField): SignatureCandidate {
  const { view } = document;
  const base = { field, otherFields: [] as string[], replaced: false, linked: true };
  if (!isRef(field.value)) {
    const offset = field.ref ? view.object(field.ref.num)?.offset : null;
    return { ...base, objectNumber: null, dict: asDict(field.value), inFile: offset !== null && offset !== undefined };
  }
  const { num } = field.value;
  const current = view.object(num);
  const dict = asDict(current?.value ?? null);
  const found = { ...base, objectNumber: num, dict, inFile: current !== null && current.offset !== null };
  if (found.inFile && hasOwnGap(document, dict)) return found;
  // Another dictionary may have been put over the signed one: an older version whose gap is its own was signed.
  for (const offset of olderOffsets(document, num)) {
    const older = asDict(document.file.objectAt(offset)?.value ?? null);
    if (older && older !== dict && hasOwnGap(document, older)) {
      return { ...base, objectNumber: num, dict: older, inFile: true, replaced: true };
    }
  }
  return found;
}

const asDict = (value: PdfObject): PdfDict | null => (isDict(value) ? value : null);

function hasOwnGap(document: OpenDocument, dict: PdfDict | null): boolean {
  const contents = contentsOf(dict);
  const range = byteRangeOf(document, dict);
  return contents !== null && range?.length === 4 && gapIsContents(range, contents);
}

function olderOffsets(document: OpenDocument, num: number): number[] {
  return document.view.sections.flatMap((section) => {
    const entry = section.entries.get(num);
    return entry?.type === 'offset' ? [entry.offset] : [];
  });
}
