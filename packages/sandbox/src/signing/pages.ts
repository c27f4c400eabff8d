import { type PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, PdfRef } from '@libpdf/core';
import { SigningError } from './errors.ts';
import type { PageBox } from './types.ts';

/** A page of the document with what it inherits from the page tree (ISO 32000-2 7.7.3.4). */
export interface Page {
  ref: PdfRef;
  dict: PdfDict;
  box: PageBox;
}

type Inherited = Pick<Map<string, PdfObject>, 'get'>;
const INHERITABLE = ['MediaBox', 'CropBox', 'Rotate'] as const;
/** Balanced trees of a million pages have fewer floors. */
const MAX_DEPTH = 200;
const A4: [number, number, number, number] = [0, 0, 595.276, 841.89];

/**
 * All pages in order. Cycles end quietly; pages without an object number of their own cannot carry a widget and count not.
 * `document_unreadable` for a tree of more than 200 floors.
 */
export function readPages(pdf: PDF): Page[] {
  const pages: Page[] = [];
  const visited = new Set<number>();
  const resolve = pdf.getObject.bind(pdf);
  const walk = (ref: PdfObject | undefined, inherited: Inherited, depth: number): void => {
    if (depth > MAX_DEPTH)
      throw new SigningError('document_unreadable', `the page tree has more than ${MAX_DEPTH} floors`);
    if (!(ref instanceof PdfRef) || visited.has(ref.objectNumber)) return;
    visited.add(ref.objectNumber);
    const node = resolve(ref);
    if (!(node instanceof PdfDict)) return;
    const values = new Map<string, PdfObject>();
    for (const key of INHERITABLE) {
      const value = node.get(key, resolve) ?? inherited.get(key);
      if (value) values.set(key, value);
    }
    const kids = node.getArray('Kids', resolve);
    const type = node.getName('Type', resolve)?.value;
    if (kids && type !== 'Page') {
      for (const kid of kids) walk(kid, values, depth + 1);
    } else if (type !== 'Pages' && type !== 'Catalog') {
      pages.push({ ref, dict: node, box: pageBox(node, values, resolve) });
    }
  };
  walk(pdf.getCatalog().get('Pages'), new Map(), 0);
  return pages;
}

/**
 * Says on which page a widget is, by its index: as its /P says, else the first that lists it. The lists of annotations
 * are read once, and only when a widget asks.
 */
export function widgetPages(pdf: PDF, pages: readonly Page[]): (widget: Widget) => number | undefined {
  const resolve = pdf.getObject.bind(pdf);
  const byPage = new Map(pages.map(({ ref }, index) => [ref.objectNumber, index]));
  let byWidget: Map<number, number> | undefined;
  const listed = (): Map<number, number> => {
    const found = new Map<number, number>();
    for (const [index, { dict }] of pages.entries()) {
      for (const item of dict.getArray('Annots', resolve) ?? []) {
        if (item instanceof PdfRef && !found.has(item.objectNumber)) found.set(item.objectNumber, index);
      }
    }
    return found;
  };
  return ({ ref, dict }) => {
    const named = byPage.get(dict.getRef('P')?.objectNumber ?? -1);
    return named ?? (byWidget ??= listed()).get(ref.objectNumber);
  };
}

interface Widget {
  ref: PdfRef;
  dict: PdfDict;
}

/** The page with a 1-based number, negative from the end; `page_missing` when there is none. */
export function pageAt(pages: readonly Page[], number: number): Page {
  const page = number > 0 ? pages[number - 1] : number < 0 ? pages.at(number) : undefined;
  if (!page) throw new SigningError('page_missing', `the document has ${pages.length} pages, none is number ${number}`);
  return page;
}

function pageBox(page: PdfDict, values: Inherited, resolve: (ref: PdfRef) => PdfObject | null): PageBox {
  const media = rectangle(values.get('MediaBox'), resolve) ?? A4;
  const cropBox = intersection(media, rectangle(values.get('CropBox'), resolve) ?? media);
  const rotate = rotation(values.get('Rotate'));
  const unit = page.getNumber('UserUnit', resolve)?.value ?? 1;
  const userUnit = unit > 0 ? unit : 1;
  const width = (cropBox[2] - cropBox[0]) * userUnit;
  const height = (cropBox[3] - cropBox[1]) * userUnit;
  const turned = rotate === 90 || rotate === 270;
  return { width: turned ? height : width, height: turned ? width : height, rotate, cropBox, userUnit };
}

function rectangle(value: PdfObject | undefined, resolve: (ref: PdfRef) => PdfObject | null) {
  if (!(value instanceof PdfArray) || value.length < 4) return undefined;
  const numbers = [0, 1, 2, 3].map((i) => value.at(i, resolve));
  const [x1, y1, x2, y2] = numbers.map((number) => (number instanceof PdfNumber ? number.value : Number.NaN));
  const box = [x1, y1, x2, y2] as [number, number, number, number];
  if (!box.every(Number.isFinite)) return undefined;
  const sorted = [
    Math.min(box[0], box[2]),
    Math.min(box[1], box[3]),
    Math.max(box[0], box[2]),
    Math.max(box[1], box[3]),
  ];
  return sorted[0] === sorted[2] || sorted[1] === sorted[3] ? undefined : (sorted as typeof box);
}

/** A CropBox is clipped to the MediaBox; one that lies outside is ignored, as viewers do. */
function intersection(media: PageBox['cropBox'], crop: PageBox['cropBox']): PageBox['cropBox'] {
  const box: PageBox['cropBox'] = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : media;
}

function rotation(value: PdfObject | undefined): PageBox['rotate'] {
  const degrees = value instanceof PdfNumber ? value.value : 0;
  return degrees % 90 === 0 ? ((((degrees % 360) + 360) % 360) as PageBox['rotate']) : 0;
}
