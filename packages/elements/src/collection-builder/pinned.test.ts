import { expect, fixture, html } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';

describe('jse-collection-builder, a collection made from a template', function () {
  this.timeout(60_000);
  let play: Playground;

  before(async () => {
    play = await startPlayground();
  });
  after(() => play.close());

  it('offers what the template leaves open, and nothing that the platform would refuse', async () => {
    const vendor = await play.vendor();
    const { firstName, lastName, email, phone } = played.camille;
    const { id } = await vendor.templates.use('ready_bank-mandate', {
      roles: [{ role: 'titulaire', firstName, lastName, email, phone }],
    });
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const provider = await fixture(
      html`<jse-provider .client=${client}><jse-collection-builder></jse-collection-builder></jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(provider.querySelector('jse-collection-builder')!);
    await builder.until(() => builder.names('signers').includes('Camille Martin'), 'the signer');
    expect(builder.text).to.contain('Cette collecte suit un modèle');
    for (const words of [/^Ajouter un/, /^Ajouter le cachet/, 'Importer une liste', /^Monter/, /^Retirer Camille/])
      expect(builder.offers(words), String(words)).to.equal(false);
    await builder.press('Modifier Camille Martin');
    expect(builder.element.renderRoot.querySelector('input[name="level"]')).to.equal(null);
    await builder.write('lastName', 'Morel');
    await builder.press('Enregistrer');
    await builder.until(() => builder.names('signers').includes('Camille Morel'), 'the correction');
    expect((await vendor.collections.get(id)).signers[0]?.lastName).to.equal('Morel');
    await accessible(builder.element);
  });
});
