import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { appendOnly, revisionBase } from './append-only.ts';
import { documentTimestampSize } from './cms-signature.ts';
import { openForm, readFields } from './form-fields.ts';
import { openDocument, saveRevision } from './open-document.ts';
import { pageAt, readPages } from './pages.ts';
import { addAnnotation } from './prepare-document.ts';
import { fillContents, reserveContents, signatureDictionary, signedBytes } from './signature-dictionary.ts';
import { requestTimestamp } from './timestamp-token.ts';
import type { TimestampClient } from './types.ts';

/** Print and Locked, as of the other signature fields. */
const WIDGET_FLAGS = 132;

/** Adds a document timestamp over the whole file in a field of its own (EN 319 142-1 5.4.3): the step to B-LTA. */
export async function addDocumentTimestamp(bytes: Uint8Array, client: TimestampClient): Promise<Uint8Array> {
  const pdf = await openDocument(bytes);
  const base = revisionBase(pdf);
  const names = new Set(readFields(pdf).map(({ name }) => name));
  let number = 1;
  while (names.has(`DocumentTimestamp${number}`)) number++;

  const dictionary = signatureDictionary({
    type: 'DocTimeStamp',
    subFilter: 'ETSI.RFC3161',
    size: documentTimestampSize,
  });
  const value = pdf.register(dictionary);
  const page = pageAt(readPages(pdf), 1);
  const zero = PdfNumber.of(0);
  const field = PdfDict.of({
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    FT: PdfName.of('Sig'),
    T: PdfString.fromString(`DocumentTimestamp${number}`),
    TU: PdfString.fromString('Horodatage du document'),
    F: PdfNumber.of(WIDGET_FLAGS),
    P: page.ref,
    Rect: PdfArray.of(zero, zero, zero, zero),
    V: value,
  });
  const { form, fields, containers } = openForm(pdf);
  const ref = pdf.register(field);
  fields.push(ref);
  form.set('SigFlags', PdfNumber.of((form.getNumber('SigFlags', pdf.getObject.bind(pdf))?.value ?? 0) | 3));
  const changed = new Set([...containers, ...addAnnotation(pdf, page, ref)]);

  const stamped = await saveRevision(pdf);
  const reservation = reserveContents(stamped, value.objectNumber);
  const token = await requestTimestamp(signedBytes(stamped, reservation.byteRange), client);
  fillContents(stamped, reservation, token);
  await appendOnly(bytes, stamped, { allow: { changed }, base });
  return stamped;
}
