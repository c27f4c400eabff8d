import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { encryptedPdf } from '../../test/encrypted-pdf.ts';
import { makeA4, makeLabelled, makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { showPages } from '../../test/show-pages.ts';
import { until } from '../../test/until.ts';
import type { JseProvider } from '../provider/provider.ts';
import './pdf-pages.define.ts';
import type { PagesErrorEvent } from './pdf-pages.events.ts';

/** WebKitGTK has the class and no way to make one; Firefox has it on devices with a touch screen. */
function canTouch(): boolean {
  try {
    new TouchEvent('touchstart', { touches: [new Touch({ identifier: 0, target: document.body })] });
    return true;
  } catch {
    return false;
  }
}

describe('<jse-pdf-pages>', () => {
  before(() => executeServerCommand('jse-viewport', { width: 1000, height: 800 }));

  it('shows pages sharp at the pixel ratio, fitted to the width, with text and labels', async () => {
    const pages = await showPages(await makeA4(3));
    const canvas = pages.canvas(1)!;
    const box = canvas.getBoundingClientRect();
    expect(box.width).to.be.greaterThan(600);
    expect(canvas.width).to.be.closeTo(box.width * devicePixelRatio, 1.5);
    await until(() => pages.text(1).includes('Page 1'));
    expect(pages.sheet(2).getAttribute('aria-label')).to.equal('Page 2 sur 3');
    expect(pages.position).to.equal('Page 1 sur 3');
  });

  it('is accessible', async () => {
    const pages = await showPages(await makeA4(2));
    await until(() => pages.text(1) !== '');
    await accessible(pages.element);
  });

  it('draws only what is near and frees what is far', async () => {
    const pages = await showPages(new Blob([(await makeA4(60)) as Uint8Array<ArrayBuffer>]));
    const { element } = pages;
    element.scrollToPage(40);
    await pages.rendered(40);
    await until(() => !pages.canvas(1), 'page 1 is freed');
    await until(() => element.page === 40);
    expect(pages.position).to.equal('Page 40 sur 60');
    const { width, height } = pages.canvas(40)!;
    await until(() => element.livePixels <= 2 * width * height, 'at most two sheets touch the view and its margin');
    expect(pages.text(1)).to.equal('');
  });

  it('zooms by its buttons and keeps the reader’s place', async () => {
    const pages = await showPages(await makeA4(5));
    const { element } = pages;
    element.scrollToPage(3);
    await until(() => element.page === 3);
    const before = element.scaleOfPage(3);
    pages.press('Agrandir');
    await until(() => element.scaleOfPage(3) > before);
    await aTimeout(50);
    expect(element.page).to.equal(3);
    await until(() => {
      const canvas = pages.canvas(3);
      return canvas && Math.abs(canvas.width - canvas.getBoundingClientRect().width * devicePixelRatio) < 2;
    }, 'redrawn sharp');
    pages.press('Ajuster à la largeur');
    await until(() => element.scaleOfPage(3) === before);
  });

  it('maps the screen to page space on rotated, cropped and scaled pages', async () => {
    const pages = await showPages(
      await makePdf([{ rotate: 90 }, { cropBox: [50, 60, 350, 260] }, { userUnit: 2, width: 200, height: 100 }]),
    );
    const { element } = pages;
    await Promise.all([element.loadSize(2), element.loadSize(3)]);
    await element.updateComplete;
    expect(element.sizeOfPage(1)).to.deep.equal({ width: 842, height: 595 });
    for (const [number, size] of [
      [2, { width: 300, height: 200 }],
      [3, { width: 400, height: 200 }],
    ] as const) {
      element.scrollToPage(number);
      await pages.rendered(number);
      const box = element.boxOfPage(number)!;
      expect(box.width / box.height).to.be.closeTo(size.width / size.height, 0.01);
      const found = element.pageAt(box.left + box.width / 4, box.top + box.height / 4)!;
      expect(found.page).to.equal(number);
      expect(found.x).to.be.closeTo(size.width / 4, 0.01);
      expect(found.y).to.be.closeTo((size.height * 3) / 4, 0.01);
    }
  });

  it('lays slotted content over its page', async () => {
    const pages = await showPages(await makeA4(2), html`<div slot="page-2" id="over"></div>`);
    const over = pages.element.querySelector('#over')!.getBoundingClientRect();
    const sheet = pages.sheet(2).getBoundingClientRect();
    expect([over.left, over.top, over.width, over.height]).to.deep.equal([
      sheet.left,
      sheet.top,
      sheet.width,
      sheet.height,
    ]);
  });

  it('calls pages as the document does', async () => {
    const pages = await showPages(await makeLabelled());
    await until(() => pages.position === 'Page i (1 sur 3)');
    expect(pages.sheet(2).getAttribute('aria-label')).to.equal('Page ii (2 sur 3)');
    expect(pages.sheet(3).getAttribute('aria-label'), 'the third is page 1').to.equal('Page 1 (3 sur 3)');
  });

  it('says what is wrong with a file, and recovers with the next one', async () => {
    const pages = await showPages(await makeA4(1));
    setTimeout(() => (pages.element.document = new TextEncoder().encode('no PDF')));
    const event: Event = await oneEvent(pages.element, 'jse-pages-error');
    expect((event as PagesErrorEvent).code).to.equal('pdf_damaged');
    await pages.element.updateComplete;
    expect(pages.message).to.equal('Ce fichier n’est pas un PDF lisible.');
    await accessible(pages.element);
    pages.element.document = await makeA4(2);
    await oneEvent(pages.element, 'jse-pages-ready');
    expect(pages.element.pageCount).to.equal(2);
  });

  it('opens once the provider says where the worker is', async () => {
    const provider = await fixture<JseProvider>(html`<jse-provider><jse-pdf-pages></jse-pdf-pages></jse-provider>`);
    const element = provider.querySelector('jse-pdf-pages')!;
    element.document = await makeA4(1);
    await element.updateComplete;
    provider.pdfAssets = testAssets;
    await oneEvent(element, 'jse-pages-ready');
    expect(element.pageCount).to.equal(1);
  });

  it('shows the last of two documents set in a row', async () => {
    const pages = await showPages(await makeA4(1));
    const [two, three] = await Promise.all([makeA4(2), makeA4(3)]);
    pages.element.document = two;
    await pages.element.updateComplete;
    pages.element.document = three;
    await oneEvent(pages.element, 'jse-pages-ready');
    await aTimeout(100);
    expect(pages.element.pageCount).to.equal(3);
  });

  it('works again after being moved in the document', async () => {
    const pages = await showPages(await makeA4(1));
    const provider = pages.element.parentElement!;
    pages.element.remove();
    provider.append(pages.element);
    await oneEvent(pages.element, 'jse-pages-ready');
    await pages.rendered(1);
  });

  it('asks for the password of an encrypted document, and says when it is wrong', async () => {
    const pages = await showPages(await makeA4(1));
    const { element } = pages;
    setTimeout(() => (element.document = encryptedPdf));
    const refused: Event = await oneEvent(element, 'jse-pages-error');
    expect((refused as PagesErrorEvent).code).to.equal('pdf_password');
    await element.updateComplete;
    await accessible(element);
    await pages.unlock('faux');
    await until(() => pages.wrongPassword === 'Ce mot de passe n’ouvre pas le document.');
    expect(element.shadowRoot?.activeElement?.getAttribute('type')).to.equal('password');
    await accessible(element);
    const ready = oneEvent(element, 'jse-pages-ready');
    await pages.unlock('secret');
    await ready;
    await until(() => pages.text(1).includes('Document sous clef'));
    element.noPassword = true;
    setTimeout(() => (element.document = encryptedPdf.slice()));
    await oneEvent(element, 'jse-pages-error');
    await element.updateComplete;
    expect(pages.message).to.contain('protégé par un mot de passe');
  });

  it('stays at what is read when its size changes, as a phone’s does that is turned', async () => {
    const pages = await showPages(await makeA4(12));
    const { element } = pages;
    element.scrollToPage(7);
    await until(() => element.page === 7);
    const top = () => element.boxOfPage(7)!.top - element.scrollBox!.top;
    const before = top();
    element.style.inlineSize = '320px';
    await until(() => element.boxOfPage(7)!.width < 320);
    await until(() => Math.abs(top() - before) < 30, 'the page to be where it was');
    expect(element.page).to.equal(7);
    element.style.inlineSize = '';
    await until(() => element.boxOfPage(7)!.width > 320 && Math.abs(top() - before) < 30, 'and again');
  });

  it('zooms by Control and the wheel about the pointer, and leaves the plain wheel alone', async () => {
    const pages = await showPages(await makeA4(3));
    const { element } = pages;
    element.scrollToPage(2);
    await until(() => element.page === 2);
    const box = element.boxOfPage(2)!;
    const at = { clientX: box.left + box.width * 0.7, clientY: box.top + 240 };
    const before = element.pointOnPage(2, at.clientX, at.clientY);
    const scale = element.scaleOfPage(2);
    const turn = (options: WheelEventInit) =>
      pages
        .sheet(2)
        .dispatchEvent(new WheelEvent('wheel', { ...at, ...options, bubbles: true, composed: true, cancelable: true }));
    expect(turn({ deltaY: -100 }), 'scrolling is the browser’s').to.equal(true);
    for (let step = 0; step < 6; step += 1) expect(turn({ deltaY: -100, ctrlKey: true })).to.equal(false);
    await until(() => element.scaleOfPage(2) > scale * 1.3);
    await aTimeout(100);
    const after = element.pointOnPage(2, at.clientX, at.clientY);
    expect(Math.hypot(after.x - before.x, after.y - before.y) * element.scaleOfPage(2)).to.be.lessThan(2);
    for (let step = 0; step < 60; step += 1) turn({ deltaY: 900, ctrlKey: true });
    await until(() => element.zoom === 0.25, 'no further than a quarter');
  });

  it('zooms by two fingers, which hold what is under them', async function () {
    if (!canTouch()) return this.skip();
    const pages = await showPages(await makeA4(3));
    const { element } = pages;
    element.scrollToPage(2);
    await until(() => element.page === 2);
    const target = pages.sheet(2);
    const box = element.boxOfPage(2)!;
    const fingers = (apart: number, type: string, down = 0) => {
      const touches = [-apart / 2, apart / 2].map(
        (offset, identifier) =>
          new Touch({ identifier, target, clientX: box.left + 300 + offset, clientY: box.top + 200 + down }),
      );
      const init = { touches, targetTouches: touches, changedTouches: touches };
      return target.dispatchEvent(new TouchEvent(type, { ...init, bubbles: true, composed: true, cancelable: true }));
    };
    const before = element.pointOnPage(2, box.left + 300, box.top + 200);
    const scale = element.scaleOfPage(2);
    fingers(120, 'touchstart');
    expect(fingers(150, 'touchmove'), 'the browser does not zoom as well').to.equal(false);
    fingers(180, 'touchmove', 30);
    await until(() => Math.abs(element.scaleOfPage(2) / scale - 1.5) < 0.02);
    await aTimeout(100);
    const after = element.pointOnPage(2, box.left + 300, box.top + 230);
    expect(Math.hypot(after.x - before.x, after.y - before.y) * element.scaleOfPage(2)).to.be.lessThan(2);
  });
});
