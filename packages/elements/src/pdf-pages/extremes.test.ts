import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { makeA4, makePdf } from '../../test/pdf-fixtures.ts';
import { showPages } from '../../test/show-pages.ts';
import { until } from '../../test/until.ts';

describe('<jse-pdf-pages> at the edges of what PDFs are', function () {
  this.timeout(120_000);
  before(() => executeServerCommand('jse-viewport', { width: 1000, height: 800 }));

  it('leads to the last of 10,000 pages, by number and by thumbnail', async () => {
    const pages = await showPages(await makeA4(10_000));
    pages.element.scrollToPage(10_000);
    await pages.rendered(10_000);
    await until(() => pages.position === `Page ${(10_000).toString()} sur ${(10_000).toString()}`);
    pages.press('Vignettes des pages');
    await until(() => pages.thumbnails[9_999]?.querySelector('canvas'));
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
});
