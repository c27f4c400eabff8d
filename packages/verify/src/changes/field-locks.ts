import { isArray, isDict, isName, isString, textOf, type PdfDict } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';

/** What a FieldMDP transform or a /Lock says of fields (ISO 32000-2, 12.8.2.4 and table 236). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

/** The field locks that a signature sets, read from the signed revision: its FieldMDP transforms and its field's /Lock. */
export function fieldLocksOf(view: PdfView, signature: PdfDict | null, field: PdfDict | null): FieldLock[] {
  const locks: FieldLock[] = [];
  const references = view.get(signature, 'Reference');
  for (const item of isArray(references) ? references.items : []) {
    const reference = view.resolve(item);
    if (!isName(view.get(reference, 'TransformMethod'), 'FieldMDP')) continue;
    locks.push(...lockIn(view, view.get(reference, 'TransformParams')));
  }
  return [...locks, ...lockIn(view, view.get(field, 'Lock'))];
}

/** The permission of a /Lock's own /P (PDF 2.0); null where it has none. */
export function lockPermissionOf(view: PdfView, field: PdfDict | null): 1 | 2 | 3 | null {
  const permission = view.get(view.get(field, 'Lock'), 'P');
  return permission === 1 || permission === 2 || permission === 3 ? permission : null;
}

function lockIn(view: PdfView, dict: ReturnType<PdfView['resolve']>): FieldLock[] {
  if (!isDict(dict)) return [];
  const action = view.get(dict, 'Action');
  if (!isName(action)) return [];
  const names = view.get(dict, 'Fields');
  const fields = (isArray(names) ? names.items : [])
    .map((item) => view.resolve(item))
    .filter(isString)
    .map(textOf);
  // An action that is none of the three locks everything: a doubt must not open a field.
  const known = action.value === 'Include' || action.value === 'Exclude';
  return [{ action: known ? (action.value as 'Include' | 'Exclude') : 'All', fields }];
}

/** Whether a field, by its full name, is locked: a lock on a parent locks its children. */
export function isLocked(name: string, locks: readonly FieldLock[]): boolean {
  return locks.some(({ action, fields }) => {
    if (action === 'All') return true;
    const listed = fields.some((field) => name === field || name.startsWith(`${field}.`));
    return action === 'Include' ? listed : !listed;
  });
}
