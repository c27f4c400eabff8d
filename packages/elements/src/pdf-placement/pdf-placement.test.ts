import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { executeServerCommand, resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { type FixturePage, makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { until } from '../../test/until.ts';
import { pressWith } from '../testing/press-with.ts';
import '../provider/provider.define.ts';
import './pdf-placement.define.ts';
import type { PlacementsChangeEvent } from './pdf-placement.events.ts';
import { type ClientPoint, PdfPlacementHarness } from './pdf-placement.harness.ts';
import type { JsePdfPlacement } from './pdf-placement.ts';
import type { PlacementSigner, SignerPlacement } from './placement-model.ts';

const alice: PlacementSigner = { id: 'a', name: 'Alice Martin', kind: 'person' };
const firm: PlacementSigner = { id: 'f', name: 'Cabinet Durand', kind: 'firm' };

interface Setup {
  readonly pages?: readonly FixturePage[];
  readonly placements?: readonly SignerPlacement[];
}

async function setUp({ pages = [{}, {}], placements = [] }: Setup = {}): Promise<PdfPlacementHarness> {
  const bytes = await makePdf(pages);
  const root = await fixture<HTMLElement>(
    html`<jse-provider .pdfAssets=${testAssets}>
      <form>
        <jse-pdf-placement
          name="places"
          required
          document-name="Lettre"
          .document=${bytes}
          .signers=${[alice, firm]}
          .placements=${placements}
        ></jse-pdf-placement>
      </form>
    </jse-provider>`,
  );
  const harness = new PdfPlacementHarness(root.querySelector<JsePdfPlacement>('jse-pdf-placement')!);
  await harness.ready();
  return harness;
}

const formOf = ({ element }: PdfPlacementHarness) => element.closest('form')!;
const position = ({ clientX, clientY }: ClientPoint): [number, number] => [Math.round(clientX), Math.round(clientY)];
const centreOf = (element: Element): ClientPoint => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
};

async function drag(from: ClientPoint, to: ClientPoint, between?: () => Promise<void>): Promise<void> {
  await sendMouse({ type: 'move', position: position(from) });
  await sendMouse({ type: 'down' });
  const [x, y] = position(to);
  await sendMouse({ type: 'move', position: [x - 8, y - 8] });
  await sendMouse({ type: 'move', position: [x, y] });
  await between?.();
  await sendMouse({ type: 'up' });
}

/** The scale turns whole CSS pixels into points; a pointer cannot be more exact than one pixel. */
function expectNear(placement: SignerPlacement | undefined, expected: SignerPlacement): void {
  expect(placement?.signerId).to.equal(expected.signerId);
  expect(placement?.page).to.equal(expected.page);
  expect(placement?.x).to.be.closeTo(expected.x, 1.2);
  expect(placement?.y).to.be.closeTo(expected.y, 1.2);
}

describe('<jse-pdf-placement>', () => {
  before(() => executeServerCommand('jse-viewport', { width: 1100, height: 900 }));
  afterEach(() => resetMouse());

  it('shows each place where its numbers say, in the platform’s size', async () => {
    const given = [
      { signerId: 'a', page: 1, x: 100, y: 600 },
      { signerId: 'f', page: 1, x: 385, y: 792 },
    ];
    const placement = await setUp({ placements: given });
    for (const [index, expected] of given.entries()) {
      const measured = placement.measured(index);
      expect(measured.x).to.be.closeTo(expected.x, 0.1);
      expect(measured.y).to.be.closeTo(expected.y, 0.1);
      expect(placement.measuredSize(index).width).to.be.closeTo(200, 0.1);
      expect(placement.measuredSize(index).height).to.be.closeTo(50, 0.1);
    }
  });

  it('is accessible: empty, placed, selected, with a signer chosen', async () => {
    const placement = await setUp();
    await accessible(placement.element);
    await placement.placeByKeyboard('Alice Martin');
    await accessible(placement.element);
    await sendMouse({ type: 'click', position: position(centreOf(placement.signer('Cabinet Durand'))) });
    await placement.element.updateComplete;
    expect(placement.signer('Cabinet Durand').getAttribute('aria-pressed')).to.equal('true');
    await accessible(placement.element);
  });

  it('places by click: choose the signer, then the spot', async () => {
    const placement = await setUp();
    await sendMouse({ type: 'click', position: position(centreOf(placement.signer('Alice Martin'))) });
    await sendMouse({ type: 'click', position: position(placement.pointAt(1, 330, 700)) });
    await until(() => placement.element.placements.length === 1);
    expectNear(placement.element.placements[0], { signerId: 'a', page: 1, x: 230, y: 675 });
    await until(() => placement.focusedBox === placement.box(0));
    expect(placement.announcement).to.match(/^Alice Martin placé page 1, \d+ points depuis la gauche/);
  });

  it('places by dragging from the palette, also onto a rotated page', async () => {
    const placement = await setUp({ pages: [{ rotate: 90 }] });
    await drag(centreOf(placement.signer('Cabinet Durand')), placement.pointAt(1, 400, 250));
    await until(() => placement.element.placements.length === 1);
    expectNear(placement.element.placements[0], { signerId: 'f', page: 1, x: 300, y: 225 });
  });

  it('drops nothing beside the pages, and nothing after Escape', async () => {
    const placement = await setUp();
    const signer = centreOf(placement.signer('Alice Martin'));
    await drag(signer, { clientX: signer.clientX + 20, clientY: 880 });
    await drag(signer, placement.pointAt(1, 300, 700), () => sendKeys({ press: 'Escape' }));
    await placement.element.updateComplete;
    expect(placement.element.placements).to.deep.equal([]);
    expect(placement.announcement).to.equal('Placement annulé.');
  });

  it('moves by pointer and tells the host once, at the drop', async () => {
    const given = Object.freeze([Object.freeze({ signerId: 'a', page: 1, x: 100, y: 650 })]);
    const placement = await setUp({ placements: given });
    const events: PlacementsChangeEvent[] = [];
    placement.element.addEventListener('jse-placements-change', (event) => events.push(event));
    await drag(centreOf(placement.box(0)), placement.pointAt(1, 330, 725));
    await until(() => events.length > 0);
    expect(events.length).to.equal(1);
    expect(events[0]?.action).to.equal('move');
    expectNear(events[0]?.placements[0], { signerId: 'a', page: 1, x: 230, y: 700 });
    expect(placement.element.placements).not.to.equal(given);
    expect(placement.focusedBox).to.equal(placement.box(0));
  });

  it('keeps a dragged place within the platform’s limits', async () => {
    const placement = await setUp({ placements: [{ signerId: 'a', page: 1, x: 100, y: 650 }] });
    const right = placement.pointAt(1, 594, 675);
    await drag(centreOf(placement.box(0)), right);
    await until(() => placement.element.placements[0]?.x === 385);
  });

  it('is one stop of the Tab key a page; Alt with an arrow goes from place to place', async () => {
    const on = (page: number, x: number, y: number) => ({ signerId: 'a', page, x, y });
    const placement = await setUp({ placements: [on(1, 300, 100), on(1, 60, 700), on(1, 60, 100), on(2, 60, 600)] });
    await until(() => placement.boxes.length === 4);
    const stops = () => placement.boxes.flatMap((box, index) => (box.tabIndex === 0 ? [index] : []));
    expect(stops()).to.deep.equal([1, 3]);
    placement.box(1).focus();
    const alt = async (key: string) => {
      await pressWith('Alt', key);
      await placement.element.updateComplete;
      return placement.boxes.indexOf(placement.focusedBox!);
    };
    expect([await alt('ArrowDown'), await alt('ArrowDown'), await alt('ArrowDown')]).to.deep.equal([2, 0, 1]);
    expect(await alt('ArrowUp')).to.equal(0);
    expect(stops()).to.deep.equal([0, 3]);
    expect(placement.element.placements[0]).to.deep.equal(on(1, 300, 100));
    await sendKeys({ press: 'Tab' });
    await until(() => placement.focusedBox === placement.box(3));
    await accessible(placement.element);
  });

  it('has the host’s header and footer above and below all of it, within its height', async () => {
    const placement = await setUp();
    const { element } = placement;
    for (const slot of ['header', 'footer']) {
      const own = Object.assign(document.createElement('p'), { slot, textContent: slot });
      element.append(own);
    }
    await element.updateComplete;
    const [header, footer] = [...element.querySelectorAll('p')].map((own) => own.getBoundingClientRect());
    const layout = element.renderRoot.querySelector('.layout')!.getBoundingClientRect();
    expect(header!.bottom).to.be.lessThan(layout.top);
    expect(footer!.top).to.be.greaterThan(layout.bottom);
    expect(footer!.bottom).to.be.at.most(element.getBoundingClientRect().bottom + 0.5);
  });

  it('stands closer at a lower density, with targets of 24 px at least', async () => {
    const placement = await setUp();
    const { element } = placement;
    const height = () => placement.element.renderRoot.querySelector('.button')!.getBoundingClientRect().height;
    expect(height()).to.equal(44);
    element.style.setProperty('--jse-density', '0.75');
    expect(height()).to.be.closeTo(33, 0.5);
    element.style.setProperty('--jse-density', '0.2');
    expect(height()).to.be.at.least(24);
  });

  it('does everything by keyboard', async () => {
    const placement = await setUp();
    placement.signer('Alice Martin').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => placement.focusedBox !== undefined);
    const start = placement.element.placements[0]!;
    expect(start.page).to.equal(1);
    await sendKeys({ press: 'ArrowLeft' });
    await placement.press(0, 'ArrowUp', { shiftKey: true });
    expect(placement.element.placements[0]).to.deep.include({ x: start.x - 1, y: start.y + 10 });
    await sendKeys({ press: 'Home' });
    expect(placement.element.placements[0]?.x).to.equal(0);
    await sendKeys({ press: 'End' });
    expect(placement.element.placements[0]?.x).to.equal(385);
    await until(() => placement.announcement.includes('385 points depuis la gauche'));
    await sendKeys({ press: 'ArrowRight' });
    await until(() => placement.announcement.startsWith('Limite atteinte'));
    await sendKeys({ press: 'PageDown' });
    await until(() => placement.element.placements[0]?.page === 2);
    await until(() => placement.focusedBox !== undefined, 'focus follows to the other page');
    await sendKeys({ press: 'PageDown' });
    await until(() => placement.announcement === 'Pas d’autre page dans cette direction.');
    await sendKeys({ press: 'Delete' });
    expect(placement.element.placements).to.deep.equal([]);
    await until(() => placement.element.shadowRoot?.activeElement === placement.signer('Alice Martin'));
    expect(placement.announcement).to.equal('Emplacement de Alice Martin retiré.');
  });

  it('takes numbers, and shows what became of them', async () => {
    const placement = await setUp({ placements: [{ signerId: 'a', page: -1, x: 10, y: 20 }] });
    await placement.press(0, 'Enter');
    const { activeElement } = placement.element.shadowRoot!;
    await until(() => placement.element.shadowRoot?.activeElement?.getAttribute('name') === 'x', String(activeElement));
    await placement.type('x', 123.5);
    expect(placement.element.placements[0]).to.deep.equal({ signerId: 'a', page: -1, x: 123.5, y: 20 });
    await placement.type('y', 5000);
    expect(placement.element.placements[0]?.y).to.equal(792);
    expect(placement.element.shadowRoot?.querySelector<HTMLInputElement>('input[name="y"]')?.value).to.equal('792');
    await placement.type('page', 1);
    await until(() => placement.element.placements[0]?.page === 1);
  });

  it('says so when a page is too small', async () => {
    const placement = await setUp({ pages: [{ width: 180, height: 200 }] });
    placement.signer('Alice Martin').click();
    await until(() => placement.announcement === 'La page 1 est trop petite pour une signature.');
    expect(placement.element.placements).to.deep.equal([]);
  });

  it('lets the host refuse a change', async () => {
    const placement = await setUp({ placements: [{ signerId: 'a', page: 1, x: 100, y: 100 }] });
    placement.element.addEventListener('jse-before-placements-change', (event) => {
      event.preventDefault();
    });
    await placement.press(0, 'ArrowLeft');
    await placement.press(0, 'Delete');
    expect(placement.element.placements).to.deep.equal([{ signerId: 'a', page: 1, x: 100, y: 100 }]);
  });

  it('keeps a signer to one place unless allowed more', async () => {
    const placement = await setUp();
    await placement.placeByKeyboard('Alice Martin');
    await placement.placeByKeyboard('Alice Martin');
    expect(placement.element.placements.length).to.equal(1);
    placement.element.maxPerSigner = 2;
    await placement.placeByKeyboard('Alice Martin');
    expect(placement.element.placements.length).to.equal(2);
  });

  it('takes part in its form: value, validity, reset, disabled', async () => {
    const placement = await setUp();
    const form = formOf(placement);
    expect(form.checkValidity()).to.equal(false);
    await placement.placeByKeyboard('Alice Martin');
    await placement.placeByKeyboard('Cabinet Durand');
    expect(form.checkValidity()).to.equal(true);
    const value = JSON.parse(String(new FormData(form).get('places'))) as SignerPlacement[];
    expect(value.map(({ signerId }) => signerId)).to.deep.equal(['a', 'f']);
    const fieldset = document.createElement('fieldset');
    form.append(fieldset);
    fieldset.append(placement.element);
    fieldset.disabled = true;
    await placement.ready();
    await until(() => placement.box(0).disabled);
    expect(placement.element.shadowRoot?.textContent).to.contain('ne peuvent plus être modifiés');
    fieldset.disabled = false;
    form.reset();
    await placement.element.updateComplete;
    expect(placement.element.placements).to.deep.equal([]);
  });

  it('speaks English when asked', async () => {
    const placement = await setUp();
    placement.element.lang = 'en';
    await until(() => placement.element.shadowRoot?.querySelector('h2')?.textContent === 'To place');
    await until(() => {
      const pages = placement.element.shadowRoot?.querySelector('jse-pdf-pages');
      return pages?.shadowRoot?.querySelector('.position')?.textContent?.includes('Page 1 of 2');
    });
  });

  it('works on a phone: touch targets of 44 px, no sideways scrolling', async () => {
    const placement = await setUp({ placements: [{ signerId: 'a', page: 1, x: 60, y: 600 }] });
    const form = formOf(placement);
    form.style.width = '344px';
    placement.box(0).focus();
    await placement.element.updateComplete;
    await until(() => placement.box(0).getBoundingClientRect().width < 130);
    expect(form.scrollWidth).to.equal(344);
    const box = centreOf(placement.box(0));
    const hit = placement.element.shadowRoot!.elementFromPoint(box.clientX, box.clientY + 20);
    expect(hit?.closest('.box'), 'the box answers 20 px below its centre').to.equal(placement.box(0));
    for (const control of placement.element.shadowRoot!.querySelectorAll('.signer, .button, input')) {
      const { width, height } = control.getBoundingClientRect();
      expect(Math.min(width, height), control.className).to.be.at.least(44);
    }
    await accessible(placement.element);
  });

  it('opens another document and forgets the selection', async () => {
    const placement = await setUp({ placements: [{ signerId: 'a', page: 1, x: 60, y: 600 }] });
    placement.box(0).focus();
    placement.element.document = await makePdf([{}, {}, {}]);
    placement.element.placements = [];
    await oneEvent(placement.element, 'jse-pages-ready');
    await placement.element.updateComplete;
    expect(placement.boxes).to.deep.equal([]);
    expect(placement.element.shadowRoot?.querySelector('input')).to.equal(null);
  });
});
