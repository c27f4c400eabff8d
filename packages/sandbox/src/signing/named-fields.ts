import { type PDF, PdfArray, PdfNumber } from '@libpdf/core';
import { SigningError } from './errors.ts';
import { closes, lockOf } from './field-lock.ts';
import { type FormField, isSigned } from './form-fields.ts';
import { displayedRectangle } from './page-space.ts';
import { type Page, widgetPages } from './pages.ts';
import { unmetSeedValue } from './seed-value.ts';
import type { SignatureFieldBox } from './types.ts';

/** The empty signature fields of a document that a signature may be given by name, with the place of their first widget. */
export function emptySignatureFields(
  pdf: PDF,
  pages: readonly Page[],
  fields: readonly FormField[],
): SignatureFieldBox[] {
  const resolve = pdf.getObject.bind(pdf);
  const pageOf = widgetPages(pdf, pages);
  return fields
    .filter((field) => field.type === 'Sig' && !isSigned(field) && field.name !== '')
    .filter(({ name }) => fields.filter((other) => other.name === name).length === 1)
    .map(({ name, widgets }) => {
      const widget = widgets[0];
      const at = widget && pageOf(widget);
      const numbers = widget?.dict.getArray('Rect', resolve) ?? new PdfArray();
      const [x1, y1, x2, y2] = [0, 1, 2, 3].map((i) => {
        const value = numbers.at(i, resolve);
        return value instanceof PdfNumber ? value.value : 0;
      }) as [number, number, number, number];
      if (at === undefined) return { name, page: 1, x: 0, y: 0, width: 0, height: 0 };
      const box = (pages[at] as Page).box;
      return { name, page: at + 1, ...displayedRectangle(box, [x1, y1, x2, y2]) };
    });
}

/**
 * The empty field with this name, which `others` of the document will be signed beside. `field_missing`;
 * `field_already_signed`; `field_restricted` where its seed values ask for a signature that is not ours, or where its
 * lock would close the field of another: signers may be reordered and parallel, so each must be able to come last. A lock
 * that closes no other is honoured, by FieldMDP in the signature.
 */
export function requireNamedField(
  pdf: PDF,
  fields: readonly FormField[],
  name: string,
  others: readonly string[],
): FormField {
  const resolve = pdf.getObject.bind(pdf);
  const [field, ...doubles] = fields.filter((one) => one.name === name);
  if (!field || field.type !== 'Sig' || doubles.length > 0) {
    throw new SigningError('field_missing', `the document has no signature field of its own named "${name}"`);
  }
  if (isSigned(field)) throw new SigningError('field_already_signed', `"${name}" is signed already`);
  const seed = field.dict.getDict('SV', resolve);
  const unmet = seed && unmetSeedValue(seed, resolve);
  if (unmet) throw new SigningError('field_restricted', `"${name}" asks for a signature of another kind (${unmet})`);
  const lock = lockOf(field.dict, resolve);
  const closed = lock && others.find((other) => closes(lock, other) || lock.permission === 1);
  if (closed !== undefined)
    throw new SigningError('field_restricted', `once signed, "${name}" would close "${closed}"`);
  return field;
}
