import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { appendOnly, revisionBase } from './append-only.ts';
import { SigningError } from './errors.ts';
import { type FormField, isSigned, openForm, readFields } from './form-fields.ts';
import { requireNamedField } from './named-fields.ts';
import { openDocument, saveRevision } from './open-document.ts';
import { userRectangle } from './page-space.ts';
import { type Page, pageAt, readPages } from './pages.ts';
import { addStructureElements, type StructuredWidget } from './structure-elements.ts';
import type { SignatureFieldRequest } from './types.ts';
import { emptyBoxAppearance } from './empty-box.ts';

/** Print and Locked (ISO 32000-2 table 167): shown on paper, not moved by hand. */
const WIDGET_FLAGS = 132;
/** SignaturesExist and AppendOnly (ISO 32000-2 table 225). */
const SIGNATURE_FLAGS = 3;

/**
 * Adds all signature fields of a collection in one incremental revision: field and widget in one dictionary, tooltip,
 * rectangle in the page's own space, SigFlags, and a structure element where an unsigned document is tagged (in a signed
 * one a changed structure tree would count as a change of content). Existing fields that are named stay as they are; where
 * there is nothing to add the bytes come back as they were. Errors: `SigningError` with `field_name_invalid`,
 * `field_exists`, `field_named_twice`, those of `requireNamedField`, `page_missing`, `document_unreadable`, `document_not_appendable`, `append_only_violation`.
 */
export async function prepareDocument(
  bytes: Uint8Array,
  fields: readonly SignatureFieldRequest[],
): Promise<Uint8Array> {
  if (fields.length === 0) return bytes;
  const pdf = await openDocument(bytes);
  const base = revisionBase(pdf);
  const pages = readPages(pdf);
  const existing = readFields(pdf);
  checkNames(pdf, fields, existing);

  const { form, fields: list, containers } = openForm(pdf);
  const changed = new Set(containers);
  const widgets: StructuredWidget[] = [];
  for (const field of fields.filter((one) => !one.existing)) {
    const page = pageAt(pages, field.placement?.page ?? 1);
    const dict = fieldDictionary(pdf, field, page);
    const ref = pdf.register(dict);
    list.push(ref);
    for (const number of addAnnotation(pdf, page, ref)) changed.add(number);
    widgets.push({ ref, dict, page, tooltip: field.tooltip });
  }
  const flags = form.getNumber('SigFlags', pdf.getObject.bind(pdf))?.value ?? 0;
  const flagged = (flags & SIGNATURE_FLAGS) === SIGNATURE_FLAGS;
  if (!flagged) form.set('SigFlags', PdfNumber.of(flags | SIGNATURE_FLAGS));
  if (widgets.length === 0 && flagged) return bytes;
  if (!existing.some((field) => field.type === 'Sig' && isSigned(field))) {
    for (const number of addStructureElements(pdf, pages, widgets)) changed.add(number);
  }
  const prepared = await saveRevision(pdf);
  await appendOnly(bytes, prepared, { allow: { changed }, base });
  return prepared;
}

function checkNames(pdf: PDF, fields: readonly SignatureFieldRequest[], existing: readonly FormField[]): void {
  const taken = new Set(existing.map(({ name }) => name));
  const named = new Set<string>();
  for (const field of fields) {
    const { name } = field;
    if (field.existing) {
      if (named.has(name)) throw new SigningError('field_named_twice', `"${name}" is given to two signers`);
      const others = fields.filter((other) => other !== field).map((other) => other.name);
      requireNamedField(pdf, existing, name, others);
    } else {
      if (name === '' || name.includes('.')) {
        throw new SigningError('field_name_invalid', `"${name}" cannot name a field: empty or with a period`);
      }
      if (taken.has(name)) throw new SigningError('field_exists', `the document has a field "${name}" already`);
      taken.add(name);
    }
    named.add(name);
  }
}

function fieldDictionary(pdf: PDF, field: SignatureFieldRequest, page: Page): PdfDict {
  const { placement } = field;
  const rectangle = placement ? userRectangle(page.box, placement) : [0, 0, 0, 0];
  const dict = PdfDict.of({
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    FT: PdfName.of('Sig'),
    T: PdfString.fromString(field.name),
    TU: PdfString.fromString(field.tooltip),
    F: PdfNumber.of(WIDGET_FLAGS),
    P: page.ref,
    Rect: new PdfArray(rectangle.map((value) => PdfNumber.of(value))),
  });
  if (placement) {
    const appearance = emptyBoxAppearance(page.box.rotate, placement.width, placement.height);
    dict.set('AP', PdfDict.of({ N: pdf.register(appearance) }));
  }
  return dict;
}

/** Lists a widget among the page's annotations; gives the numbers of the objects that changed. */
export function addAnnotation(pdf: PDF, page: Page, widget: ReturnType<PDF['register']>): number[] {
  const annotations = page.dict.getArray('Annots', pdf.getObject.bind(pdf));
  if (annotations) annotations.push(widget);
  else page.dict.set('Annots', PdfArray.of(widget));
  const list = page.dict.getRef('Annots');
  return list ? [page.ref.objectNumber, list.objectNumber] : [page.ref.objectNumber];
}
