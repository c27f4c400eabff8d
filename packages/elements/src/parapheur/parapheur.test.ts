import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { otherPdf } from '../testing/line.ts';
import { openTray } from '../testing/open-tray.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { BatchSignedEvent } from './parapheur.events.ts';

/** Without a finding of axe, once no button is in the midst of changing its colour. */
describe('jse-parapheur, on the whole platform', function () {
  this.timeout(60_000);
  let play: Playground;
  let letter: Uint8Array;

  before(async () => {
    letter = await sampleLetter(1);
  });
  beforeEach(async () => {
    localStorage.clear();
    play = await startPlayground();
  });
  afterEach(() => play.close());

  const documents = () => [{ name: 'lettre.pdf', bytes: letter }];
  const launch = (title: string, signers: Parameters<Playground['launched']>[0]['signers'] = ['expert']) =>
    play.launched({ title, documents: documents(), signers });

  const open = (lang?: string) => openTray(play.page({ purpose: 'parapheur' }), lang);

  it('signs what was chosen with one code, a seal among it, and says what became of each', async () => {
    for (const title of ['Lettre A', 'Lettre B', 'Lettre C']) await launch(title);
    await launch('Attestation', ['seal']);
    const tray = await open();
    await tray.reaches('list');
    expect(tray.text).to.contain('4 actes attendent votre décision');
    expect(tray.entries).to.deep.equal(['Lettre A', 'Lettre B', 'Lettre C', 'Attestation']);
    expect(tray.offers(/^Signer/), 'nothing is chosen yet').to.equal(false);
    await accessible(tray.element);
    await tray.chooseAll();
    await tray.choose('Lettre B');
    expect(tray.text).to.contain('3 collectes sélectionnées').and.to.contain('0,55');
    const signed = oneEvent<BatchSignedEvent>(tray.element, 'jse-batch-signed');
    await tray.press('Signer 3 collectes');
    await tray.reaches('consent');
    expect(tray.text).to.contain("J'ai bien lu les informations du document et je souhaite maintenant signer");
    await accessible(tray.element);
    await tray.press(/SMS/);
    expect(tray.text).to.contain('Cochez cette case');
    await tray.consent();
    await tray.reaches('code');
    await accessible(tray.element);
    await tray.enter(await play.code());
    await tray.reaches('done');
    expect(tray.text).to.contain('3 collectes signées');
    expect(tray.outcomes).to.deep.equal([
      'Lettre A Alix Expert Signée',
      'Lettre C Alix Expert Signée',
      'Attestation Cabinet Exemple Signée',
    ]);
    await accessible(tray.element);
    expect((await signed).signed).to.have.length(3);
    expect((await signed).failed).to.deep.equal([]);
    await tray.press('Revenir au parapheur');
    await tray.reaches('list');
    expect(tray.entries).to.deep.equal(['Lettre B']);
    const { firm } = await (await play.vendor()).me();
    expect(firm.creditCents).to.equal(10_000 - 25 - 25 - 5);
  });

  it('keeps what could not be signed chosen for another try, with the reason', async () => {
    const kept = await launch('Reste');
    const gone = await launch('Annulée');
    const tray = await open();
    await tray.reaches('list');
    await tray.chooseAll();
    await tray.press('Signer 2 collectes');
    await tray.consent();
    await tray.reaches('code');
    await (await play.vendor()).collections.cancel(gone.id);
    await tray.enter(await play.code());
    await tray.reaches('done');
    expect(tray.text).to.contain('1 sur 2 signées');
    expect(tray.outcomes[0]).to.equal('Reste Alix Expert Signée');
    expect(tray.outcomes[1]).to.match(/^Annulée Alix Expert (?!Signée)/);
    await tray.press('Réessayer 1 collecte');
    await tray.reaches('list');
    expect(tray.entries).to.deep.equal([]);
    expect((await (await play.vendor()).collections.get(kept.id)).state).to.equal('completed');
  });

  it('a wrong code may be entered again; an answer that was lost signs nothing twice', async () => {
    await launch('Une');
    const tray = await open();
    await tray.reaches('list');
    await tray.chooseAll();
    await tray.press('Signer 1 collecte');
    await tray.consent();
    await tray.reaches('code');
    const code = await play.code();
    await tray.enter(code === '000000' ? '000001' : '000000');
    await tray.until(() => /4 essais/.test(tray.prompt.element.renderRoot.textContent ?? ''), 'the tries left');
    play.line.fault = ({ url }) => (url.endsWith('/sign') ? 'after' : undefined);
    await tray.enter(code);
    await tray.reaches('interrupted');
    play.line.fault = undefined;
    await tray.press(/Vérifier/);
    await tray.reaches('done');
    expect(tray.outcomes).to.deep.equal(['Une Alix Expert Signée']);
    const { firm } = await (await play.vendor()).me();
    expect(firm.creditCents).to.equal(10_000 - 25);
  });

  it('refuses to sign what another device was shown', async () => {
    await launch('Échangée');
    play.line.tamper = otherPdf;
    const tray = await open();
    await tray.reaches('list');
    await tray.chooseAll();
    await tray.press('Signer 1 collecte');
    await tray.consent();
    await tray.until(() => tray.element.renderRoot.querySelector('.notice.danger') !== null, 'the refusal');
    expect(tray.element.step).to.equal('consent');
  });

  it('launches prepared collections and tells why one is not', async () => {
    const vendor = await play.vendor('preparer');
    for (const title of ['Prête', 'Chère']) {
      const { id } = await play.draft({ title, documents: documents(), signers: [played.camille] });
      await vendor.collections.prepare(id);
    }
    const tray = await open();
    await tray.reaches('list');
    await tray.press('Actualiser');
    await tray.reaches('list');
    await tray.choose('Prête');
    await tray.press('Lancer 1 collecte');
    await tray.reaches('list');
    await tray.until(() => tray.text.includes('1 collecte lancée.'), 'the notice');
    expect(tray.entries).to.deep.equal(['Chère']);
  });

  it('is gone through by keyboard alone: lines, choice, look, search', async () => {
    for (const title of ['Une', 'Deux', 'Trois']) await launch(title);
    const tray = await open();
    await tray.reaches('list');
    const boxes = () => [...tray.element.renderRoot.querySelectorAll<HTMLInputElement>('.row input')];
    expect(boxes().filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    boxes()[0]?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: ' ' });
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'Enter' });
    await tray.until(() => tray.element.renderRoot.querySelector('jse-pdf-pages') !== null, 'the document');
    expect(tray.element.shadowRoot?.activeElement?.id).to.equal('look-title');
    await accessible(tray.element);
    await tray.press('Fermer l’aperçu');
    await tray.until(() => tray.element.shadowRoot?.activeElement === boxes()[2], 'the focus back on its line');
    expect(boxes().map(({ checked }) => checked)).to.deep.equal([false, true, false]);
    const search = tray.element.renderRoot.querySelector<HTMLInputElement>('[type="search"]');
    search?.focus();
    await sendKeys({ type: 'trois' });
    expect(tray.entries).to.deep.equal(['Trois']);
    await sendKeys({ type: 'x' });
    expect(tray.text).to.contain('Aucune collecte ne correspond');
  });

  it('marks what changed since the last visit, and speaks English', async () => {
    const made = await play.draft({ title: 'Avenant', documents: documents(), signers: [played.camille] });
    const vendor = await play.vendor('preparer');
    await vendor.collections.prepare(made.id);
    const first = await open('en');
    await first.reaches('list');
    await first.until(() => first.text.includes('1 act waits'), 'the English words');
    expect(first.text).not.to.contain('Changed since');
    const { order } = (await vendor.collections.get(made.id)).documents[0]!;
    await vendor.documents.upload(made.id, order, { name: 'autre.pdf', bytes: await sampleLetter(2) });
    await vendor.collections.prepare(made.id);
    const second = await open('en');
    await second.reaches('list');
    await second.until(() => second.text.includes('Changed since your last visit'), 'the mark');
  });

  it('says that nothing waits', async () => {
    const tray = await open();
    await tray.reaches('list');
    expect(tray.text).to.contain('Rien n’attend votre signature');
    await accessible(tray.element);
  });
});
