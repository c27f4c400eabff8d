import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef } from '@libpdf/core';
import type { Page } from './pages.ts';

/** A widget that the logical structure must name. */
export interface StructuredWidget {
  ref: PdfRef;
  dict: PdfDict;
  page: Page;
  tooltip: string;
}

const MAX_NODES = 200_000;

/**
 * Adds a Form structure element for each widget of a tagged document (ISO 32000-2 14.8.4.8.3), at the end of the
 * document element, with its entry in the parent tree. Gives the numbers of the objects it changed; none when the
 * document is not tagged.
 */
export function addStructureElements(
  pdf: PDF,
  pages: readonly Page[],
  widgets: readonly StructuredWidget[],
): Set<number> {
  const changed = new Set<number>();
  const resolve = pdf.getObject.bind(pdf);
  const rootRef = pdf.getCatalog().getRef('StructTreeRoot');
  const root = pdf.getCatalog().getDict('StructTreeRoot', resolve);
  if (!root || !rootRef) return changed;

  const touch = (ref: PdfRef | undefined): void => {
    if (ref) changed.add(ref.objectNumber);
  };
  const parentTree = root.getDict('ParentTree', resolve) ?? new PdfDict();
  if (!root.has('ParentTree')) root.set('ParentTree', pdf.register(parentTree));
  touch(rootRef);
  touch(root.getRef('ParentTree'));
  const parent = documentElement(root, rootRef, resolve);
  touch(parent.ref);
  const children = kidsOf(parent.dict, resolve);
  touch(parent.dict.getRef('K'));

  let key = nextKey(root, parentTree, pages, resolve);
  const entries: [number, PdfRef][] = [];
  for (const { ref, dict, page } of widgets) {
    const reference = PdfDict.of({ Type: PdfName.of('OBJR'), Pg: page.ref, Obj: ref });
    const element = PdfDict.of({
      Type: PdfName.of('StructElem'),
      S: PdfName.of('Form'),
      P: parent.ref,
      Pg: page.ref,
      K: reference,
    });
    const elementRef = pdf.register(element);
    children.push(elementRef);
    dict.set('StructParent', PdfNumber.of(key));
    entries.push([key, elementRef]);
    key += 1;
    if (!page.dict.has('Tabs')) page.dict.set('Tabs', PdfName.of('S'));
  }
  for (const ref of appendNumbers(pdf, parentTree, entries)) touch(ref);
  root.set('ParentTreeNextKey', PdfNumber.of(key));
  return changed;
}

/** The one top element where there is one (usually Document), else the structure root itself. */
function documentElement(root: PdfDict, rootRef: PdfRef, resolve: Resolve): { dict: PdfDict; ref: PdfRef } {
  const kids = root.get('K', resolve);
  const only = kids instanceof PdfArray ? (kids.length === 1 ? kids.at(0) : undefined) : root.getRef('K');
  const dict = only instanceof PdfRef ? resolve(only) : undefined;
  return only instanceof PdfRef && dict instanceof PdfDict ? { dict, ref: only } : { dict: root, ref: rootRef };
}

function kidsOf(element: PdfDict, resolve: Resolve): PdfArray {
  const kids = element.get('K', resolve);
  if (kids instanceof PdfArray) return kids;
  const own = element.get('K');
  const array = new PdfArray(own ? [own] : []);
  element.set('K', array);
  return array;
}

/** Adds entries whose keys are greater than all others to a number tree (ISO 32000-2 7.9.7). */
function appendNumbers(pdf: PDF, tree: PdfDict, entries: readonly [number, PdfRef][]): (PdfRef | undefined)[] {
  const resolve = pdf.getObject.bind(pdf);
  const flat = entries.flatMap(([key, ref]): PdfObject[] => [PdfNumber.of(key), ref]);
  const kids = tree.getArray('Kids', resolve);
  if (kids) {
    const limits = PdfArray.of(PdfNumber.of(entries[0]?.[0] ?? 0), PdfNumber.of(entries.at(-1)?.[0] ?? 0));
    kids.push(pdf.register(PdfDict.of({ Limits: limits, Nums: new PdfArray(flat) })));
    return [tree.getRef('Kids')];
  }
  const numbers = tree.getArray('Nums', resolve);
  if (numbers) numbers.push(...flat);
  else tree.set('Nums', new PdfArray(flat));
  return [tree.getRef('Nums')];
}

function nextKey(root: PdfDict, tree: PdfDict, pages: readonly Page[], resolve: Resolve): number {
  let next = root.getNumber('ParentTreeNextKey', resolve)?.value ?? 0;
  const use = (value: PdfObject | undefined | null): void => {
    if (value instanceof PdfNumber) next = Math.max(next, value.value + 1);
  };
  for (const page of pages) use(page.dict.get('StructParents', resolve));
  const pending: PdfDict[] = [tree];
  for (let visited = 0; pending.length > 0 && visited < MAX_NODES; visited++) {
    const node = pending.pop() as PdfDict;
    const numbers = node.getArray('Nums', resolve);
    for (let i = 0; i < (numbers?.length ?? 0); i += 2) use(numbers?.at(i, resolve));
    for (const kid of node.getArray('Kids', resolve) ?? []) {
      const child = kid instanceof PdfRef ? resolve(kid) : kid;
      if (child instanceof PdfDict) pending.push(child);
    }
  }
  return next;
}

type Resolve = (ref: PdfRef) => PdfObject | null;
