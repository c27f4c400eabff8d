import { expect, oneEvent } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { PDFDocument } from 'pdf-lib';
import { accessible } from '../../test/accessible.ts';
import { makeA4, makePdf } from '../../test/pdf-fixtures.ts';
import { showPages } from '../../test/show-pages.ts';
import { until } from '../../test/until.ts';
import type { PagesErrorEvent } from './pdf-pages.events.ts';

describe('<jse-pdf-pages> at the edges of what PDFs are', function () {
  this.timeout(120_000);
  before(() => executeServerCommand('jse-viewport', { width: 1000, height: 800 }));

  it('leads to the last of 10,000 pages, by number and by thumbnail', async () => {
    const pages = await showPages(await makeA4(10_000));
    pages.element.scrollToPage(10_000);
    await pages.rendered(10_000);
    await until(() => pages.position === `Page ${(10_000).toString()} sur ${(10_000).toString()}`);
    pages.press('Vignettes des pages');
    // WebKit looks at each of twenty thousand boxes in every frame.
    await until(() => pages.thumbnails[9_999]?.querySelector('canvas'), 'the last small picture', 60_000);
    const canvas = pages.canvas(10_000)!;
    expect(pages.element.livePixels).to.be.lessThan(canvas.width * canvas.height * 4);
  });

  it('shows pages of 200 inches, of one point, and beyond what a canvas can hold when zoomed in', async () => {
    const pages = await showPages(
      await makePdf([
        { width: 14_400, height: 14_400 },
        { width: 3, height: 3 },
        { width: 14_400, height: 14_400, userUnit: 10 },
      ]),
    );
    await until(() => pages.element.sizeOfPage(3)?.width === 144_000, 'the last size');
    await pages.element.updateComplete;
    await pages.element.zoomTo(4);
    await until(() => (pages.canvas(1)?.width ?? 0) > 2000, 'the large picture');
    const { width, height } = pages.canvas(1)!;
    expect(width * height).to.be.at.most(16_100_000);
    pages.element.zoom = 'fit-width';
    pages.element.scrollToPage(3);
    await pages.rendered(3);
    expect(pages.element.sizeOfPage(3)).to.deep.equal({ width: 144_000, height: 144_000 });
    pages.element.scrollToPage(2);
    await pages.rendered(2);
  });

  it('says that there is no page, or nothing readable, and shows the next document all the same', async () => {
    const pages = await showPages(await makeA4(1));
    const { element } = pages;
    const empty = (await PDFDocument.create()).save({ addDefaultPage: false });
    for (const [bytes, code, words] of [
      [await empty, 'pdf_empty', 'ne contient aucune page'],
      [(await makeA4(2)).slice(0, 300), 'pdf_damaged', 'n’est pas un PDF lisible'],
    ] as const) {
      setTimeout(() => (element.document = bytes));
      const told: Event = await oneEvent(element, 'jse-pages-error');
      expect((told as PagesErrorEvent).code).to.equal(code);
      await element.updateComplete;
      expect(pages.message).to.contain(words);
      await accessible(element);
    }
    element.document = await makeA4(3);
    await oneEvent(element, 'jse-pages-ready');
    expect(element.pageCount).to.equal(3);
  });

  it('shows a document that carries JavaScript without running it', async () => {
    const scripted = await PDFDocument.load(await makeA4(1));
    scripted.addJavaScript('greet', 'app.alert("bonjour"); globalThis.ran = true;');
    await showPages(await scripted.save());
    expect('ran' in globalThis).to.equal(false);
  });
});
