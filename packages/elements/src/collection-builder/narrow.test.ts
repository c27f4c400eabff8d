import { expect, fixture, html } from '@open-wc/testing';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { played, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';

describe('jse-collection-builder on a phone', function () {
  this.timeout(60_000);

  it('fits into 320 px with all that it can show, list and placement included', async () => {
    const play = await startPlayground();
    const bytes = await sampleLetter(2);
    const { id } = await play.draft({ documents: [{ name: 'lettre.pdf', bytes }], signers: [played.camille, 'seal'] });
    const stage = await fixture<HTMLElement>(
      html`<div>
        <jse-provider .client=${play.page({ purpose: 'prepare', collectionId: id })} .pdfAssets=${testAssets}>
          <jse-collection-builder></jse-collection-builder>
        </jse-provider>
      </div>`,
    );
    stage.style.inlineSize = '320px';
    const builder = new CollectionBuilderHarness(stage.querySelector('jse-collection-builder')!);
    await builder.placement();
    await builder.chooseList(new File(['Prénom;Nom;E-mail;Mobile\nZoé;Lefèvre;zoe@client.example;01 02'], 'liste.csv'));
    await builder.until(() => builder.listed.length === 1, 'the list');
    const wide = [
      ...builder.element.renderRoot.querySelectorAll<HTMLElement>(
        '.card, jse-pdf-placement, .person, .table :is(td, th, input)',
      ),
    ]
      .filter((element) => element.getBoundingClientRect().right > stage.getBoundingClientRect().right + 0.5)
      .map(({ className, localName }) => `${localName}.${className}`);
    expect(wide).to.deep.equal([]);
    expect(stage.scrollWidth).to.equal(320);
    await play.close();
  });
});
