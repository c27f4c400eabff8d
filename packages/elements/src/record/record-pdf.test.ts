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

  it('writes numbers with their narrow spaces, and ends no line before a mark', async () => {
    const text = `Fichier (93\u202fko) pesant 1\u202f234\u00a0: ${'mot '.repeat(16)}fin\u00a0!`;
    const bytes = await recordPdf({ title: 'T', subtitle: 's', note: 'n', sections: [{ name: 'N', texts: [text] }] });
    const document = await PdfDocument.open(bytes, { assets: testAssets });
    const lines = (await (await document.page(1)).content()).texts.map(({ text: said }) => said);
    expect(lines.join('\n')).to.match(/93\sko[^?]*1\s234\s:/);
    for (const line of lines) expect(line).not.to.match(/^[:!]/);
    await document.close();
  });
});
