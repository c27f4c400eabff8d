import { isArray, isDict, isName, isRef, type PdfDict, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { listPages } from '../pdf/signature-fields.ts';

/** left, bottom, right, top in the page's default user space. */
export type Rect = readonly [left: number, bottom: number, right: number, top: number];

/** A place on a page, counted from 0; without a rectangle it is the page as a whole. */
export interface Place {
  readonly page: number;
  readonly rect: Rect | null;
}

/** Where a document shows its objects: pages by their dictionaries, annotations and fields by their object numbers. */
export class PageIndex {
  readonly #view: PdfView;
  readonly #pages: readonly PdfDict[];
  readonly #annotations = new Map<number, Place>();

  constructor(view: PdfView) {
    this.#view = view;
    this.#pages = listPages(view);
    this.#pages.forEach((page, at) => {
      for (const item of this.#items(page, 'Annots')) {
        if (isRef(item) && !this.#annotations.has(item.num)) this.#annotations.set(item.num, this.#placeOf(item, at));
      }
    });
  }

  /** Where a path from the trailer (`Root/Pages/Kids[0]/Annots[2]`) leads to; undefined where it leads to no page. */
  byPath(path: string): Place | undefined {
    let node = this.#view.get(this.#view.catalog, 'Pages');
    const steps = /^Root\/Pages((?:\/Kids\[\d+\])*)(.*)$/.exec(path);
    if (!steps) return undefined;
    for (const [, at] of steps[1]!.matchAll(/\[(\d+)\]/g)) {
      node = this.#view.resolve(this.#items(node, 'Kids')[Number(at)]);
    }
    const page = isDict(node) ? this.#pages.indexOf(node) : -1;
    if (page < 0) return undefined;
    const annotation = /^\/Annots\[(\d+)\]/.exec(steps[2]!)?.[1];
    return annotation === undefined
      ? { page, rect: null }
      : this.#placeOf(this.#items(node, 'Annots')[Number(annotation)], page);
  }

  /** Where an object shows: an annotation, or all widgets of a field. */
  byObject(num: number): readonly Place[] {
    const own = this.#annotations.get(num);
    if (own) return [own];
    const kids = this.#items(this.#view.resolve({ kind: 'ref', num, gen: 0 }), 'Kids');
    return kids.flatMap((kid) => (isRef(kid) ? (this.#annotations.get(kid.num) ?? []) : []));
  }

  #items(owner: PdfObject, key: string): readonly PdfObject[] {
    const list = this.#view.get(owner, key);
    return isArray(list) ? list.items : [];
  }

  #placeOf(item: PdfObject | undefined, page: number): Place {
    const dict = this.#view.resolve(item);
    const sides = this.#items(dict, 'Rect').map((side) => this.#view.resolve(side));
    const [a, b, c, d] = sides;
    // A note without a rectangle is nowhere to be seen, a pop-up stands beside the page.
    if (![a, b, c, d].every((side) => typeof side === 'number') || isName(this.#view.get(dict, 'Subtype'), 'Popup')) {
      return { page, rect: null };
    }
    const [x1, y1, x2, y2] = sides as [number, number, number, number];
    return { page, rect: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] };
  }
}
