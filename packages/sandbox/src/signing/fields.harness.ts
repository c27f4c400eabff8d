import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfString } from '@libpdf/core';
import type { RemoteSigner } from '../certificates/signer.ts';
import { cmsSignature, contentsSize } from './cms-signature.ts';
import { openForm, readFields } from './form-fields.ts';
import { openDocument, saveRevision } from './open-document.ts';
import { readPages } from './pages.ts';
import { addAnnotation } from './prepare-document.ts';
import { fillContents, reserveContents, signatureDictionary, signedBytes } from './signature-dictionary.ts';

/** An empty signature field as another program would put it into a form. */
export interface OwnField {
  name: string;
  page?: number;
  /** User space: left, bottom, right, top. */
  rect?: [number, number, number, number];
  lock?: { action: 'All' | 'Include' | 'Exclude'; fields?: readonly string[]; permission?: 1 | 2 | 3 };
  seed?: Record<string, PdfObject>;
}

/** Adds empty signature fields to a document, in a revision of their own. */
export async function withOwnFields(bytes: Uint8Array, fields: readonly OwnField[]): Promise<Uint8Array> {
  const pdf = await openDocument(bytes);
  const pages = readPages(pdf);
  const list = openForm(pdf).fields;
  for (const { name, page = 1, rect = [0, 0, 0, 0], lock, seed } of fields) {
    const at = pages[page - 1];
    if (!at) throw new RangeError(`no page ${page}`);
    const dict = PdfDict.of({
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      FT: PdfName.of('Sig'),
      T: PdfString.fromString(name),
      F: PdfNumber.of(4),
      P: at.ref,
      Rect: new PdfArray(rect.map((value) => PdfNumber.of(value))),
    });
    if (lock) {
      const entries = PdfDict.of({ Type: PdfName.of('SigFieldLock'), Action: PdfName.of(lock.action) });
      if (lock.fields) entries.set('Fields', new PdfArray(lock.fields.map((field) => PdfString.fromString(field))));
      if (lock.permission) entries.set('P', PdfNumber.of(lock.permission));
      dict.set('Lock', pdf.register(entries));
    }
    if (seed) dict.set('SV', pdf.register(PdfDict.of({ Type: PdfName.of('SV'), ...seed })));
    const ref = pdf.register(dict);
    list.push(ref);
    addAnnotation(pdf, at, ref);
  }
  return saveRevision(pdf);
}

/** Certifies a document in an invisible field: what its author permits later (ISO 32000-2 12.8.2.2). */
export async function certify(bytes: Uint8Array, permission: 1 | 2 | 3, signer: RemoteSigner): Promise<Uint8Array> {
  const fielded = await withOwnFields(bytes, [{ name: 'certification' }]);
  const pdf = await openDocument(fielded);
  const parameters = PdfDict.of({
    Type: PdfName.of('TransformParams'),
    P: PdfNumber.of(permission),
    V: PdfName.of('1.2'),
  });
  const reference = PdfDict.of({
    Type: PdfName.of('SigRef'),
    TransformMethod: PdfName.of('DocMDP'),
    TransformParams: parameters,
  });
  const size = await contentsSize(signer, false);
  const entries = { type: 'Sig', subFilter: 'ETSI.CAdES.detached', size, references: PdfArray.of(reference) } as const;
  const value = pdf.register(signatureDictionary(entries));
  readFields(pdf)
    .find(({ name }) => name === 'certification')
    ?.dict.set('V', value);
  pdf.getCatalog().set('Perms', PdfDict.of({ DocMDP: value }));
  openForm(pdf).form.set('SigFlags', PdfNumber.of(3));
  const certified = await saveRevision(pdf);
  const reservation = reserveContents(certified, value.objectNumber);
  const { cms } = await cmsSignature(signedBytes(certified, reservation.byteRange), signer, undefined);
  fillContents(certified, reservation, cms);
  return certified;
}
