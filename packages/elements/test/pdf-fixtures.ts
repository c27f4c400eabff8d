import { degrees, PDFDocument, PDFName, PDFNumber, type PDFPage, PDFString, StandardFonts } from 'pdf-lib';
import { type PdfAssets } from '../src/pdf-pages/pdf-assets.ts';

/** pdf.js's own files as the test server serves them from node_modules, and the verifier's worker. */
export const testAssets: PdfAssets = assetsAt('/packages/elements/node_modules/pdfjs-dist');

/** The same files as a page with the strictest policy serves them, each under that policy itself. */
export const strictAssets: PdfAssets = assetsAt('/__strict/pdfjs');

function assetsAt(folder: string): PdfAssets {
  const at = (path: string) => new URL(`${folder}/${path}`, globalThis.location.origin).href;
  return {
    workerUrl: at('legacy/build/pdf.worker.min.mjs'),
    wasmUrl: at('wasm/'),
    cMapUrl: at('cmaps/'),
    standardFontUrl: at('standard_fonts/'),
    iccUrl: at('iccs/'),
    verifyWorkerUrl: new URL('/__verify/verify.worker.js', globalThis.location.origin).href,
  };
}

/** How one page of a made PDF looks; sizes in points, A4 upright by default. */
export interface FixturePage {
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: number;
  readonly cropBox?: readonly [left: number, bottom: number, right: number, top: number];
  readonly userUnit?: number;
  readonly text?: string;
  /** Further texts of 12 points, from the bottom left of the page. */
  readonly texts?: readonly (readonly [text: string, x: number, y: number])[];
  /** An empty signature field. */
  readonly field?: {
    readonly name: string;
    readonly rect: readonly [left: number, bottom: number, right: number, top: number];
  };
}

/** A PDF with the given pages, each with its text (default "Page N") near the top left. */
export async function makePdf(pages: readonly FixturePage[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const [
    index,
    { width = 595, height = 842, rotate = 0, cropBox, userUnit, text, texts = [], field },
  ] of pages.entries()) {
    const page = document.addPage([width, height]);
    page.drawText(text ?? `Page ${index + 1}`, { x: 60, y: height - 80, size: 18, font });
    for (const [more, x, y] of texts) page.drawText(more, { x, y, size: 12, font });
    if (field) addSignatureField(document, page, field);
    page.setRotation(degrees(rotate));
    if (cropBox) page.setCropBox(cropBox[0], cropBox[1], cropBox[2] - cropBox[0], cropBox[3] - cropBox[1]);
    if (userUnit) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(userUnit));
  }
  return document.save();
}

function addSignatureField(document: PDFDocument, page: PDFPage, { name, rect }: Required<FixturePage>['field']): void {
  const { context } = document;
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      F: 4,
      T: PDFString.of(name),
      Rect: [...rect],
      P: page.ref,
    }),
  );
  page.node.addAnnot(widget);
  document.getForm().acroForm.addField(widget);
}

/** A document of that many A4 pages. */
export function makeA4(pageCount: number): Promise<Uint8Array> {
  return makePdf(Array.from({ length: pageCount }, () => ({})));
}

/** Three pages that call themselves i, ii and 1. */
export async function makeLabelled(): Promise<Uint8Array> {
  const document = await PDFDocument.load(await makeA4(3));
  const { context, catalog } = document;
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'r' }, 2, { S: 'D' }] }));
  return document.save();
}
