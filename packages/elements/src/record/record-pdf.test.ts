import { expect } from '@open-wc/testing';
import { PDFDocument } from 'pdf-lib';
import { PdfDocument } from '../pdf-pages/pdf-document.ts';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { recordPdf } from './record-pdf.ts';

describe('recordPdf', () => {
  it('goes on over pages, whatever the texts hold', async () => {
    const sections = Array.from({ length: 80 }, (_, at) => ({
      name: `Lettre ${at} – Ελληνικά 漢字 ${'x'.repeat(190)}`,
      texts: ['Signée', 'Empreinte '.repeat(30)],
    }));
    const bytes = await recordPdf({ title: 'Compte rendu', subtitle: 'hier', note: 'Note', sections });
    expect((await PDFDocument.load(bytes)).getPageCount()).to.be.greaterThan(3);
  });

  it('writes nothing beyond the edge of the paper', async () => {
    const sections = [{ name: 'y'.repeat(300), texts: ['z'.repeat(400)] }];
    const bytes = await recordPdf({ title: 'T', subtitle: 's', note: 'n', sections });
    const document = await PdfDocument.open(bytes, { assets: testAssets });
    const { texts } = await (await document.page(1)).content();
    for (const { x, width } of texts) expect(x + width).to.be.at.most(595);
    await document.close();
  });
});
