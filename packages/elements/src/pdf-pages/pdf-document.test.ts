import { expect } from '@open-wc/testing';
import { makeA4, makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { PdfDocument } from './pdf-document.ts';
import { PdfError } from './pdf-error.ts';

async function failure(promise: Promise<unknown>): Promise<PdfError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(PdfError);
    return error as PdfError;
  }
  throw new Error('Expected a failure');
}

const signal = new AbortController().signal;

/** Number of dark pixels in a canvas region: what a reader would see as ink. */
function inkOf(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let index = 0; index < data.length; index += 4) if (data[index]! < 128 && data[index + 3]! > 128) ink += 1;
  return ink;
}

describe('PdfDocument', () => {
  it('gives pages in displayed size: Rotate, CropBox and UserUnit applied', async () => {
    const bytes = await makePdf([
      {},
      { rotate: 90 },
      { cropBox: [50, 60, 350, 460], rotate: 270 },
      { userUnit: 2, width: 200, height: 300 },
    ]);
    const document = await PdfDocument.open(bytes, { assets: testAssets });
    const pages = await Promise.all([1, 2, 3, 4].map((number) => document.page(number)));
    expect(document.pageCount).to.equal(4);
    expect(pages.map((page) => page.size)).to.deep.equal([
      { width: 595, height: 842 },
      { width: 842, height: 595 },
      { width: 400, height: 300 },
      { width: 400, height: 600 },
    ]);
    expect(pages[2]?.box).to.deep.equal({ cropBox: [50, 60, 350, 460], rotate: 270, userUnit: 1 });
    expect(bytes.byteLength, 'the bytes stay the caller’s').to.be.greaterThan(0);
    await document.close();
  });

  it('draws ink at the asked pixel size and fills the text layer', async () => {
    const document = await PdfDocument.open(await makePdf([{ text: 'Lettre de mission' }]), { assets: testAssets });
    const page = await document.page(1);
    const canvas = globalThis.document.createElement('canvas');
    expect(await page.render(canvas, { scale: 0.5, pixelRatio: 2, signal })).to.equal(true);
    expect([canvas.width, canvas.height]).to.deep.equal([595, 842]);
    expect(inkOf(canvas)).to.be.greaterThan(50);
    const text = globalThis.document.createElement('div');
    expect(await page.renderText(text, { scale: 1, signal })).to.equal(true);
    expect(text.textContent).to.contain('Lettre de mission');
    await document.close();
  });

  it('stops drawing when told to', async () => {
    const document = await PdfDocument.open(await makeA4(1), { assets: testAssets });
    const page = await document.page(1);
    const stop = new AbortController();
    const drawing = page.render(globalThis.document.createElement('canvas'), {
      scale: 2,
      pixelRatio: 2,
      signal: stop.signal,
    });
    stop.abort();
    expect(await drawing).to.equal(false);
    await document.close();
  });

  it('names what is wrong with a file', async () => {
    const bytes = new TextEncoder().encode('This is no PDF');
    expect((await failure(PdfDocument.open(bytes, { assets: testAssets }))).code).to.equal('pdf_damaged');
  });

  it('fails loudly when the worker cannot start, without decoding on the main thread', async () => {
    const assets = { ...testAssets, workerUrl: new URL('/no-such-worker.mjs', location.origin).href };
    expect((await failure(PdfDocument.open(await makeA4(1), { assets }))).code).to.equal('pdf_worker');
    const foreign = { ...testAssets, workerUrl: 'https://assets.example/pdf.worker.min.mjs' };
    expect((await failure(PdfDocument.open(await makeA4(1), { assets: foreign }))).code).to.equal('pdf_worker');
  });
});
