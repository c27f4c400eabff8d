import { expect } from '@open-wc/testing';
import { executeServerCommand, sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { type FixturePage, makeA4, makeLabelled, makePdf } from '../../test/pdf-fixtures.ts';
import { showPages } from '../../test/show-pages.ts';
import { until } from '../../test/until.ts';
import type { PdfPagesHarness } from './pdf-pages.harness.ts';

const root = ({ element }: PdfPagesHarness) => element.renderRoot as ShadowRoot;
const focused = (pages: PdfPagesHarness) => root(pages).activeElement;

describe('<jse-pdf-pages> helps to find a page', () => {
  before(() => executeServerCommand('jse-viewport', { width: 1000, height: 800 }));

  it('goes to a page by its number, and says which there are', async () => {
    const pages = await showPages(await makeA4(30));
    root(pages).querySelector<HTMLElement>('.position')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused(pages)?.id === 'go-to');
    await accessible(pages.element);
    await sendKeys({ type: '31' });
    await sendKeys({ press: 'Enter' });
    const input = focused(pages) as HTMLInputElement;
    expect(input.validationMessage).to.equal('Indiquez une page de 1 à 30.');
    input.select();
    await sendKeys({ type: '22' });
    await sendKeys({ press: 'Enter' });
    await until(() => pages.position === 'Page 22 sur 30');
    expect(focused(pages)?.classList.contains('position')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await until(() => focused(pages)?.id === 'go-to');
    await sendKeys({ press: 'Escape' });
    await until(() => focused(pages)?.classList.contains('position'));
    expect(pages.position).to.equal('Page 22 sur 30');
  });

  it('goes to a page by the document’s own name of it', async () => {
    const pages = await showPages(await makeLabelled());
    await until(() => pages.position === 'Page i (1 sur 3)');
    root(pages).querySelector<HTMLElement>('.position')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused(pages)?.id === 'go-to');
    await sendKeys({ type: 'II' });
    await sendKeys({ press: 'Enter' });
    await until(() => pages.position === 'Page ii (2 sur 3)');
  });

  it('finds words on any page, marks them where they stand, and steps through them by keys', async () => {
    const content = Array.from({ length: 20 }, (_, index): FixturePage => {
      return index % 9 === 4 ? { texts: [['Honoraires, échéance au 31 mars', 300, 120]] } : {};
    });
    const pages = await showPages(await makePdf(content));
    expect(await pages.find('ECHEANCE')).to.equal('1 sur 2, page 5');
    await until(() => pages.element.page === 5);
    await until(() => root(pages).querySelector('.found'));
    const mark = root(pages).querySelector('.found')!.getBoundingClientRect();
    const size = pages.element.sizeOfPage(5)!;
    const from = pages.element.pointOnPage(5, mark.left, mark.bottom);
    const to = pages.element.pointOnPage(5, mark.right, mark.top);
    // “Honoraires, ” is 65.4 points wide in 12-point Helvetica, “échéance” 52.0.
    expect(from.x).to.be.closeTo(365.4, 1);
    expect(to.x).to.be.closeTo(417.4, 1);
    expect(from.y).to.be.within(110, 120);
    expect(to.y).to.be.within(126, 136);
    expect(size.height).to.equal(842);
    const view = pages.element.scrollBox!;
    expect(mark.top >= view.top && mark.bottom <= view.bottom, 'the mark is in view').to.equal(true);
    await accessible(pages.element);
    await sendKeys({ press: 'Enter' });
    await until(() => pages.said === '2 sur 2, page 14');
    await until(() => pages.element.page === 14);
    await sendKeys({ press: 'Enter' });
    expect(pages.said).to.equal('1 sur 2, page 5');
    expect(await pages.find('rien de tel')).to.equal('Aucun résultat');
    expect(root(pages).querySelector('.found')).to.equal(null);
    await sendKeys({ press: 'Escape' });
    await until(() => focused(pages)?.id === 'search');
  });

  it('opens the search by the keys that everybody knows, and says when there is no text', async () => {
    const pages = await showPages(await makePdf([{ text: ' ' }]));
    root(pages).querySelector<HTMLElement>('.scroller')!.focus();
    const key = new KeyboardEvent('keydown', {
      key: 'f',
      ctrlKey: true,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    focused(pages)!.dispatchEvent(key);
    expect(key.defaultPrevented).to.equal(true);
    await until(() => focused(pages)?.id === 'find');
    expect(await pages.find('mars')).to.equal('Ce document est une image, sans texte à chercher.');
  });

  it('shows small pictures of the pages in view, frees the others, and leads to theirs by keys', async () => {
    const pages = await showPages(await makeA4(300));
    const before = pages.element.livePixels;
    pages.press('Vignettes des pages');
    await until(() => pages.thumbnails.length === 300);
    await until(() => pages.thumbnails[2]?.querySelector('canvas'));
    expect(pages.thumbnails[299]?.querySelector('canvas')).to.equal(null);
    expect(pages.thumbnails[0]?.getAttribute('aria-current')).to.equal('page');
    await accessible(pages.element);
    pages.thumbnails[0]!.focus();
    await sendKeys({ press: 'End' });
    expect((focused(pages) as HTMLElement).dataset.page).to.equal('300');
    await sendKeys({ press: 'Enter' });
    await until(() => pages.element.page === 300);
    await until(() => pages.thumbnails[299]?.querySelector('canvas'));
    await until(() => !pages.thumbnails[0]?.querySelector('canvas'), 'the first is freed');
    expect(pages.thumbnails.filter((button) => button.getAttribute('tabindex') === '0')).to.deep.equal([
      pages.thumbnails[299],
    ]);
    expect(pages.element.livePixels).to.be.lessThan(before * 3);
    pages.press('Vignettes des pages');
    await until(() => pages.thumbnails.length === 0);
    const again = await makeA4(3);
    pages.element.thumbnails = true;
    pages.element.document = again;
    await until(() => pages.thumbnails.length === 3 && pages.thumbnails[2]?.querySelector('canvas'));
    pages.element.style.inlineSize = '390px';
    await until(() => pages.sheet(2).getBoundingClientRect().width < 390, 'the sheets follow the width');
    pages.thumbnails[1]!.click();
    await until(() => pages.thumbnails.length === 0, 'over the pages they make room for the page that was chosen');
    expect(focused(pages)?.id).to.equal('thumbnails');
    await until(() => pages.element.page === 2);
  });
});
