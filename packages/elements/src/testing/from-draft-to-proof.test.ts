import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { CollectionBuilderHarness } from '../collection-builder/collection-builder.harness.ts';
import { SignerHarness } from '../signer/signer.harness.ts';
import type { SignedEvent } from '../signer/signer.events.ts';
import { played, startPlayground } from './playground.ts';
import { sampleLetter } from './sample-letter.ts';
import '../provider/provider.define.ts';
import '../collection-builder/collection-builder.define.ts';
import '../signer/signer.define.ts';

describe('from the draft to the proof', () => {
  it('prepares with the builder and signs with the signer, on the whole platform in the page', async function () {
    this.timeout(90_000);
    const play = await startPlayground();
    const vendor = await play.vendor();
    const { id } = await vendor.collections.create({ title: 'Lettre de mission 2026' });

    const desk = await fixture(
      html`<jse-provider .client=${play.page({ purpose: 'prepare', collectionId: id })} .pdfAssets=${testAssets}>
        <jse-collection-builder></jse-collection-builder>
      </jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(desk.querySelector('jse-collection-builder')!);
    await builder.choose(
      new File([await sampleLetter(2)], 'lettre.pdf'),
      new File([await sampleLetter(1)], 'annexe.pdf'),
    );
    await builder.until(() => builder.names('documents').length === 2, 'two documents');
    await builder.addClient({ ...played.camille, phone: '06 39 98 00 11' });
    await builder.addClient({ ...played.dominique, phone: '06 39 98 00 12' });
    await builder.press('Ajouter le cachet');
    await builder.until(() => builder.names('signers').length === 3, 'the seal');
    const placement = await builder.placement();
    await placement.placeByKeyboard('Camille Martin');
    await builder.saved();
    await builder.press(/^Lancer la collecte · 1,10/);
    await builder.until(() => builder.text.includes('La collecte est lancée'), 'the launch');

    const expert = 'expert@cabinet.example';
    for (const email of [played.camille.email, played.dominique.email, expert]) {
      const client = await play.invited(email);
      const page = await fixture(
        html`<jse-provider .client=${client} .pdfAssets=${testAssets}
          ><jse-signer code-entry="inline"></jse-signer
        ></jse-provider>`,
      );
      const signer = new SignerHarness(page.querySelector('jse-signer')!);
      signer.element.trustAnchors = [play.sandbox.rootCertificate];
      const signed = oneEvent<SignedEvent>(signer.element, 'jse-signed');
      await signer.readAll();
      await signer.consent();
      await signer.reaches('code');
      await signer.enter(await play.code());
      const { documents } = await signed;
      expect(
        documents.map(({ proof }) => proof?.verdict),
        email,
      ).to.deep.equal(['proved', 'proved']);
    }

    const done = await vendor.collections.get(id);
    expect(done.state).to.equal('completed');
    expect(done.signers.map(({ state }) => state)).to.deep.equal(['signed', 'signed', 'signed']);
    const { verifyPdf } = await import('@jse/verify');
    for (const document of done.documents) {
      const { bytes } = await vendor.documents.download(id, document.id);
      const report = await verifyPdf(bytes, { trustAnchors: [play.sandbox.rootCertificate] });
      expect(report.conclusion, document.name).to.equal('intact');
      expect(report.signatures.filter(({ kind }) => kind === 'signature')).to.have.length(3);
    }
    await play.close();
  });
});
