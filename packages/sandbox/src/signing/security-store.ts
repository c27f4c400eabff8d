import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream } from '@libpdf/core';
import { equalBytes } from '../certificates/bytes.ts';
import { appendOnly, revisionBase } from './append-only.ts';
import { openDocument, saveRevision } from './open-document.ts';
import type { ValidationData } from './validation-data.ts';

/**
 * Adds validation data to the document security store in one revision, keeping what is there and writing nothing twice
 * (ISO 32000-2 12.8.4.3, EN 319 142-1 5.4). No VRI: the store's own lists serve every signature of the file.
 */
export async function addValidationData(bytes: Uint8Array, data: ValidationData): Promise<Uint8Array> {
  const pdf = await openDocument(bytes);
  const base = revisionBase(pdf);
  const resolve = pdf.getObject.bind(pdf);
  const catalog = pdf.getCatalog();
  const changed = new Set<number>();
  const touch = (number: number | undefined): void => {
    if (number !== undefined) changed.add(number);
  };
  touch(pdf.context.info.trailer.getRef('Root')?.objectNumber);
  touch(catalog.getRef('DSS')?.objectNumber);

  let store = catalog.getDict('DSS', resolve);
  if (!store) {
    store = PdfDict.of({ Type: PdfName.of('DSS') });
    catalog.set('DSS', pdf.register(store));
    declareExtension(pdf);
  }
  for (const key of ['Certs', 'OCSPs', 'CRLs']) touch(store.getRef(key)?.objectNumber);
  const added =
    addStreams(pdf, store, 'Certs', data.certificates) +
    addStreams(pdf, store, 'OCSPs', data.ocspResponses) +
    addStreams(pdf, store, 'CRLs', data.crls);
  if (added === 0) return bytes;
  const stored = await saveRevision(pdf);
  await appendOnly(bytes, stored, { allow: { changed }, base });
  return stored;
}

function addStreams(pdf: PDF, store: PdfDict, key: string, values: readonly Uint8Array[]): number {
  const resolve = pdf.getObject.bind(pdf);
  const list = store.getArray(key, resolve) ?? new PdfArray();
  const present = list.toArray().flatMap((_, i) => {
    const stream = list.at(i, resolve);
    return stream instanceof PdfStream ? [stream.getDecodedData()] : [];
  });
  const missing = values.filter((value) => !present.some((one) => equalBytes(one, value)));
  for (const value of missing) list.push(pdf.register(new PdfStream([], value)));
  if (missing.length > 0 && !store.has(key)) store.set(key, list);
  return missing.length;
}

/** PDF 1.x files name the extension that brought the store (EN 319 142-1 5.4.1, TS 102 778-4 annex A). */
function declareExtension(pdf: PDF): void {
  if (pdf.context.info.version.startsWith('2')) return;
  const catalog = pdf.getCatalog();
  const extensions = catalog.getDict('Extensions', pdf.getObject.bind(pdf));
  const etsi = PdfDict.of({ BaseVersion: PdfName.of('1.7'), ExtensionLevel: PdfNumber.of(5) });
  if (!extensions) catalog.set('Extensions', PdfDict.of({ ESIC: etsi }));
}
