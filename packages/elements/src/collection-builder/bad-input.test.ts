import { expect, fixture, html } from '@open-wc/testing';
import { PDFDocument } from 'pdf-lib';
import { encryptedPdf } from '../../test/encrypted-pdf.ts';
import { makeA4, makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { signedFile } from '../testing/sign-as.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';

const { camille, dominique } = played;

describe('jse-collection-builder, given what no one should send', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
  });
  after(() => play.close());
  afterEach(() => {
    play.line.fault = undefined;
  });

  async function open(): Promise<{ builder: CollectionBuilderHarness; id: string }> {
    const { id } = await play.draft({ documents: [], signers: [] });
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const provider = await fixture(
      html`<jse-provider .client=${client} .pdfAssets=${testAssets}>
        <jse-collection-builder></jse-collection-builder>
      </jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(provider.querySelector('jse-collection-builder')!);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    return { builder, id };
  }

  const pdf = (bytes: Uint8Array) => new File([bytes as BlobPart], 'lettre.pdf', { type: 'application/pdf' });
  const alerts = ({ element }: CollectionBuilderHarness) =>
    [...element.renderRoot.querySelectorAll('.failed [role=alert]')].map(({ textContent }) => textContent?.trim());

  async function withScript(): Promise<Uint8Array> {
    const document = await PDFDocument.load(await makeA4(1));
    document.addJavaScript('greet', 'app.alert("bonjour")');
    return document.save();
  }

  async function withoutPages(): Promise<Uint8Array> {
    return (await PDFDocument.create()).save({ addDefaultPage: false });
  }

  for (const [what, make, words] of [
    ['no page', withoutPages, /sans page|aucune page|endommagé/],
    ['JavaScript', withScript, /contient du JavaScript/],
    ['half of a PDF', async () => (await makeA4(2)).slice(0, 600), /endommagé ou incomplet/],
    ['an encrypted PDF', () => Promise.resolve(encryptedPdf), /protégé par un mot de passe/],
  ] as const) {
    it(`${what}: refused with the reason, and nothing is kept`, async () => {
      const { builder, id } = await open();
      await builder.choose(pdf(await make()));
      await builder.until(() => alerts(builder).length === 1, 'the refusal');
      expect(alerts(builder)[0]).to.match(words);
      expect((await (await play.vendor()).collections.get(id)).documents).to.deep.equal([]);
      await builder.press('Ne plus afficher lettre.pdf');
      await builder.choose(pdf(await makeA4(1)));
      await builder.until(() => builder.names('documents').includes('lettre.pdf'), 'a sound one afterwards');
    });
  }

  it('10,000 pages, and pages of 200 inches: taken, and places can be set on the last one', async function () {
    this.timeout(170_000);
    const { builder, id } = await open();
    await builder.addClient({ ...camille, phone: '06 39 98 00 11' });
    for (const [bytes, name, last] of [
      [await makeA4(10_000), 'longue.pdf', 10_000],
      [await makePdf([{ width: 14_400, height: 14_400 }]), 'grande.pdf', 1],
    ] as const) {
      await builder.choose(new File([bytes as BlobPart], name));
      await builder.until(() => builder.names('documents').includes(name), name, 100_000);
      if (name === 'grande.pdf') await builder.press(name);
      const placement = await builder.placement();
      const pages = placement.element.renderRoot.querySelector('jse-pdf-pages')!;
      pages.scrollToPage(last);
      await builder.until(() => pages.page === last, 'the last page');
      await placement.placeByKeyboard('Camille Martin');
      await builder.until(() => placement.boxes.length === 1, 'the place');
      await builder.saved();
    }
    const [signer] = (await (await play.vendor()).collections.get(id)).signers;
    expect(signer?.placements.map(({ page }) => page)).to.deep.equal([10_000, 1]);
  });

  it('says before it is sent that a PDF is signed already, by how many', async () => {
    const signed = await signedFile(play, [camille, dominique]);
    const { builder } = await open();
    play.line.fault = ({ url }) => (url.includes('/uploadFile/') ? 'before' : undefined);
    await builder.choose(pdf(signed));
    await builder.until(() => builder.text.includes('porte déjà 2 signatures'), 'the number');
    // Before the line is whole again the file must have failed to go: it is told of sooner.
    await builder.until(() => builder.offers('Renvoyer lettre.pdf'), 'the failure');
    play.line.fault = undefined;
    await builder.press('Renvoyer lettre.pdf');
    await builder.until(() => builder.names('documents').length === 1, 'the document');
    expect(builder.text).to.contain('Porte déjà une signature, qui reste valable.');
  });

  const list = (text: string) => {
    // As a spreadsheet in French writes it: windows-1252, where é is one byte.
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return new File([bytes], 'clients.csv', { type: 'text/csv' });
  };

  it('a list in windows-1252 with formulas and doubles: read right, each double told, no formula kept', async () => {
    const { builder } = await open();
    await builder.chooseList(
      list(
        [
          'Pr\u00e9nom;Nom;Courriel;Portable',
          'Zo\u00e9;Lef\u00e8vre;zoe@client.example;06 39 98 00 21',
          '=HYPERLINK("http://x.example");@SUM(A1);leo@client.example;+33 6 39 98 00 22',
          'Zo\u00e9;Lef\u00e8vre;ZOE@client.example;06 39 98 00 21',
        ].join('\r\n'),
      ),
    );
    await builder.until(() => builder.listed.length === 3, 'the lines');
    expect(builder.listed[0]?.slice(1, 3)).to.deep.equal(['Zoé', 'Lefèvre']);
    expect(builder.listed[1]?.slice(1, 3)).to.deep.equal(['HYPERLINK("http://x.example")', 'SUM(A1)']);
    expect(builder.listed[2]?.at(-1)).to.equal('Déjà dans la liste.');
    expect(builder.offers('Ajouter 2 signataires')).to.equal(true);
  });

  it('5,000 lines: the first 500 are shown, the rest is counted', async () => {
    const { builder } = await open();
    const lines = Array.from({ length: 5000 }, (_, at) => `A${at};B;a${at}@client.example;0639980021`);
    await builder.chooseList(list(['Prenom;Nom;Courriel;Portable', ...lines].join('\n')));
    await builder.until(() => builder.listed.length === 500, 'the lines');
    expect(builder.text).to.contain('Seules les 500 premières lignes ont été lues ; 4500 ont été laissées de côté.');
    expect(builder.offers('Ajouter 500 signataires')).to.equal(true);
  });
});
