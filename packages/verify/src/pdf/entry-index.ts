import type { XrefEntry, XrefSection } from './xref-section.ts';

/**
 * Where each object of a chain of sections is, for every view of that chain: a view that begins `skip` sections behind
 * the newest one asks for the first entry at or behind it. Keeps many revisions from being searched one by one.
 */
export class EntryIndex {
  private readonly places = new Map<number, { position: number; entry: XrefEntry }[]>();

  constructor(chain: readonly XrefSection[]) {
    chain.forEach((section, position) => {
      for (const [num, entry] of section.entries) {
        const known = this.places.get(num);
        if (known) known.push({ position, entry });
        else this.places.set(num, [{ position, entry }]);
      }
    });
  }

  /** The newest entry of an object among the sections from `skip` on. */
  find(num: number, skip: number): XrefEntry | undefined {
    const places = this.places.get(num) ?? [];
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]!.position < skip) low = middle + 1;
      else high = middle;
    }
    return places[low]?.entry;
  }
}
