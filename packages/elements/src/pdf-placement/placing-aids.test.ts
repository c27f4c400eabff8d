import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { executeServerCommand, resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { type FixturePage, makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { until } from '../../test/until.ts';
import '../provider/provider.define.ts';
import './pdf-placement.define.ts';
import { PdfPlacementHarness } from './pdf-placement.harness.ts';
import type { JsePdfPlacement } from './pdf-placement.ts';
import type { PlacementSigner, SignerPlacement } from './placement-model.ts';

const alice: PlacementSigner = { id: 'a', name: 'Alice Martin', kind: 'person', role: 'client' };
const firm: PlacementSigner = { id: 'f', name: 'Cabinet Durand', kind: 'firm' };
const at = (signerId: string, x: number, y: number, page = 1): SignerPlacement => ({ signerId, page, x, y });

interface Setup {
  readonly pages?: readonly FixturePage[];
  readonly placements?: readonly SignerPlacement[];
  readonly maxPerSigner?: number;
}

async function setUp({
  pages = [{}, {}],
  placements = [],
  maxPerSigner = 1,
}: Setup = {}): Promise<PdfPlacementHarness> {
  const bytes = await makePdf(pages);
  const root = await fixture<HTMLElement>(
    html`<jse-provider .pdfAssets=${testAssets}>
      <jse-pdf-placement
        document-name="Lettre"
        .document=${bytes}
        .signers=${[alice, firm]}
        .placements=${placements}
        .maxPerSigner=${maxPerSigner}
      ></jse-pdf-placement>
    </jse-provider>`,
  );
  const harness = new PdfPlacementHarness(root.querySelector<JsePdfPlacement>('jse-pdf-placement')!);
  await harness.ready();
  return harness;
}

const spots = ({ element }: PdfPlacementHarness) => element.placements.map(({ x, y }) => [x, y]);
const shadow = ({ element }: PdfPlacementHarness) => element.shadowRoot!;

const control = async ({ element }: PdfPlacementHarness, key: string): Promise<void> => {
  const focused = element.shadowRoot?.activeElement ?? element.shadowRoot?.querySelector('.layout');
  focused?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, composed: true }));
  await element.updateComplete;
};

