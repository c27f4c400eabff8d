import type { Budget } from './budget.ts';
import { isArray, type PdfDict } from './objects.ts';
import { SyntaxFault } from './parser.ts';
import { freeEntry, sameEntry, type XrefEntry } from './xref-section.ts';

/** Entries as read; `conflicts` are objects placed twice, differently, or in a way unknown: readers disagree. */
export interface XrefStream {
  readonly entries: Map<number, XrefEntry>;
  readonly conflicts: number[];
}

/** Reads the entries of a cross-reference stream from its decoded data (ISO 32000-2, 7.5.8). Throws SyntaxFault. */
export function parseXrefStream(dict: PdfDict, data: Uint8Array, budget: Budget, base: number): XrefStream {
  const widths = numbersOf(dict, 'W');
  const [typeWidth, secondWidth, thirdWidth] = widths;
  if (typeWidth === undefined || secondWidth === undefined || thirdWidth === undefined || widths.some((w) => w > 8)) {
    throw new SyntaxFault('a cross-reference stream has no sound /W', dict.start);
  }
  const width = typeWidth + secondWidth + thirdWidth;
  if (width === 0) throw new SyntaxFault('a cross-reference stream has entries of no width', dict.start);
  const size = dict.entries.get('Size');
  const index = dict.entries.has('Index') ? numbersOf(dict, 'Index') : [0, typeof size === 'number' ? size : 0];
  const entries = new Map<number, XrefEntry>();
  const conflicts: number[] = [];
  let at = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const first = index[pair] as number;
    const count = Math.min(index[pair + 1] as number, Math.floor((data.length - at) / width));
    budget.spendObjects(Math.max(0, count));
    for (let offset = 0; offset < count; offset++, at += width) {
      const type = typeWidth === 0 ? 1 : field(data, at, typeWidth);
      const second = field(data, at + typeWidth, secondWidth);
      const third = field(data, at + typeWidth + secondWidth, thirdWidth);
      const num = first + offset;
      const entry = entryOf(type, second, third, base);
      const known = entries.get(num);
      // Another type is one of a later standard, and means null (7.5.8.3): readers go other ways.
      if (type > 2) conflicts.push(num);
      else if (known && !sameEntry(known, entry)) conflicts.push(num);
      entries.set(num, entry);
    }
  }
  return { entries, conflicts };
}

function entryOf(type: number, second: number, third: number, base: number): XrefEntry {
  if (type === 1) return { type: 'offset', offset: second + base, gen: third };
  if (type === 2) return { type: 'compressed', container: second, index: third };
  return freeEntry;
}

function field(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index++) value = value * 256 + (data[at + index] as number);
  return value;
}

function numbersOf(dict: PdfDict, key: string): number[] {
  const value = dict.entries.get(key);
  const items = isArray(value) ? value.items : [];
  return items.filter((item): item is number => Number.isInteger(item) && (item as number) >= 0);
}
