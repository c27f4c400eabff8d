import { dictOf, isDict, type PdfDict, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import type { FieldNode } from '../pdf/signature-fields.ts';
import type { RuleContext } from './rules/rule.ts';

/** A field's value as written, its parent's where it has none of its own (ISO 32000-2, table 226); null for none. */
export function valueOf(view: PdfView, field: FieldNode): PdfObject {
  let value: PdfObject = null;
  let dict: PdfDict | null = field.dict;
  for (let depth = 0; dict && value === null && depth < 100; depth++) {
    value = dict.entries.get('V') ?? null;
    dict = dictOf(view.get(dict, 'Parent'));
  }
  return value;
}

/** The signature dictionaries that fields showed when the document was signed, as they are read today. */
export function signaturesShown(fields: Iterable<FieldNode>, before: PdfView, after: PdfView): Set<PdfObject> {
  const shown = new Set<PdfObject>();
  for (const field of fields) if (field.type === 'Sig') shown.add(after.resolve(valueOf(before, field)));
  return shown;
}

/** Whether a signature of its own stands in a field now: a dictionary that no field showed when the document was signed. */
export function isNewlySigned({ comparison, signaturesBefore }: RuleContext, field: FieldNode): boolean {
  const value = comparison.after.resolve(valueOf(comparison.after, field));
  return isDict(value) && !signaturesBefore().has(value);
}
