import type { PdfDict } from './objects.ts';

/** Where an object is: at an offset, inside an object stream, or nowhere (free). */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly type: 'compressed'; readonly container: number; readonly index: number };

/** The entry of every object that is free. */
export const freeEntry: XrefEntry = { type: 'free' };

/** One cross-reference section with its trailer (ISO 32000-2, 7.5.4 and 7.5.8). `end` is the offset behind it. */
export interface XrefSection {
  readonly kind: 'table' | 'stream' | 'hybrid' | 'repaired';
  readonly offset: number;
  readonly end: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly prev: number | null;
  /** The number of the cross-reference stream's own object. */
  readonly streamNumber?: number;
  /** Objects that the section places twice (within a table, or in a hybrid file's table and its stream) or in a way unknown. */
  readonly conflicts?: readonly number[];
}

/** Whether two entries name the same place. */
export function sameEntry(a: XrefEntry | undefined, b: XrefEntry | undefined): boolean {
  if (!a || !b || a.type !== b.type) return a === b || (!a && b?.type === 'free') || (!b && a?.type === 'free');
  if (a.type === 'offset') return a.offset === (b as typeof a).offset && a.gen === (b as typeof a).gen;
  if (a.type === 'compressed') return a.container === (b as typeof a).container && a.index === (b as typeof a).index;
  return true;
}