describe('<jse-pdf-placement> helps to place', () => {
  before(() => executeServerCommand('jse-viewport', { width: 1100, height: 900 }));
  afterEach(() => resetMouse());

  it('takes changes back and makes them again, by keys and by buttons', async () => {
    const placement = await setUp({ placements: [at('a', 100, 100)] });
    placement.box(0).focus();
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await sendKeys({ press: key });
    await placement.press(0, 'Delete');
    expect(placement.element.placements).to.deep.equal([]);
    await control(placement, 'z');
    expect(spots(placement)).to.deep.equal([[97, 100]]);
    expect(placement.announcement).to.equal('Dernière action annulée.');
    placement.button('Annuler la dernière action').click();
    await placement.element.updateComplete;
    expect(spots(placement), 'a key held down is one step').to.deep.equal([[100, 100]]);
    expect(placement.button('Annuler la dernière action').disabled).to.equal(true);
    placement.button('Rétablir').click();
    await placement.element.updateComplete;
    await control(placement, 'y');
    expect(placement.element.placements).to.deep.equal([]);
    placement.element.placements = [at('f', 5, 5)];
    await placement.element.updateComplete;
    expect(placement.element.canUndo, 'what the host makes of its own is no step').to.equal(false);
  });

  it('draws a carried place to another one and shows the line; Alt lets it go', async () => {
    const placement = await setUp({ placements: [at('a', 120, 600), at('f', 330, 700)] });
    await until(() => placement.element.shadowRoot!.querySelector('jse-pdf-pages')!.pageCount === 2);
    const carry = async (x: number, y: number) => {
      const from = placement.pointAt(1, 430, 725);
      const to = placement.pointAt(1, x, y);
      await sendMouse({ type: 'move', position: [Math.round(from.clientX), Math.round(from.clientY)] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [Math.round(to.clientX) - 9, Math.round(to.clientY)] });
      await sendMouse({ type: 'move', position: [Math.round(to.clientX), Math.round(to.clientY)] });
    };
    await carry(223, 530);
    await until(() => shadow(placement).querySelector('.guide.x'));
    await sendMouse({ type: 'up' });
    await until(() => placement.element.placements[1]?.x === 120);
    expect(shadow(placement).querySelector('.guide')).to.equal(null);
    placement.element.undo();
    await placement.element.updateComplete;
    const pressed = new Promise<PointerEvent>((resolve) => {
      placement.element.addEventListener('pointerdown', resolve, { once: true });
    });
    await carry(223, 530);
    const { pointerId } = await pressed;
    const there = { ...placement.pointAt(1, 223, 530), pointerId, altKey: true, isPrimary: true, bubbles: true };
    for (const type of ['pointermove', 'pointerup']) placement.element.dispatchEvent(new PointerEvent(type, there));
    await sendMouse({ type: 'up' });
    await until(() => placement.element.placements[1]!.y < 600);
    expect(placement.element.placements[1]!.x).to.be.closeTo(123, 1);
  });

  it('proposes what the document asks for, to accept one by one or all at once', async () => {
    const placement = await setUp({
      pages: [
        { texts: [['Le client', 60, 300]] },
        {
          texts: [
            ['{{signer1}}', 60, 500],
            ['L’expert-comptable', 340, 300],
          ],
        },
      ],
    });
    await until(() => placement.suggestions.length === 2, 'two are proposed');
    expect(placement.announcement).to.equal('2 emplacements proposés par le document.');
    await accessible(placement.element);
    const [tagged] = placement.suggestions;
    expect(tagged?.textContent?.replaceAll(/\s+/g, ' ')).to.contain('placer, d’après « {{signer1}} », page 2');
    expect(tagged?.title).to.equal('Emplacement proposé pour Alice Martin, d’après «\u00a0{{signer1}}\u00a0»');
    tagged?.click();
    await placement.element.updateComplete;
    expect(placement.element.placements.map(({ signerId, page }) => [signerId, page])).to.deep.equal([['a', 2]]);
    expect(placement.suggestions.length).to.equal(1);
    placement.element.undo();
    await placement.element.updateComplete;
    placement.button('Tout placer').click();
    await placement.element.updateComplete;
    expect(placement.element.placements.map(({ signerId }) => signerId).toSorted()).to.deep.equal(['a', 'f']);
    expect(placement.announcement).to.equal('2 signatures placées.');
    placement.element.undo();
    await placement.element.updateComplete;
    placement.button('Ignorer').click();
    await placement.element.updateComplete;
    expect(placement.suggestions).to.deep.equal([]);
  });

  it('fills the file’s own empty field, shown in its size; moving takes the place out of it', async () => {
    const placement = await setUp({
      pages: [{ rotate: 90, field: { name: 'Signature_Client', rect: [100, 200, 160, 500] } }],
    });
    await until(() => placement.suggestions.length === 1);
    placement.suggestions[0]!.click();
    await placement.element.updateComplete;
    expect(placement.element.placements).to.deep.equal([
      { signerId: 'a', page: 1, x: 200, y: 435, field: 'Signature_Client' },
    ]);
    expect(placement.measuredSize(0).width).to.be.closeTo(300, 0.1);
    expect(placement.measuredSize(0).height).to.be.closeTo(60, 0.1);
    expect(shadow(placement).textContent).to.contain('Dans le champ «\u00a0Signature_Client\u00a0»');
    await placement.press(0, 'ArrowLeft');
    expect(placement.element.placements).to.deep.equal([at('a', 199, 435)]);
  });

  it('proposes nothing when told not to, and nothing to those who have a place', async () => {
    const placement = await setUp({ pages: [{ texts: [['Le client', 60, 300]] }], placements: [at('a', 5, 5)] });
    placement.element.noSuggestions = true;
    placement.element.document = await makePdf([{ texts: [['Le client', 60, 300]] }]);
    placement.element.placements = [];
    await oneEvent(placement.element, 'jse-pages-ready');
    await placement.element.updateComplete;
    expect(placement.suggestions).to.deep.equal([]);
  });

  it('marks several, moves them together and puts them in line', async () => {
    const placement = await setUp({ placements: [at('a', 10, 100), at('f', 300, 400), at('a', 50, 50, 2)] });
    await placement.press(0, ' ');
    await placement.press(1, ' ');
    expect(placement.announcement).to.equal('2 emplacements cochés ensemble.');
    expect(placement.box(1).getAttribute('aria-pressed')).to.equal('true');
    await placement.press(1, 'ArrowUp', { shiftKey: true });
    expect(spots(placement)).to.deep.equal([
      [10, 110],
      [300, 410],
      [50, 50],
    ]);
    await until(() => shadow(placement).querySelector('.arrange'));
    await accessible(placement.element);
    expect(placement.button('Répartir verticalement').disabled).to.equal(true);
    placement.button('Aligner à gauche').click();
    await placement.element.updateComplete;
    expect(spots(placement)[1]).to.deep.equal([10, 410]);
    await placement.press(2, ' ');
    expect(placement.announcement, 'those of another page begin anew').to.equal('Un emplacement coché.');
  });

  it('repeats a place on other pages where signers may have several', async () => {
    const placement = await setUp({ pages: [{}, {}, {}, {}], placements: [at('a', 40, 40)], maxPerSigner: 9 });
    placement.box(0).focus();
    await until(() => shadow(placement).querySelector('.copy'));
    const input = shadow(placement).querySelector<HTMLInputElement>('.copy input')!;
    expect(input.value).to.equal('1-4');
    input.value = '2-9';
    shadow(placement).querySelector<HTMLFormElement>('.copy')!.requestSubmit();
    expect(input.validationMessage).to.equal('Indiquez des pages de 1 à 4, par exemple 1-3, 5.');
    input.value = '1-3';
    input.dispatchEvent(new Event('input'));
    shadow(placement).querySelector<HTMLFormElement>('.copy')!.requestSubmit();
    await until(() => placement.element.placements.length === 3);
    expect(placement.element.placements.map(({ page }) => page)).to.deep.equal([1, 2, 3]);
    expect(placement.announcement).to.equal('Répété sur 2 pages.');
  });

  it('says where places overlap or leave their page', async () => {
    const placement = await setUp({ placements: [at('a', 100, 100), at('f', 150, 120)] });
    expect(placement.box(0).classList.contains('wrong')).to.equal(true);
    placement.box(1).focus();
    await placement.element.updateComplete;
    expect(shadow(placement).querySelector('.details .notice')?.textContent).to.equal(
      'Cet emplacement en recouvre un autre.',
    );
    placement.element.placements = [at('a', 500, 100)];
    await placement.element.updateComplete;
    expect(placement.box(0).textContent).to.contain('dépasse de la page');
    await accessible(placement.element);
  });

  it('has a form for all places, without any dragging', async () => {
    const placement = await setUp({ placements: [at('a', 100, 100), at('f', 150, 300)] });
    placement.button('Saisir les positions').click();
    await placement.element.updateComplete;
    expect(placement.button('Saisir les positions').getAttribute('aria-pressed')).to.equal('true');
    const fields = [...shadow(placement).querySelectorAll<HTMLInputElement>('.typed input[name="x"]')];
    expect(fields.map(({ value }) => value)).to.deep.equal(['100', '150']);
    fields[1]!.value = '160';
    fields[1]!.dispatchEvent(new Event('change', { bubbles: true }));
    await placement.element.updateComplete;
    expect(spots(placement)[1]).to.deep.equal([160, 300]);
    await accessible(placement.element);
    // A window in the background gives no focus event.
    placement.box(0).dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, composed: true }));
    placement.box(1).dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, composed: true }));
    await until(() => shadow(placement).querySelector('.arrange'));
  });
});
