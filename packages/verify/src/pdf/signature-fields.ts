import { LimitError } from './budget.ts';
import { dictOf, isArray, isDict, isName, isRef, isSameRef, isString, textOf } from './objects.ts';
import type { PdfDict, PdfObject, PdfRef } from './objects.ts';
import type { PdfView } from './pdf-view.ts';

/** A signature field that has a /V: its full name, and the value as written (a reference, as a rule). */
export interface SignatureField {
  readonly name: string;
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
  readonly value: PdfObject;
}

/** A node of the field tree: what it is called in full and what it inherits. */
export interface FieldNode {
  readonly name: string;
  readonly type: string | null;
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
  readonly isTerminal: boolean;
}

/** The interactive form's dictionary; null where there is none. */
export function acroFormOf(view: PdfView): PdfDict | null {
  const form = view.get(view.catalog, 'AcroForm');
  return isDict(form) ? form : null;
}

/** The entries by which a node without kids is what it is. */
const told = ['T', 'FT'] as const;

/** All nodes of the field tree (ISO 32000-2, 12.7.4), each object once. */
export function listFields(view: PdfView): FieldNode[] {
  const nodes: FieldNode[] = [];
  // Without the password a name is just noise; the tree is there all the same.
  const unreadable = view.encrypted && !view.decryptor;
  const seen = new Set<number>();
  const visit = (item: PdfObject, parent: string, inherited: string | null, depth: number): void => {
    if (depth > view.file.budget.limits.maxDepth) return;
    view.file.budget.tick();
    if (isRef(item)) {
      if (seen.has(item.num)) return;
      seen.add(item.num);
    }
    const dict = view.resolve(item);
    if (!isDict(dict)) return;
    const known = view.file.fields.get(dict);
    if (known && known.parent === parent && known.inherited === inherited && isSameRef(known.node.ref, item)) {
      nodes.push(known.node);
      return;
    }
    const own = view.get(dict, 'T');
    const part = isString(own) && !unreadable ? textOf(own) : null;
    const name = part === null ? parent : parent ? `${parent}.${part}` : part;
    const type = view.get(dict, 'FT');
    const kind = isName(type) ? type.value : inherited;
    const kids = view.get(dict, 'Kids');
    const children = isArray(kids) ? kids.items : [];
    const fields = children.filter((kid) => dictOf(view.resolve(kid))?.entries.has('T'));
    const node = { name, type: kind, ref: isRef(item) ? item : null, dict, isTerminal: fields.length === 0 };
    nodes.push(node);
    // What it says rests on nothing that another revision could show otherwise.
    if (node.ref && told.every((key) => !isRef(dict.entries.get(key))) && !dict.entries.has('Kids')) {
      view.file.fields.set(dict, { node, parent, inherited });
    }
    for (const kid of children) visit(kid, name, kind, depth + 1);
  };
  const fields = view.get(acroFormOf(view), 'Fields');
  for (const field of isArray(fields) ? fields.items : []) visit(field, '', null, 0);
  return nodes;
}

/** The signature fields that carry a value, those outside of /AcroForm (page widgets) too. */
export function listSignatureFields(view: PdfView): SignatureField[] {
  const fields: SignatureField[] = [];
  const known = new Set<PdfDict>();
  const add = (name: string, ref: PdfRef | null, dict: PdfDict): void => {
    known.add(dict);
    const value = dict.entries.get('V');
    if (value === undefined || value === null) return;
    if (fields.length >= view.file.budget.limits.maxSignatures) throw new LimitError('maxSignatures');
    fields.push({ name, ref, dict, value });
  };
  for (const node of listFields(view)) if (node.type === 'Sig') add(node.name, node.ref, node.dict);
  for (const widget of listWidgets(view)) {
    if (known.has(widget.dict) || !isName(view.get(widget.dict, 'FT'), 'Sig')) continue;
    const name = view.get(widget.dict, 'T');
    add(isString(name) ? textOf(name) : '', widget.ref, widget.dict);
  }
  return fields;
}

function listWidgets(view: PdfView): { ref: PdfRef | null; dict: PdfDict }[] {
  const widgets: { ref: PdfRef | null; dict: PdfDict }[] = [];
  for (const page of listPages(view)) {
    const annotations = view.get(page, 'Annots');
    for (const item of isArray(annotations) ? annotations.items : []) {
      const dict = view.resolve(item);
      if (isDict(dict)) widgets.push({ ref: isRef(item) ? item : null, dict });
    }
  }
  return widgets;
}

/** The page dictionaries in order; loops and too deep trees are cut. */
export function listPages(view: PdfView): PdfDict[] {
  const pages: PdfDict[] = [];
  const seen = new Set<PdfDict>();
  const visit = (item: PdfObject, depth: number): void => {
    const node = view.resolve(item);
    if (!isDict(node) || seen.has(node) || depth > view.file.budget.limits.maxDepth) return;
    seen.add(node);
    view.file.budget.tick();
    const kids = view.get(node, 'Kids');
    if (isArray(kids)) for (const kid of kids.items) visit(kid, depth + 1);
    else pages.push(node);
  };
  visit(view.get(view.catalog, 'Pages'), 0);
  return pages;
}
