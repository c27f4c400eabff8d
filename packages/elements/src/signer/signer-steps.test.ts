import { expect } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { openSigner } from '../testing/open-signer.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';

const { camille, dominique } = played;

describe('jse-signer: reading, identity, isolation', function () {
  this.timeout(60_000);
  let play: Playground;
  let letter: Uint8Array;

  before(async () => {
    [play, letter] = await Promise.all([startPlayground(), sampleLetter(2)]);
  });
  after(() => play.close());
  // The platform sends a phone five codes an hour.
  beforeEach(() => play.sandbox.clock.advance(3_600_000));
  afterEach(() => {
    Object.assign(play.line, { fault: undefined, tamper: undefined });
  });

  const one = () => ({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers: [camille] });
  const two = () => ({
    documents: [
      { name: 'lettre.pdf', bytes: letter },
      { name: 'annexe.pdf', bytes: letter },
    ],
    signers: [camille, dominique],
  });

  it('records how each document was read, and gates the consent on it only where the host asks for it', async () => {
    const { id } = await play.launched(two());
    const gated = await openSigner(await play.invited(camille.email), { requireReading: true });
    await gated.reaches('reading');
    await gated.until(() => (gated.pages?.pageCount ?? 0) > 0, 'the pages');
    expect(gated.offers(/Continuer sans ouvrir/)).to.equal(false);
    expect(gated.offers(/Document suivant/)).to.equal(true);

    const signer = await openSigner(await play.invited(camille.email));
    await signer.reaches('reading');
    await signer.until(() => (signer.pages?.pageCount ?? 0) > 0, 'the pages');
    await signer.press(/Continuer sans ouvrir/);
    await signer.reaches('consenting');
    await signer.consent();
    await signer.reaches('code');
    const { entries } = (await (await play.vendor()).evidence.get(id)) as unknown as {
      entries: { type: string; data: { reviewed: { reading: Record<string, unknown> }[] } }[];
    };
    const read = entries.find(({ type }) => type === 'signer.consented')?.data.reviewed.map(({ reading }) => reading);
    expect(read?.[0]).to.include({ opened: true, pages: 1 });
    expect(read?.[1]).to.deep.equal({ opened: false, seconds: 0, pages: 0 });
  });

  it('asks a client at advanced level for his identity document before the consent, and says that it is checked', async () => {
    const { id } = await play.draft({ documents: one().documents, signers: [] });
    const vendor = await play.vendor();
    await vendor.signers.add(id, { order: 1, level: 'advanced', ...dominique });
    await vendor.collections.launch(id);
    await play.sandbox.outbox.drain();
    const signer = await openSigner(await play.invited(dominique.email));
    await signer.readAll();
    await signer.reaches('identity');
    await signer.press('Envoyer ma pièce d’identité');
    await signer.until(() => signer.text.includes('Choisissez une image'), 'what is missing');
    await accessible(signer.element);
    for (const side of ['front', 'back']) {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 800 });
      canvas.getContext('2d')?.fillText(side, 50, 50);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg'));
      const files = new DataTransfer();
      files.items.add(new File([blob!], `${side}.jpg`, { type: 'image/jpeg' }));
      const input = signer.element.renderRoot.querySelector<HTMLInputElement>(`#${side}`)!;
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    }
    await signer.press('Envoyer ma pièce d’identité');
    await signer.until(() => signer.text.includes('en cours de vérification'), 'the check');
    const again = await openSigner(await play.invited(dominique.email));
    await again.reaches('identity');
    await again.until(() => again.text.includes('en cours de vérification'), 'the check after a reload');
  });

  it('says in a page without a second origin that the isolated mode needs one', async () => {
    await play.launched({ ...one(), signers: ['expert'] });
    const signer = await openSigner(await play.invited('expert@cabinet.example'), { codeEntry: '' });
    await signer.readAll();
    await signer.reaches('isolated');
    const notice = () => signer.element.renderRoot.querySelector('jse-otp-frame')?.shadowRoot?.textContent ?? '';
    await signer.until(() => notice().includes('depuis une origine à elle'), 'the notice');
    expect(signer.element.renderRoot.querySelector('jse-otp-prompt')).to.equal(null);
    await accessible(signer.element);
    await signer.press('Revenir aux documents');
    await signer.reaches('reading');
  });
});
