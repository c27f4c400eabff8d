import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { KeyboardWay } from '../testing/keyboard-way.ts';
import { otherPdf } from '../testing/line.ts';
import { openSigner } from '../testing/open-signer.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { RefusedEvent, SignedEvent } from './signer.events.ts';
import type { SignerHarness } from './signer.harness.ts';

const { camille, dominique } = played;

describe('jse-signer, on the whole platform', function () {
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

  it('signs two documents and proves on the device that they are what was read', async () => {
    await play.launched(two());
    const signer = await openSigner(await play.invited(camille.email), {
      trustAnchors: [play.sandbox.rootCertificate],
    });
    const signed = oneEvent<SignedEvent>(signer.element, 'jse-signed');
    await signer.reaches('reading');
    expect(signer.text).to.contain('Cabinet Exemple vous invite à signer').and.to.contain('Camille Martin');
    expect(signer.offers(/J’ai tout lu/), 'what was not opened is not said to be read').to.equal(false);
    await signer.readAll();
    expect(signer.text).to.contain("J'ai bien lu les informations du document et je souhaite maintenant signer");
    await signer.consent();
    await signer.reaches('code');
    const { reference } = signer.prompt.element;
    expect((await play.newest('sms', camille.phone)).text).to.contain(reference);
    await signer.enter(await play.code());
    await signer.reaches('signed');
    const { documents } = await signed;
    expect(documents.map(({ name, proof }) => [name, proof?.verdict])).to.deep.equal([
      ['lettre.pdf', 'proved'],
      ['annexe.pdf', 'proved'],
    ]);
    expect(signer.text).to.contain('à l’octet près').and.to.contain('Dominique Petit');
  });

  it('sends no code before the consent is given', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    const before = (await play.sandbox.outbox.messages({ channel: 'sms' })).length;
    await signer.press('Recevoir le code par SMS');
    expect(signer.text).to.contain('Cochez cette case');
    expect((await play.sandbox.outbox.messages({ channel: 'sms' })).length).to.equal(before);
    expect(signer.element.step).to.equal('consenting');
  });

  it('tells a wrong code, the tries left, and signs with the right one', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    const code = await play.code();
    await signer.enter(code === '000000' ? '000001' : '000000');
    await signer.until(() => signer.prompt.fault !== '', 'the fault');
    expect(signer.prompt.fault).to.equal('Ce code n’est pas le bon. Il reste 4 essais.');
    await signer.enter(code);
    await signer.reaches('signed');
  });

  it('never signs twice and never loses a signature when the answer is lost', async () => {
    const { id } = await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    play.line.fault = ({ url }) => (url.endsWith('/sign') ? 'after' : undefined);
    await signer.enter(await play.code());
    await signer.reaches('interrupted');
    expect(signer.text).to.contain('vous ne signerez pas deux fois');
    play.line.fault = undefined;
    window.dispatchEvent(new Event('online'));
    await signer.reaches('signed');
    const collection = await (await play.vendor()).collections.get(id);
    expect(collection.state).to.equal('completed');
    expect(collection.signers.map(({ state }) => state)).to.deep.equal(['signed']);
  });

  it('asks for the code again when the line broke before the platform was reached', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    const code = await play.code();
    play.line.fault = ({ url }) => (url.endsWith('/sign') ? 'before' : undefined);
    await signer.enter(code);
    await signer.reaches('interrupted');
    play.line.fault = undefined;
    await signer.press('Vérifier maintenant');
    await signer.enter(code);
    await signer.reaches('signed');
  });

  it('says no when the signed file was falsified on its way, and does not hand it out', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    const signed = oneEvent<SignedEvent>(signer.element, 'jse-signed');
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    play.line.tamper = otherPdf;
    await signer.enter(await play.code());
    expect((await signed).documents.map(({ proof }) => [proof?.verdict, proof?.sameBytes])).to.deep.equal([
      ['disproved', false],
    ]);
    await signer.element.updateComplete;
    expect(signer.text).to.contain('ne correspond pas à ce que vous avez lu');
    expect(signer.offers(/^Télécharger/)).to.equal(false);
  });

  it('cannot sign what was falsified before it was read: the platform refuses, and it is said', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    play.line.tamper = otherPdf;
    await signer.readAll();
    await signer.consent();
    await signer.until(() => signer.text.includes('rechargés'), 'the reason');
    expect(signer.text).to.contain("Le document relu n'est pas celui à signer");
    expect(signer.element.step).to.equal('reading');
    play.line.tamper = undefined;
  });

  it('signs once from two tabs', async () => {
    const { id } = await play.launched(one());
    const tabs = [
      await openSigner(await play.invited(camille.email)),
      await openSigner(await play.invited(camille.email)),
    ];
    for (const tab of tabs) await tab.readAll();
    const [first, second] = tabs as [SignerHarness, SignerHarness];
    await first.consent();
    await first.reaches('code');
    await first.enter(await play.code());
    await first.reaches('signed');
    await second.consent();
    await second.reaches('already-signed');
    const { signers } = await (await play.vendor()).collections.get(id);
    expect(signers.map(({ state }) => state)).to.deep.equal(['signed']);
  });

  it('goes on when the host moves it about the page', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    const { parentElement } = signer.element;
    signer.element.remove();
    parentElement?.append(signer.element);
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    signer.element.remove();
    parentElement?.append(signer.element);
    await signer.enter(await play.code());
    await signer.reaches('signed');
  });

  it('acts for nobody but the signer of its session', async () => {
    const { signerIds } = await play.launched(two());
    const signer = await openSigner(await play.invited(camille.email), { signerId: signerIds[1]! });
    await signer.reaches('failed');
  });

  it('is done by keyboard alone, from the documents to the signature', async () => {
    await play.launched(two());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.reaches('reading');
    const keys = new KeyboardWay(signer.element);
    await signer.until(() => signer.offers('Document suivant'), 'the first document');
    await keys.press('Document suivant');
    await signer.until(() => signer.offers(/J’ai tout lu/), 'the second document');
    await keys.press(/J’ai tout lu/);
    await keys.tabTo((element) => element.id === 'consent');
    await sendKeys({ press: ' ' });
    await keys.press('Recevoir le code par SMS');
    await signer.reaches('code');
    await signer.element.updateComplete;
    await keys.tabTo((element) => element.matches('input[autocomplete="one-time-code"]'));
    await sendKeys({ type: await play.code() });
    await sendKeys({ press: 'Enter' });
    await signer.reaches('signed');
  });

  it('refuses with a reason, once confirmed', async () => {
    const { id } = await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.reaches('reading');
    await signer.refuse('', false);
    expect(signer.text).to.contain('Indiquez le motif').and.to.contain('Cochez cette case');
    await signer.press('Annuler');
    const refused = oneEvent<RefusedEvent>(signer.element, 'jse-refused');
    await signer.refuse('Le montant des honoraires est faux.');
    expect((await refused).reason).to.equal('Le montant des honoraires est faux.');
    expect(signer.title).to.equal('Cette demande a été refusée');
    expect((await (await play.vendor()).collections.get(id)).state).to.equal('refused');
  });

  it('says when it is not the signer’s turn, and goes on once it is', async () => {
    const { id, signerIds } = await play.launched(two());
    const second = await openSigner(play.page({ purpose: 'sign', collectionId: id, signerId: signerIds[1]! }));
    await second.reaches('not-your-turn');
    expect(second.text).to.contain('Camille Martin');
    const first = await openSigner(await play.invited(camille.email));
    await first.readAll();
    await first.consent();
    await first.reaches('code');
    await first.enter(await play.code());
    await first.reaches('signed');
    await second.press('Actualiser');
    await second.reaches('reading');
  });

  for (const [what, end, step, says] of [
    ['cancelled', async (id: string) => (await play.vendor()).collections.cancel(id), 'cancelled', /a annulé/],
    ['expired', async () => play.sandbox.clock.advance(16 * 86_400_000), 'expired', /a expiré/],
  ] as const) {
    it(`says that the request is ${what}`, async () => {
      const { id, signerIds } = await play.launched(one());
      const client = play.page({ purpose: 'sign', collectionId: id, signerId: signerIds[0]! });
      await end(id);
      await play.sandbox.outbox.drain();
      const signer = await openSigner(client);
      await signer.reaches(step);
      expect(signer.text).to.match(says);
      await accessible(signer.element);
    });
  }

  it('says that the signer has signed already, and hands the file out', async () => {
    const { id, signerIds } = await play.launched(one());
    const session = { purpose: 'sign', collectionId: id, signerId: signerIds[0]! } as const;
    const signer = await openSigner(play.page(session));
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    await signer.enter(await play.code());
    await signer.reaches('signed');
    const again = await openSigner(play.page(session));
    await again.reaches('already-signed');
    expect(again.offers(/^Télécharger/)).to.equal(true);
  });

  it('says that an invitation is dead, with the request’s id', async () => {
    const { id } = await play.launched(one());
    const client = await play.invited(camille.email);
    await (await play.vendor()).collections.cancel(id);
    const signer = await openSigner(client);
    await signer.reaches('session-expired');
    expect(signer.text)
      .to.match(/plus valable/)
      .and.to.match(/Référence de l’incident : \S+/);
  });

  it('has no axe finding while reading, consenting and entering the code', async () => {
    await play.launched(two());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.reaches('reading');
    await signer.until(() => (signer.pages?.pageCount ?? 0) > 0, 'the pages');
    await accessible(signer.element);
    await signer.readAll();
    await accessible(signer.element);
    await signer.consent();
    await signer.reaches('code');
    await signer.element.updateComplete;
    await accessible(signer.element);
    await signer.enter(await play.code());
    await signer.reaches('signed');
    await accessible(signer.element);
  });

  it('moves the focus to the title of each new screen', async () => {
    await play.launched(one());
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    await signer.element.updateComplete;
    const focused = () => signer.element.shadowRoot?.activeElement?.id;
    expect(focused()).to.equal('step-title');
    await signer.consent();
    await signer.reaches('code');
    await signer.element.updateComplete;
    expect(focused()).to.equal('step-title');
  });
});
