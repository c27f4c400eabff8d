import { type PDF, PdfDict, PdfNumber, type PdfObject } from '@libpdf/core';
import { type RevisionBase, revisionBase } from './append-only.ts';
import { cartoucheAppearance } from './appearance.ts';
import { SigningError } from './errors.ts';
import { lockOf, lockReferences } from './field-lock.ts';
import { type FormField, isSigned, openForm, readFields } from './form-fields.ts';
import { openDocument, saveRevision } from './open-document.ts';
import { readPages, widgetPages } from './pages.ts';
import {
  type Reservation,
  reserveContents,
  signatureDictionary,
  type SignatureDictionaryEntries,
} from './signature-dictionary.ts';
import type { Cartouche } from './types.ts';

/** A revision with a signature's place in it, before its value is known. */
export interface PlacedSignature {
  bytes: Uint8Array;
  reservation: Reservation;
  /** Numbers of the existing objects that the revision writes anew. */
  changed: Set<number>;
  base: RevisionBase;
}

/**
 * Appends the revision that fills an unsigned field: /V with room for the value, the appearance, and the field's lock as
 * the signature's own references. Errors: `field_missing`, `field_not_signature`, `field_already_signed`,
 * `character_not_displayable`, those of `openDocument`.
 */
export async function placeSignature(
  bytes: Uint8Array,
  fieldName: string,
  appearance: Cartouche | null,
  entries: SignatureDictionaryEntries,
): Promise<PlacedSignature> {
  const pdf = await openDocument(bytes);
  const base = revisionBase(pdf);
  const field = unsignedField(pdf, fieldName);
  const changed = new Set([field.ref.objectNumber]);
  const lock = lockOf(field.dict, pdf.getObject.bind(pdf));
  const value = pdf.register(
    signatureDictionary({ ...entries, ...(lock ? { references: lockReferences(lock) } : {}) }),
  );
  field.dict.set('V', value);
  if (appearance) await drawAppearance(pdf, field, appearance, changed);
  raiseSignatureFlags(pdf, changed);
  const placed = await saveRevision(pdf);
  return { bytes: placed, reservation: reserveContents(placed, value.objectNumber), changed, base };
}

function unsignedField(pdf: PDF, name: string): FormField {
  const field = readFields(pdf).find((one) => one.name === name);
  if (!field) throw new SigningError('field_missing', `the document has no field "${name}"`);
  if (field.type !== 'Sig') throw new SigningError('field_not_signature', `"${name}" is not a signature field`);
  if (isSigned(field)) throw new SigningError('field_already_signed', `"${name}" is signed already`);
  return field;
}

async function drawAppearance(pdf: PDF, field: FormField, cartouche: Cartouche, changed: Set<number>): Promise<void> {
  const resolve = pdf.getObject.bind(pdf);
  const pages = readPages(pdf);
  const pageOf = widgetPages(pdf, pages);
  for (const widget of field.widgets) {
    const rectangle = widget.dict.getArray('Rect', resolve);
    const [left = 0, bottom = 0, right = 0, top = 0] = [0, 1, 2, 3].map((i) => numberOf(rectangle?.at(i, resolve)));
    const [across, up] = [Math.abs(right - left), Math.abs(top - bottom)];
    if (across === 0 || up === 0) continue;
    const page = pages[pageOf(widget) ?? -1];
    const rotate = page?.box.rotate ?? 0;
    const unit = page?.box.userUnit ?? 1;
    const turned = rotate === 90 || rotate === 270;
    const [width, height] = turned ? [up * unit, across * unit] : [across * unit, up * unit];
    const appearance = await cartoucheAppearance(pdf, cartouche, rotate, width, height);
    widget.dict.set('AP', PdfDict.of({ N: pdf.register(appearance) }));
    changed.add(widget.ref.objectNumber);
  }
}

/** SigFlags of a form that another program prepared without them. */
function raiseSignatureFlags(pdf: PDF, changed: Set<number>): void {
  const { form, containers } = openForm(pdf);
  const flags = form.getNumber('SigFlags', pdf.getObject.bind(pdf))?.value ?? 0;
  if ((flags & 3) === 3) return;
  form.set('SigFlags', PdfNumber.of(flags | 3));
  for (const number of containers) changed.add(number);
}

function numberOf(value: PdfObject | undefined): number {
  return value instanceof PdfNumber ? value.value : 0;
}
