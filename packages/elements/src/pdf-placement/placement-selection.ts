import { type Pages, pageNumber, type SignerPlacement } from './placement-model.ts';

interface Host {
  readonly placements: readonly SignerPlacement[];
  requestUpdate(): void;
}

/** Which places are chosen: the one whose numbers are shown, and those of one page that are marked to go together. */
export class PlacementSelection {
  readonly #host: Host;
  readonly #pages: () => Pages;
  /** The placement whose numbers are shown. */
  selected: number | undefined;
  /** Those that are marked; they are on one page. */
  marked: ReadonlySet<number> = new Set();

  /** Of an element's placements. */
  constructor(host: Host, pages: () => Pages) {
    this.#host = host;
    this.#pages = pages;
  }

  /** Shows the numbers of one, or of none, which unmarks all. */
  select(index: number | undefined): void {
    if (index === undefined) this.unmark();
    if (this.selected === index) return;
    this.selected = index;
    this.#host.requestUpdate();
  }

  /** Marks one, or no longer; one of another page begins anew. Says how many are marked then. */
  mark(index: number): number {
    const next = new Set(this.marked);
    const page = this.#pageOf(index);
    for (const other of next) if (this.#pageOf(other) !== page) next.delete(other);
    if (!next.delete(index)) next.add(index);
    this.marked = next;
    this.#host.requestUpdate();
    return next.size;
  }

  /** Marks none. */
  unmark(): void {
    if (this.marked.size === 0) return;
    this.marked = new Set();
    this.#host.requestUpdate();
  }

  /** Those that go along with one: the marked ones where it is one of them, else itself. */
  groupOf(index: number): readonly number[] {
    return this.marked.has(index) ? [...this.marked].sort((a, b) => a - b) : [index];
  }

  /** Drops what is no longer there: after an undo, or a host's own change. */
  keepWithin(count: number): void {
    if ((this.selected ?? -1) >= count) this.select(undefined);
    if ([...this.marked].some((index) => index >= count)) this.unmark();
  }

  #pageOf(index: number): number {
    return pageNumber(this.#host.placements[index]?.page ?? 1, this.#pages().count);
  }
}
