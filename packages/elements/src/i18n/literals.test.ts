import { expect, fixture, html } from '@open-wc/testing';
import { encryptedPdf } from '../../test/encrypted-pdf.ts';
import { makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { until } from '../../test/until.ts';
import { collectionBuilderTerms } from '../collection-builder/collection-builder.terms.ts';
import { CollectionBuilderHarness } from '../collection-builder/collection-builder.harness.ts';
import '../collection-builder/collection-builder.define.ts';
import { collectionTrackerTerms } from '../collection-tracker/collection-tracker.terms.ts';
import { CollectionTrackerHarness } from '../collection-tracker/collection-tracker.harness.ts';
import '../collection-tracker/collection-tracker.define.ts';
import { otpPromptTerms } from '../otp-prompt/otp-prompt.terms.ts';
import { pdfPagesTerms } from '../pdf-pages/pdf-pages.terms.ts';
import { PdfPlacementHarness } from '../pdf-placement/pdf-placement.harness.ts';
import { pdfPlacementTerms } from '../pdf-placement/pdf-placement.terms.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import type { Strings } from './strings.ts';

/** Every term of these catalogues replaced by its own key between brackets. */
const catalogues = [collectionBuilderTerms, collectionTrackerTerms, otpPromptTerms, pdfPagesTerms, pdfPlacementTerms];
const strings = Object.fromEntries(
  catalogues.map(({ name, fr }) => [name, Object.fromEntries(Object.keys(fr).map((key) => [key, `⟦${key}⟧`]))]),
) as Strings;

const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description'];
/** What people typed, and what the language's own formats write: amounts, sizes, shares. */
const data =
  /Alix Expert|Noa Lanceur|Sacha Préparateur|Lettre de mission 2026|Camille Martin|Cabinet Exemple|Hélène Durand|camille@client\.example|lettre\.pdf|zoe@client\.example|expert@cabinet\.example|liste\.csv|Zoé|Lefèvre|Mobile|Page \d|Le client|Signature_1|[€%]|\b[km]?o\b/giu;

/** The words in an element, shadow roots included, that come from no catalogue and from nobody. */
function literals(root: Node): string[] {
  const found: string[] = [];
  const look = (text: string) => {
    const rest = text.replaceAll(/⟦[^⟧]*⟧/g, '').replaceAll(data, '');
    if (/\p{L}/u.test(rest)) found.push(text.trim());
  };
  const walk = (node: Node) => {
    if (node instanceof Text) look(node.data);
    if (node instanceof Element) {
      if (['STYLE', 'SCRIPT'].includes(node.tagName) || node.classList.contains('text')) return;
      for (const name of attributes) look(node.getAttribute(name) ?? '');
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(root);
  return found;
}

describe('no visible word is outside the catalogues', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
  });
  after(() => play.close());

  it('of the placement: proposals, places, numbers, warnings, a password', async () => {
    const bytes = await makePdf([
      { texts: [['Le client', 60, 300]], field: { name: 'Signature_1', rect: [60, 500, 260, 560] } },
      {},
    ]);
    const signers = [
      { id: 'c', name: 'Camille Martin', kind: 'person', role: 'client' },
      { id: 'f', name: 'Cabinet Exemple', kind: 'firm' },
    ] as const;
    const root = await fixture<HTMLElement>(
      html`<jse-provider .pdfAssets=${testAssets} .strings=${strings}>
        <jse-pdf-placement form-mode .document=${bytes} .signers=${signers} max-per-signer="3"></jse-pdf-placement>
      </jse-provider>`,
    );
    const placement = new PdfPlacementHarness(root.querySelector('jse-pdf-placement')!);
    await placement.ready();
    await placement.proposed();
    expect(literals(root).join(' | ')).to.equal('');
    placement.element.placements = [
      { signerId: 'c', page: 1, x: 100, y: 100 },
      { signerId: 'f', page: 1, x: 120, y: 110 },
      { signerId: 'f', page: 1, x: 560, y: 300 },
    ];
    await placement.element.updateComplete;
    await placement.press(0, ' ');
    await placement.press(1, ' ');
    await until(() => placement.element.shadowRoot?.querySelector('.arrange'));
    expect(literals(root).join(' | ')).to.equal('');
    const pages = placement.element.view!;
    pages.thumbnails = true;
    await pages.openSearch();
    await until(() => pages.shadowRoot?.querySelector('.thumbnail') && pages.shadowRoot.querySelector('#find'));
    pages.shadowRoot?.querySelector<HTMLElement>('.position')?.click();
    await until(() => pages.shadowRoot?.querySelector('#go-to'));
    expect(literals(root).join(' | ')).to.equal('');
    placement.element.document = encryptedPdf;
    await until(() =>
      root.querySelector('jse-pdf-placement')?.view?.shadowRoot?.querySelector('input[type="password"]'),
    );
    expect(literals(root).join(' | ')).to.equal('');
  });

  it('of the builder: empty, forms, import, refusals, complete, launched', async () => {
    const { id } = await play.draft({ documents: [], signers: [] });
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const root = await fixture<HTMLElement>(
      html`<jse-provider .client=${client} .pdfAssets=${testAssets} .strings=${strings}>
        <jse-collection-builder></jse-collection-builder>
      </jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(root.querySelector('jse-collection-builder')!);
    const clean = (state: string) => expect(literals(root).join(' | '), state).to.equal('');
    await builder.until(() => builder.text.includes('⟦summary⟧'), 'the draft');
    clean('empty');
    await builder.press('⟦addMember⟧');
    clean('member');
    await builder.press('⟦cancel⟧');
    await builder.press('⟦addClient⟧');
    await builder.press('⟦add⟧');
    await builder.until(() => builder.fault('email') !== '', 'the faults');
    clean('faults');
    await builder.press('⟦cancel⟧');
    await builder.press('⟦importSigners⟧');
    await builder.until(() => builder.text.includes('⟦importHint⟧'), 'the import');
    clean('import');
    await builder.press('⟦cancel⟧');
    await builder.choose(new File(['x'], 'lettre.pdf'));
    await builder.until(() => builder.text.includes('⟦not-pdf⟧'), 'the refusal');
    clean('refused file');
    const vendor = await play.vendor();
    await vendor.signers.add(id, { ...played.camille, order: 1 });
    await builder.choose(new File([(await makePdf([{}])) as Uint8Array<ArrayBuffer>], 'lettre.pdf'));
    await builder.until(() => builder.names('documents').length === 1, 'the document');
    await builder.placement();
    clean('complete');
    await builder.press('⟦launchAt⟧');
    await builder.until(() => builder.text.includes('⟦launchedTitle⟧'), 'the launch');
    clean('launched');
  });

  it('of the tracker: running, in another order, replaced, asked twice, over', async () => {
    const documents = [{ name: 'lettre.pdf', bytes: await makePdf([{}]) }];
    const { id } = await play.launched({ documents, signers: [played.camille, 'expert', 'seal'] });
    const client = play.page({ purpose: 'follow', collectionId: id });
    const root = await fixture<HTMLElement>(
      html`<jse-provider .client=${client} .strings=${strings}
        ><jse-collection-tracker></jse-collection-tracker
      ></jse-provider>`,
    );
    const tracker = new CollectionTrackerHarness(root.querySelector('jse-collection-tracker')!);
    const clean = (state: string) =>
      expect(
        literals(root)
          .filter((text) => !/^\d|\d{4}/.test(text))
          .join(' | '),
        state,
      ).to.equal('');
    await tracker.ready();
    clean('running');
    await tracker.press('⟦reorder⟧');
    clean('in another order');
    await tracker.press('⟦back⟧');
    await tracker.press('⟦replaceName⟧');
    await tracker.press('⟦replace⟧');
    clean('replaced');
    await tracker.press('⟦back⟧');
    await tracker.press('⟦cancel⟧');
    clean('asked twice');
    await tracker.press('⟦cancelConfirm⟧');
    await tracker.until(() => tracker.text.includes('⟦done⟧'), 'the end');
    clean('over');
  });
});
