import type { Budget } from './budget.ts';
import { decodeFilters, type FilterStep } from './filters.ts';
import { isWhite } from './lexer.ts';
import { isArray, isDict, isName, type PdfDict, type PdfObject } from './objects.ts';

type Resolve = (value: PdfObject | undefined) => PdfObject | undefined;

const endstream = [...'endstream'].map((char) => char.charCodeAt(0));

/**
 * The offset behind a stream's data: the length where `endstream` follows it, else the next `endstream` (its EOL not
 * counted), else the end of the bytes.
 */
export function findEndOfData(bytes: Uint8Array, dataStart: number, length: number | null): number {
  if (length !== null && length >= 0) {
    let at = dataStart + length;
    while (at < dataStart + length + 3 && isWhite(bytes[at])) at++;
    if (wordAt(bytes, at)) return dataStart + length;
  }
  let at = bytes.indexOf(endstream[0]!, dataStart);
  while (at >= 0 && !wordAt(bytes, at)) at = bytes.indexOf(endstream[0]!, at + 1);
  if (at < 0) return bytes.length;
  if (bytes[at - 1] === 10) at--;
  if (bytes[at - 1] === 13) at--;
  return Math.max(at, dataStart);
}

const wordAt = (bytes: Uint8Array, at: number): boolean => endstream.every((code, index) => bytes[at + index] === code);

/** Decodes a stream's data by its dictionary. Throws FilterFault or LimitError. */
export function decodeStream(dict: PdfDict, data: Uint8Array, budget: Budget, resolve: Resolve): Uint8Array {
  const filters = listOf(resolve(dict.entries.get('Filter') ?? dict.entries.get('F')));
  const parameters = listOf(resolve(dict.entries.get('DecodeParms') ?? dict.entries.get('DP')));
  const steps: FilterStep[] = [];
  filters.forEach((filter, index) => {
    const name = resolve(filter);
    if (!isName(name) || name.value === 'Crypt') return;
    const numbers = new Map<string, number>();
    const given = resolve(parameters[index]);
    if (isDict(given)) {
      for (const [key, item] of given.entries) {
        const value = resolve(item);
        if (typeof value === 'number') numbers.set(key, value);
      }
    }
    steps.push({ name: name.value, parameters: numbers });
  });
  return decodeFilters(data, steps, budget);
}

function listOf(value: PdfObject | undefined): (PdfObject | undefined)[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value.items : [value];
}
