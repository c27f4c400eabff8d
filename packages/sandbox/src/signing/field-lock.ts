import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, type PdfRef, PdfString } from '@libpdf/core';

type Resolve = (ref: PdfRef) => PdfObject | null;

/** A signature field's /Lock (ISO 32000-2 table 236): which fields its signature closes, and what it permits after. */
export interface FieldLock {
  action: 'All' | 'Include' | 'Exclude';
  fields: string[];
  /** The permission for the whole document (PDF 2.0); undefined where the lock says nothing of it. */
  permission: 1 | 2 | 3 | undefined;
}

/** The lock of a field; undefined where it has none. An action that is none of the three locks everything. */
export function lockOf(field: PdfDict, resolve: Resolve): FieldLock | undefined {
  const lock = field.getDict('Lock', resolve);
  if (!lock) return undefined;
  const action = lock.getName('Action', resolve)?.value;
  const names = lock.getArray('Fields', resolve) ?? new PdfArray();
  const permission = lock.getNumber('P', resolve)?.value;
  return {
    action: action === 'Include' || action === 'Exclude' ? action : 'All',
    fields: names.toArray().flatMap((_, i) => {
      const name = names.at(i, resolve);
      return name instanceof PdfString ? [name.asString()] : [];
    }),
    permission: permission === 1 || permission === 2 || permission === 3 ? permission : undefined,
  };
}

/** Whether a lock closes a field by its full name; one on a parent closes its children. */
export function closes({ action, fields }: FieldLock, name: string): boolean {
  const listed = fields.some((field) => name === field || name.startsWith(`${field}.`));
  return action === 'All' || (action === 'Include' ? listed : !listed);
}

/**
 * The signature references with which a signature carries its field's lock: FieldMDP with the lock's own entries
 * (12.8.2.4), and DocMDP where the lock sets a permission.
 */
export function lockReferences({ action, fields, permission }: FieldLock): PdfArray {
  const reference = (method: string, parameters: Record<string, PdfObject>): PdfDict =>
    PdfDict.of({
      Type: PdfName.of('SigRef'),
      TransformMethod: PdfName.of(method),
      TransformParams: PdfDict.of({ Type: PdfName.of('TransformParams'), V: PdfName.of('1.2'), ...parameters }),
    });
  const names = new PdfArray(fields.map((name) => PdfString.fromString(name)));
  const closed = reference('FieldMDP', {
    Action: PdfName.of(action),
    ...(action === 'All' ? {} : { Fields: names }),
  });
  if (permission === undefined) return PdfArray.of(closed);
  return PdfArray.of(closed, reference('DocMDP', { P: PdfNumber.of(permission) }));
}
