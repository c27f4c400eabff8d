import type { Notice } from '../finding-code.ts';
import { isWhite } from './lexer.ts';
import { dictOf, isStream } from './objects.ts';
import type { PdfView } from './pdf-view.ts';
import { scanObjectOffsets } from './recovery-scan.ts';

/** How many are told; there may be a file within the file. */
const told = 20;
/** From this size on an object is worth being read rather than searched. */
const large = 16_384;
/** How many objects at unknown places are looked at. */
const lookedAt = 2000;

/**
 * Where a scan of the bytes alone disagrees with the cross-reference sections: objects that no section places. Nothing
 * shows them, but a reader that rebuilds a damaged table would, in place of the one of that number (DUPLICATE_OBJECT)
 * or beside all others (UNREFERENCED_OBJECT).
 */
export function findStrayObjects(view: PdfView): Notice[] {
  const { file, sections } = view;
  const numbers = new Set<number>();
  const places = new Set<number>();
  for (const { entries, offset, trailer } of sections) {
    places.add(offset);
    const hybrid = trailer.entries.get('XRefStm');
    if (typeof hybrid === 'number') places.add(hybrid + file.base);
    for (const [num, entry] of entries) {
      numbers.add(num);
      if (entry.type === 'offset') places.add(entry.offset);
    }
  }
  const sorted = Float64Array.from(places).sort();
  const notices: Notice[] = [];
  let looks = 0;
  for (const offset of headsBetween(view, sorted)) {
    const place = lastUpTo(sorted, offset);
    if (place !== undefined && onlyWhite(file.bytes, place, offset)) continue;
    if (++looks > lookedAt || notices.length >= told) break;
    if (place !== undefined && offset < endOf(view, place)) continue;
    const object = file.objectAt(offset);
    if (!object) continue;
    const code = numbers.has(object.num) ? 'DUPLICATE_OBJECT' : 'UNREFERENCED_OBJECT';
    notices.push({ code, offset, detail: `${object.num} ${object.gen}` });
  }
  return notices;
}

/** Where objects seem to begin, but for the insides of large placed ones: those would be passed over all the same. */
function* headsBetween(view: PdfView, places: Float64Array): Generator<number> {
  const { file } = view;
  const size = file.bytes.length;
  let from = 0;
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as number;
    if (place < from || place >= size || (places[index + 1] ?? size) - place < large) continue;
    yield* scanObjectOffsets(file, from, place);
    from = Math.max(place, endOf(view, place));
  }
  yield* scanObjectOffsets(file, from, size);
}

/** The greatest number that is not above a limit; `sorted` ascends. */
function lastUpTo(sorted: Float64Array, limit: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}

function onlyWhite(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 16) return false;
  for (let at = from; at < to; at++) if (!isWhite(bytes[at])) return false;
  return true;
}

/** Where a placed object ends: text that looks like an object within it (an attached PDF) is none. */
function endOf(view: PdfView, place: number): number {
  const value = view.file.objectAt(place)?.value ?? null;
  if (isStream(value)) return value.dataStart + view.rawData(value).length;
  return dictOf(value)?.end ?? place;
}
