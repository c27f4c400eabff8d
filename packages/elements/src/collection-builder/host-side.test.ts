import { expect, fixture, html } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { BuilderChange } from './builder-changes.ts';
import type { BeforeCollectionChangeEvent } from './collection-builder.events.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';

const { camille, dominique } = played;

describe('jse-collection-builder, as its host sees it', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
  });
  after(() => play.close());

  async function open(made: { readonly id: string }, refuses: (change: BuilderChange) => boolean = () => false) {
    const asked: string[] = [];
    const before = (event: BeforeCollectionChangeEvent) => {
      asked.push(event.change.kind);
      expect(event.collection.id).to.equal(made.id);
      if (refuses(event.change)) event.preventDefault();
    };
    const client = play.page({ purpose: 'prepare', collectionId: made.id });
    const provider = await fixture(
      html`<jse-provider .client=${client} .pdfAssets=${testAssets}>
        <jse-collection-builder @jse-before-collection-change=${before}>
          <p slot="header">En-tête du logiciel</p>
          <p slot="documents-empty">Déposez la lettre de mission</p>
          <p slot="signers-empty">Choisissez un client du dossier</p>
          <p slot="footer">Pied de page</p>
        </jse-collection-builder>
      </jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(provider.querySelector('jse-collection-builder')!);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    return { builder, asked };
  }

  const stored = async (id: string) => (await play.vendor()).collections.get(id);
  const file = async () => new File([await sampleLetter(2)], 'lettre.pdf');

  it('asks before every step, in the order in which they are taken', async () => {
    const made = await play.draft({ documents: [], signers: [] });
    const { builder, asked } = await open(made);
    await builder.choose(await file());
    await builder.until(() => builder.names('documents').length === 1, 'the document');
    await builder.addClient(camille);
    await builder.addClient(dominique);
    await builder.press('Monter Dominique Petit');
    await builder.until(() => builder.names('signers')[0] === 'Dominique Petit', 'the order');
    await builder.press('Modifier Dominique Petit');
    await builder.write('lastName', 'Morel');
    await builder.press('Enregistrer');
    await builder.until(() => builder.names('signers').includes('Dominique Morel'), 'the name');
    await builder.press('Retirer Dominique Morel');
    await builder.until(() => builder.names('signers').length === 1, 'the removal');
    await builder.write('title', 'Mandat fiscal');
    await builder.saved();
    const placement = await builder.placement();
    await placement.placeByKeyboard('Camille Martin');
    await builder.saved();
    await builder.press('Remettre pour lancement');
    await builder.until(() => builder.text.includes('La collecte est prête'), 'the handing over');
    await builder.press('Retirer lettre.pdf');
    await builder.until(() => builder.names('documents').length === 0, 'the removal');
    expect(asked).to.deep.equal([
      'add-document',
      'add-signer',
      'add-signer',
      'reorder',
      'update-signer',
      'remove-signer',
      'update',
      'place',
      'prepare',
      'remove-document',
    ]);
  });

  it('takes no step that the host refuses, and shows the draft as it is', async () => {
    const made = await play.draft({ documents: [], signers: [camille, dominique] });
    const { version } = await stored(made.id);
    const { builder, asked } = await open(made, () => true);
    await builder.choose(await file());
    await builder.until(() => asked.includes('add-document'), 'the question');
    await builder.element.updateComplete;
    expect(builder.text).not.to.include('lettre.pdf');
    await builder.press('Ajouter un client');
    for (const [id, text] of Object.entries({ ...camille, email: 'zoe@client.example' })) await builder.write(id, text);
    await builder.press('Ajouter');
    await builder.until(() => asked.includes('add-signer'), 'the question');
    const typed = builder.element.renderRoot.querySelector<HTMLInputElement>('#email');
    expect(typed?.value, 'what was typed stays').to.equal('zoe@client.example');
    await builder.press('Annuler');
    const parallel = builder.element.renderRoot.querySelectorAll<HTMLInputElement>('[name="order"]')[1]!;
    parallel.click();
    await builder.element.updateComplete;
    expect(parallel.checked).to.equal(false);
    await builder.press('Retirer Camille Martin');
    await builder.element.updateComplete;
    expect(builder.names('signers')).to.deep.equal(['Camille Martin', 'Dominique Petit']);
    expect((await stored(made.id)).version).to.equal(version);
  });

  it('has slots around it and for its empty states, and parts', async () => {
    const { builder } = await open(await play.draft({ documents: [], signers: [] }));
    const shown = (name: string) => builder.element.querySelector<HTMLElement>(`[slot="${name}"]`)!.offsetHeight > 0;
    for (const name of ['header', 'documents-empty', 'signers-empty', 'footer'])
      expect(shown(name), name).to.equal(true);
    await accessible(builder.element);
    await builder.addClient(camille);
    expect(shown('signers-empty')).to.equal(false);
    for (const part of ['card', 'summary', 'actions']) {
      expect(builder.element.renderRoot.querySelector(`[part~="${part}"]`), part).not.to.equal(null);
    }
  });

  it('tells before the launch that two signers share a phone', async () => {
    const twin = { ...dominique, phone: camille.phone };
    const { builder } = await open(await play.draft({ documents: [], signers: [camille, twin] }));
    expect(builder.text).to.include('Même mobile pour plusieurs signataires : Camille Martin, Dominique Petit.');
  });

  it('puts a change that met a conflict on top of what somebody else did, at a press', async () => {
    const made = await play.draft({ documents: [], signers: [camille] });
    const { builder } = await open(made);
    await (await play.vendor()).collections.update(made.id, { message: 'Bonjour' });
    await builder.write('title', 'Mandat fiscal');
    await builder.until(() => builder.text.includes('modifiée entre-temps'), 'the notice');
    await builder.press('Réessayer');
    await builder.saved();
    await builder.until(() => !builder.text.includes('modifiée entre-temps'), 'the notice to go');
    const { title, message } = await stored(made.id);
    expect([title, message]).to.deep.equal(['Mandat fiscal', 'Bonjour']);
  });
});
