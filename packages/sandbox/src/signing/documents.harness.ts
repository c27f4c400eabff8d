import { degrees, PDFArray, PDFDocument, PDFName, PDFNumber, StandardFonts } from 'pdf-lib';

/** PDFs for tests, made by another engine than the one that signs. */
export interface DocumentOptions {
  pages?: readonly {
    width?: number;
    height?: number;
    rotate?: number;
    crop?: [number, number, number, number];
    userUnit?: number;
  }[];
  /** Cross-reference streams and object streams instead of a classic table. */
  streams?: boolean;
  /** A text field and a check box. */
  form?: boolean;
  /** A logical structure with a parent tree. */
  tagged?: boolean;
}

/** A document after its options: A4, one page, classic table unless said otherwise. */
export async function makeDocument(options: DocumentOptions = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [i, page] of (options.pages ?? [{}]).entries()) {
    const made = document.addPage([page.width ?? 595, page.height ?? 842]);
    if (page.rotate) made.setRotation(degrees(page.rotate));
    if (page.crop) made.setCropBox(...page.crop);
    if (page.userUnit) made.node.set(PDFName.of('UserUnit'), PDFNumber.of(page.userUnit));
    made.drawText(`Lettre de mission, page ${i + 1}`, { x: 200, y: 400, size: 14, font });
  }
  if (options.form) {
    const form = document.getForm();
    form.createTextField('adresse').addToPage(document.getPage(0), { x: 50, y: 700, width: 200, height: 20 });
    form.createCheckBox('accord').addToPage(document.getPage(0), { x: 50, y: 660, width: 15, height: 15 });
  }
  if (options.tagged) tag(document);
  return document.save({ useObjectStreams: options.streams ?? false });
}

function tag(document: PDFDocument): void {
  const { context, catalog } = document;
  const root = context.obj({ Type: 'StructTreeRoot', ParentTreeNextKey: 1 });
  const rootRef = context.register(root);
  const element = context.obj({ Type: 'StructElem', S: 'Document', P: rootRef });
  const elementRef = context.register(element);
  const page = document.getPage(0);
  const paragraph = context.register(context.obj({ Type: 'StructElem', S: 'P', P: elementRef, Pg: page.ref, K: 0 }));
  element.set(PDFName.of('K'), paragraph);
  root.set(PDFName.of('K'), elementRef);
  const numbers = PDFArray.withContext(context);
  numbers.push(PDFNumber.of(0));
  numbers.push(context.obj([paragraph]));
  root.set(PDFName.of('ParentTree'), context.register(context.obj({ Nums: numbers })));
  page.node.set(PDFName.of('StructParents'), PDFNumber.of(0));
  catalog.set(PDFName.of('StructTreeRoot'), rootRef);
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
}
