import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef } from '@libpdf/core';

/** More objects than any document of 10 MB that shows pages; a walk never runs longer. */
const MAX_OBJECTS = 1_000_000;

/**
 * Every dictionary reachable from the catalog, each once, streams by their dictionary; in no particular order.
 * Throws a RangeError past a million values.
 */
export function* reachableDictionaries(pdf: PDF): Generator<PdfDict> {
  const visited = new Set<number>();
  const pending: PdfObject[] = [pdf.getCatalog()];
  for (let count = 0; pending.length > 0; count++) {
    if (count > MAX_OBJECTS) throw new RangeError(`more than ${MAX_OBJECTS} objects`);
    const value = resolved(pdf, pending.pop() as PdfObject, visited);
    if (value instanceof PdfDict) {
      yield value;
      for (const [, entry] of value) if (isContainer(entry)) pending.push(entry);
    } else if (value instanceof PdfArray) {
      for (const item of value) if (isContainer(item)) pending.push(item);
    }
  }
}

function resolved(pdf: PDF, value: PdfObject, visited: Set<number>): PdfObject | null {
  if (!(value instanceof PdfRef)) return value;
  if (visited.has(value.objectNumber)) return null;
  visited.add(value.objectNumber);
  return pdf.getObject(value);
}

function isContainer(value: PdfObject): boolean {
  return value instanceof PdfRef || value instanceof PdfDict || value instanceof PdfArray;
}
