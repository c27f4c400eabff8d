import { dictOf, isArray, isRef, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { sameEntry } from '../pdf/xref-section.ts';

/**
 * Who refers to whom in a view, over all objects that its trailer leads to. Built once for the newest view; each
 * signature asks it which objects could look different because of the objects that changed after it.
 */
export class ReferenceGraph {
  private readonly view: PdfView;
  private readonly referrers = new Map<number, number[]>();
  private readonly nodes = new Set<number>();
  /** Objects that the trailer leads to and that can't be read: where they lead is not known. */
  readonly unreadable: number[] = [];

  constructor(view: PdfView) {
    this.view = view;
    const open: number[] = [];
    const meet = (from: number | null) => (num: number) => {
      if (from !== null) {
        const known = this.referrers.get(num);
        if (known) known.push(from);
        else this.referrers.set(num, [from]);
      }
      if (this.nodes.has(num)) return;
      this.nodes.add(num);
      open.push(num);
    };
    forEachReference(view.trailer, meet(null));
    for (let num = open.pop(); num !== undefined; num = open.pop()) {
      view.file.budget.tick();
      if (view.unreadable(num)) this.unreadable.push(num);
      forEachReference(view.object(num)?.value ?? null, meet(num));
    }
  }

  /** Whether the trailer leads to an object. */
  reaches(num: number): boolean {
    return this.nodes.has(num);
  }

  /** Numbers of all objects that the trailer leads to. */
  get reached(): Iterable<number> {
    return this.nodes;
  }

  /**
   * What differs between the earlier view and this one, as two tests. Objects that the newest trailer does not lead to
   * pass neither.
   */
  since(earlier: PdfView, isAnchor: (num: number) => boolean): Since {
    const changed = changedSince(earlier, this.view);
    let dirty: Set<number> | null = null;
    let touched: Set<number> | null = null;
    return {
      clean: (num) => this.nodes.has(num) && !(dirty ??= this.referring(changed, () => true)).has(num),
      settled: (num) => this.nodes.has(num) && !(touched ??= this.referring(changed, (one) => !isAnchor(one))).has(num),
    };
  }

  /** The objects given, and all that refer to them through objects that pass a test. */
  private referring(changed: readonly number[], passes: (num: number) => boolean): Set<number> {
    const found = new Set(changed);
    const open = changed.filter(passes);
    for (let num = open.pop(); num !== undefined; num = open.pop()) {
      for (const referrer of this.referrers.get(num) ?? []) {
        if (found.has(referrer)) continue;
        found.add(referrer);
        if (passes(referrer)) open.push(referrer);
      }
    }
    return found;
  }
}

/** Whether all that an object leads to is as it was: all of it (`clean`), or up to what rules of their own compare (`settled`). */
export interface Since {
  readonly clean: (num: number) => boolean;
  readonly settled: (num: number) => boolean;
}

/** Numbers of the objects that the newer view finds elsewhere than the earlier one. */
export function changedSince(earlier: PdfView, newer: PdfView): number[] {
  const known = new Set(earlier.sections);
  const changed = new Set<number>();
  for (const section of newer.sections) {
    if (known.has(section)) continue;
    for (const num of section.entries.keys()) {
      if (!changed.has(num) && differs(earlier, newer, num)) changed.add(num);
    }
  }
  // An object within a changed container has not moved by its own entry.
  for (const section of earlier.sections) {
    for (const [num, entry] of section.entries) {
      if (entry.type === 'compressed' && changed.has(entry.container)) changed.add(num);
      // What the signed table places behind the signed bytes was not there when it was signed.
      else if (entry.type === 'offset' && entry.offset >= earlier.limit) changed.add(num);
    }
  }
  return [...changed];
}

function differs(earlier: PdfView, newer: PdfView, num: number): boolean {
  return !sameEntry(earlier.entry(num), newer.entry(num));
}

/** Calls back for every reference directly in a value. */
export function forEachReference(value: PdfObject, found: (num: number) => void): void {
  if (isRef(value)) return found(value.num);
  if (isArray(value)) for (const item of value.items) forEachReference(item, found);
  else for (const item of dictOf(value)?.entries.values() ?? []) forEachReference(item, found);
}
