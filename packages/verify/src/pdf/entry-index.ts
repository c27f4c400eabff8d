import type { XrefEntry, XrefSection } from './xref-section.ts';

interface Place {
  readonly position: number;
  readonly entry: XrefEntry;
}

/**
 * Where each object of a chain of sections is, for every view of that chain: a view that begins `skip` sections behind
 * the newest one asks for the first entry at or behind it. Keeps many revisions from being searched one by one.
 */
export class EntryIndex {
  /** One place as it is, without a list: most objects have no more, and there may be very many. */
  private readonly places = new Map<number, Place | Place[]>();

  constructor(chain: readonly XrefSection[]) {
    chain.forEach((section, position) => {
      for (const [num, entry] of section.entries) {
        const known = this.places.get(num);
        const place = { position, entry };
        if (Array.isArray(known)) known.push(place);
        else this.places.set(num, known ? [known, place] : place);
      }
    });
  }

  /** The newest entry of an object among the sections from `skip` on. */
  find(num: number, skip: number): XrefEntry | undefined {
    return this.place(num, skip)?.entry;
  }

  /** The place in the chain of the section that has it. */
  position(num: number, skip: number): number | undefined {
    return this.place(num, skip)?.position;
  }

  private place(num: number, skip: number): Place | undefined {
    const places = this.places.get(num) ?? [];
    if (!Array.isArray(places)) return places.position >= skip ? places : undefined;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]!.position < skip) low = middle + 1;
      else high = middle;
    }
    return places[low];
  }
}
