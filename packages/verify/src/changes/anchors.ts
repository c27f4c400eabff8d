import { isArray, isDict, isRef, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { FieldNode } from '../pdf/signature-fields.ts';

/**
 * Numbers of the objects that rules of their own compare: catalog, page tree, annotations, fields, structure. A
 * reference to one of them from elsewhere is compared by number only.
 */
export function structuralAnchors(view: PdfView, fields: ReadonlyMap<number, FieldNode>): Set<number> {
  const anchors = new Set<number>(fields.keys());
  const root = view.trailer?.entries.get('Root');
  if (isRef(root)) anchors.add(root.num);
  addPages(view, view.catalog?.entries.get('Pages') ?? null, anchors, 0, new Set());
  const structure = view.catalog?.entries.get('StructTreeRoot');
  if (isRef(structure)) addElements(view, structure, anchors, 0);
  return anchors;
}

function addPages(view: PdfView, item: PdfObject, anchors: Set<number>, depth: number, seen: Set<number>): void {
  const node = view.resolve(item);
  if (!isDict(node) || depth > view.file.budget.limits.maxDepth) return;
  if (isRef(item)) {
    if (seen.has(item.num)) return;
    seen.add(item.num);
    anchors.add(item.num);
  }
  const annotations = view.get(node, 'Annots');
  for (const annotation of isArray(annotations) ? annotations.items : []) {
    if (isRef(annotation)) anchors.add(annotation.num);
  }
  const kids = view.get(node, 'Kids');
  for (const kid of isArray(kids) ? kids.items : []) addPages(view, kid, anchors, depth + 1, seen);
}

/** Structure elements: outline items and destinations refer to them (/SE, /SD). */
function addElements(view: PdfView, item: PdfObject, anchors: Set<number>, depth: number): void {
  if (depth > view.file.budget.limits.maxDepth * 4) return;
  if (isRef(item)) {
    if (depth > 0 && anchors.has(item.num)) return;
    anchors.add(item.num);
  }
  const node = view.resolve(item);
  if (isArray(node)) for (const kid of node.items) addElements(view, kid, anchors, depth + 1);
  else if (isDict(node)) addElements(view, node.entries.get('K') ?? null, anchors, depth + 1);
}
