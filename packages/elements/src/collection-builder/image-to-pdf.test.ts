import { expect } from '@open-wc/testing';
import { PDFDocument } from 'pdf-lib';
import { lookAt } from './file-check.ts';
import { imageToPdf } from './image-to-pdf.ts';

/** A picture as a phone would give it. */
async function picture(width: number, height: number, type: 'image/jpeg' | 'image/png', name: string): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.fillRect(width / 4, height / 4, width / 2, height / 2);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type));
  if (!blob) throw new Error('No picture');
  return new File([blob], name, { type });
}

describe('a picture as a PDF', () => {
  for (const [what, width, height, type, sheet] of [
    ['an upright JPEG', 600, 800, 'image/jpeg', { width: 595, height: 842 }],
    ['a PNG across', 800, 600, 'image/png', { width: 842, height: 595 }],
    ['a picture of 12 megapixels', 3000, 4000, 'image/jpeg', { width: 595, height: 842 }],
  ] as const) {
    it(`${what} becomes one A4 page`, async () => {
      const pdf = await imageToPdf(await picture(width, height, type, `carte.${type.slice(6)}`));
      expect([pdf.name, pdf.type]).to.deep.equal(['carte.pdf', 'application/pdf']);
      expect((await lookAt(pdf)).fault).to.equal(undefined);
      const document = await PDFDocument.load(await pdf.arrayBuffer());
      expect(document.getPages().map((page) => page.getSize())).to.deep.equal([sheet]);
    });
  }

  it('refuses what only looks like a picture', async () => {
    let failed = false;
    await imageToPdf(new File([new Uint8Array([0xff, 0xd8, 0xff, 0x00])], 'x.jpg')).catch(() => (failed = true));
    expect(failed).to.equal(true);
  });
});
