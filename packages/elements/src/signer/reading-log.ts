import type { Reading as ReadingRecord } from '@jse/sdk/browser';

const longest = 86_400;

interface Shown {
  milliseconds: number;
  readonly pages: Set<number>;
}

/**
 * How each document was read, for the evidence: seconds before the person's eyes (in a page that is itself visible) and
 * the pages that were in view or reached by keyboard. Nothing depends on it. `now` in milliseconds, from any start.
 */
export class ReadingLog {
  readonly #shown = new Map<string, Shown>();
  readonly #now: () => number;
  #open: { readonly id: string; readonly since: number } | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** This document is before the person's eyes from now on, or none is. */
  show(id: string | undefined): void {
    if (id === this.#open?.id) return;
    if (this.#open) this.#of(this.#open.id).milliseconds += this.#now() - this.#open.since;
    this.#open = id === undefined ? undefined : { id, since: this.#now() };
    if (id !== undefined) this.#of(id);
  }

  /** A page of the document that is open came into view. */
  page(number: number): void {
    if (this.#open) this.#of(this.#open.id).pages.add(number);
  }

  /** The record of a document. */
  recordOf(id: string): ReadingRecord {
    const shown = this.#shown.get(id);
    if (!shown) return { opened: false, seconds: 0, pages: 0 };
    const running = this.#open?.id === id ? this.#now() - this.#open.since : 0;
    const seconds = Math.round((shown.milliseconds + running) / 1000);
    return { opened: true, seconds: Math.min(longest, seconds), pages: shown.pages.size };
  }

  #of(id: string): Shown {
    let shown = this.#shown.get(id);
    if (!shown) this.#shown.set(id, (shown = { milliseconds: 0, pages: new Set() }));
    return shown;
  }
}
