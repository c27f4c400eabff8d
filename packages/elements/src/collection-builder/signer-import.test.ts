import { expect, fixture, html } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import './collection-builder.define.ts';

const { camille } = played;
const csv = (...lines: readonly string[]) =>
  new File([['Prénom;Nom;E-mail;Mobile', ...lines].join('\r\n')], 'signataires.csv', { type: 'text/csv' });

describe('jse-collection-builder imports signers', function () {
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
    const { id } = await play.draft({ documents: [], signers: [camille] });
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const element = await fixture(html`<jse-collection-builder .client=${client}></jse-collection-builder>`);
    const builder = new CollectionBuilderHarness(element as CollectionBuilderHarness['element']);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    return { builder, id };
  }

  it('shows each line with what is wrong, and adds those that are right', async () => {
    const { builder, id } = await open();
    await builder.chooseList(
      csv(
        'Zoé;Lefèvre;zoe@client.example;06 39 98 00 21',
        ';Petit;leo@client.example;01 02',
        `Camille;Martin;${camille.email};06 39 98 00 11`,
        'Léo;Petit;leo@client.example;+33 6 39 98 00 22',
      ),
    );
    await builder.until(() => builder.listed.length === 4, 'the lines');
    expect(builder.listed[1]).to.deep.equal([
      '3',
      '',
      'Petit',
      'leo@client.example',
      '01 02',
      'Prénom : manquant. Ce n’est pas un numéro de mobile.',
    ]);
    expect(builder.listed[2]?.at(-1)).to.equal('Déjà dans la liste.');
    // The button was off until now and fades in.
    await Promise.all(builder.element.shadowRoot!.getAnimations().map(({ finished }) => finished));
    await accessible(builder.element);
    await builder.press('Ajouter 1 signataire');
    await builder.until(() => builder.names('signers').length === 2, 'the signer');
    expect((await (await play.vendor()).collections.get(id)).signers.map(({ lastName }) => lastName)).to.deep.equal([
      'Martin',
      'Lefèvre',
    ]);
  });

  it('lets the columns be said where it could not guess them', async () => {
    const { builder } = await open();
    await builder.chooseList(new File(['Zoé;Lefèvre;zoe@client.example;0639980021'], 'liste.csv'));
    await builder.until(() => builder.listed.length === 1, 'the line');
    expect(builder.offers(/^Ajouter \d/)).to.equal(false);
    await builder.select('column-firstName', 'Colonne 1');
    await builder.select('column-lastName', 'Colonne 2');
    await builder.until(() => builder.offers('Ajouter 1 signataire'), 'the line to be right');
    expect(builder.listed[0]).to.deep.equal(['1', 'Zoé', 'Lefèvre', 'zoe@client.example', '0639980021', '']);
  });

  it('keeps the rest of the list when the line breaks, and goes on', async () => {
    const { builder } = await open();
    await builder.chooseList(
      csv('Zoé;Lefèvre;zoe@client.example;0639980021', 'Léo;Petit;leo@client.example;0639980022'),
    );
    await builder.until(() => builder.offers('Ajouter 2 signataires'), 'the lines');
    let posts = 0;
    play.line.fault = ({ method }) => (method === 'POST' && (posts += 1) > 1 ? 'before' : undefined);
    await builder.press('Ajouter 2 signataires');
    await builder.until(() => builder.text.includes('La ligne 3 n’a pas pu être ajoutée'), 'the failure');
    play.line.fault = undefined;
    expect(builder.names('signers')).to.deep.equal(['Camille Martin', 'Zoé Lefèvre']);
    await builder.press('Ajouter 1 signataire');
    await builder.until(() => builder.names('signers').length === 3, 'the second one');
  });

  it('says that a file holds no list', async () => {
    const { builder } = await open();
    await builder.chooseList(new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)], 'liste.xlsx'));
    await builder.until(() => builder.text.includes('ne contient pas de liste lisible'), 'the fault');
    await accessible(builder.element);
    await builder.press('Annuler');
    expect(builder.offers('Importer une liste')).to.equal(true);
  });
});
