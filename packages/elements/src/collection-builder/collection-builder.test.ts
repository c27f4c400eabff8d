import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { testAssets } from '../../test/pdf-fixtures.ts';
import { KeyboardWay } from '../testing/keyboard-way.ts';
import { played, type PlayedMember, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { BeforeLaunchEvent, CollectionLaunchedEvent } from './collection-builder.events.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';

const { camille, dominique } = played;
const typed = { ...camille, phone: '06 39 98 00 11' };

describe('jse-collection-builder, on the whole platform', function () {
  this.timeout(60_000);
  let play: Playground;
  let letter: Uint8Array<ArrayBuffer>;

  before(async () => {
    [play, letter] = await Promise.all([startPlayground(), sampleLetter(2)]);
  });
  after(() => play.close());
  afterEach(() => {
    play.line.fault = undefined;
  });

  const file = (name = 'lettre.pdf') => new File([letter], name, { type: 'application/pdf' });

  async function open(
    made?: { readonly id: string },
    member: PlayedMember = 'expert',
  ): Promise<{ builder: CollectionBuilderHarness; id: string }> {
    const { id } = made ?? (await play.draft({ documents: [], signers: [] }));
    const client = play.page({ purpose: 'prepare', collectionId: id }, member);
    const provider = await fixture(
      html`<jse-provider .client=${client} .pdfAssets=${testAssets}>
        <jse-collection-builder collection-id=${id}></jse-collection-builder>
      </jse-provider>`,
    );
    const builder = new CollectionBuilderHarness(provider.querySelector('jse-collection-builder')!);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    return { builder, id };
  }

  const stored = async (id: string) => (await play.vendor()).collections.get(id);

  it('takes documents by choice and by drop, and removes them', async () => {
    const { builder, id } = await open();
    expect(builder.offers(/^Lancer/)).to.equal(false);
    await builder.choose(file('lettre.pdf'));
    await builder.until(() => builder.names('documents').includes('lettre.pdf'), 'the first document');
    await builder.drop(file('annexe.pdf'));
    await builder.until(() => builder.names('documents').length === 2, 'the second document');
    await builder.saved();
    expect((await stored(id)).documents.map(({ name }) => name)).to.deep.equal(['lettre.pdf', 'annexe.pdf']);
    await builder.press('Retirer lettre.pdf');
    await builder.until(() => builder.names('documents').length === 1, 'the removal');
    expect(builder.names('documents')).to.deep.equal(['annexe.pdf']);
  });

  it('says why a file is not taken, before and after it was sent', async () => {
    const { builder, id } = await open();
    await builder.choose(
      new File(['bonjour'], 'note.pdf'),
      new File([letter, new Uint8Array(10_000_001)], 'plan.pdf'),
      new File(['%PDF-1.7\nrien de plus'], 'casse.pdf'),
    );
    await builder.until(() => builder.element.renderRoot.querySelectorAll('.failed').length === 3, 'the checks');
    expect(builder.text).to.contain('Ce fichier n’est pas un PDF.').and.to.contain('Ce document dépasse 10 Mo');
    expect(builder.text).to.match(/casse\.pdf\s+Le PDF est endommagé/);
    expect((await stored(id)).documents).to.deep.equal([]);
    await builder.press('Ne plus afficher note.pdf');
    expect(builder.text).not.to.contain('note.pdf');
  });

  it('turns a picture into a PDF on the spot', async () => {
    const { builder, id } = await open();
    const canvas = document.createElement('canvas');
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    await builder.choose(new File([picture ?? ''], 'carte.png', { type: 'image/png' }));
    await builder.until(() => builder.names('documents').includes('carte.pdf'), 'the document');
    expect((await stored(id)).documents.map(({ name, pages }) => [name, pages.length])).to.deep.equal([
      ['carte.pdf', 1],
    ]);
  });

  it('sends a file again after the line broke', async () => {
    const { builder } = await open();
    play.line.fault = ({ url }) => (url.includes('/uploadFile/') ? 'before' : undefined);
    await builder.choose(file());
    await builder.until(() => builder.offers('Renvoyer lettre.pdf'), 'the failure');
    play.line.fault = undefined;
    await builder.press('Renvoyer lettre.pdf');
    await builder.until(() => builder.names('documents').includes('lettre.pdf'), 'the document');
  });

  it('adds clients, members and the seal, edits, orders and removes them', async () => {
    const { builder, id } = await open();
    await builder.addClient(typed);
    await builder.press('Ajouter un membre');
    await builder.select('member', 'Alix Expert');
    await builder.press('Ajouter');
    await builder.until(() => builder.names('signers').length === 2, 'the member');
    await builder.press('Ajouter le cachet');
    await builder.until(() => builder.names('signers').length === 3, 'the seal');
    expect(builder.names('signers')).to.deep.equal(['Camille Martin', 'Alix Expert', 'Cabinet Exemple']);
    await builder.press('Monter Alix Expert');
    await builder.until(() => builder.names('signers')[0] === 'Alix Expert', 'the new order');
    await builder.press('Modifier Camille Martin');
    await builder.write('lastName', 'Durand');
    await builder.press('Enregistrer');
    await builder.until(() => builder.names('signers').includes('Camille Durand'), 'the new name');
    await builder.press('Retirer Cabinet Exemple');
    await builder.until(() => builder.names('signers').length === 2, 'the removal');
    const { signers } = await stored(id);
    expect(signers.map(({ lastName, level, phone }) => [lastName, level, phone.slice(-2)])).to.deep.equal([
      ['Expert', 'advanced', '01'],
      ['Durand', 'simple', '11'],
    ]);
  });

  it('shows what is wrong at its field, its own checks and the platform’s', async () => {
    const { builder } = await open();
    await builder.press('Ajouter un client');
    await builder.write('firstName', 'Camille');
    await builder.write('email', 'camille@client');
    await builder.write('phone', '01 23');
    await builder.press('Ajouter');
    await builder.until(() => builder.fault('lastName') !== '', 'the faults');
    expect(['firstName', 'lastName', 'email', 'phone'].map((id) => builder.fault(id))).to.deep.equal([
      '',
      'Ce champ est nécessaire.',
      'Cette adresse n’est pas complète.',
      'Ce n’est pas un numéro de mobile.',
    ]);
    await builder.write('lastName', 'Martin');
    await builder.write('email', 'a..b@client.example');
    await builder.write('phone', typed.phone);
    await builder.press('Ajouter');
    await builder.until(() => builder.fault('email') !== 'Cette adresse n’est pas complète.', 'the platform’s answer');
    expect(builder.fault('email')).not.to.equal('');
    expect(builder.names('signers')).to.deep.equal([]);
  });

  it('takes a client at advanced level, and says that he shows an identity document first', async () => {
    const { builder } = await open();
    await builder.press('Ajouter un client');
    for (const [id, text] of Object.entries(typed)) await builder.write(id, text);
    const advanced = builder.element.renderRoot.querySelectorAll<HTMLInputElement>('[name="level"]')[1];
    advanced?.click();
    expect(builder.text).to.include('envoie d’abord une pièce d’identité');
    await builder.press('Ajouter');
    await builder.until(() => builder.names('signers').length === 1, 'the signer');
    expect(builder.text).to.include('Signature avancée');
  });

  it('is still there after a reload', async () => {
    const { builder, id } = await open();
    await builder.choose(file());
    await builder.addClient(typed);
    await builder.write('title', 'Mandat fiscal');
    await builder.saved();
    const again = (await open({ id })).builder;
    expect(again.names('documents')).to.deep.equal(['lettre.pdf']);
    expect(again.names('signers')).to.deep.equal(['Camille Martin']);
    expect(again.element.renderRoot.querySelector<HTMLInputElement>('#title')?.value).to.equal('Mandat fiscal');
  });

  it('says that somebody else changed the draft and shows how it stands', async () => {
    const { builder, id } = await open(await play.draft({ documents: [], signers: [camille, dominique] }));
    const vendor = await play.vendor();
    await vendor.collections.update(id, { title: 'Autre objet' });
    await builder.press('Retirer Camille Martin');
    await builder.until(() => builder.text.includes('modifiée entre-temps'), 'the notice');
    expect(builder.names('signers')).to.deep.equal(['Camille Martin', 'Dominique Petit']);
    expect(builder.element.renderRoot.querySelector<HTMLInputElement>('#title')?.value).to.equal('Autre objet');
    await builder.press('Retirer Camille Martin');
    await builder.until(() => builder.names('signers').length === 1, 'the removal');
  });

  it('takes documents that are pasted, and those that the host hands over', async () => {
    const { builder } = await open();
    const clipboardData = new DataTransfer();
    clipboardData.items.add(file('collé.pdf'));
    // Firefox gives an event of its own making no data.
    const paste = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
    builder.element.renderRoot.querySelector('.main')?.dispatchEvent(paste);
    await builder.until(() => builder.names('documents').includes('collé.pdf'), 'the pasted document');
    expect(paste.defaultPrevented).to.equal(true);
    await builder.element.addDocument(letter.slice(), 'octets.pdf');
    const url = new URL(URL.createObjectURL(file()));
    await builder.element.addDocument(url, 'adresse.pdf');
    expect(builder.names('documents')).to.deep.equal(['collé.pdf', 'octets.pdf', 'adresse.pdf']);
    const missing = await builder.element.addDocument(new URL('/nothing.pdf', location.href)).catch((error) => error);
    expect(missing).to.be.instanceOf(TypeError);
  });

  it('keeps what was typed when somebody else changed the draft meanwhile', async () => {
    const { builder, id } = await open(await play.draft({ documents: [], signers: [dominique] }));
    await builder.press('Ajouter un client');
    for (const [field, text] of Object.entries(typed)) await builder.write(field, text);
    await (await play.vendor()).collections.update(id, { title: 'Autre objet' });
    await builder.press('Ajouter');
    await builder.until(() => builder.text.includes('Votre saisie est conservée'), 'the notice in the form');
    expect(builder.element.renderRoot.querySelector<HTMLInputElement>('#title')?.value).to.equal('Autre objet');
    expect(builder.names('signers')).to.deep.equal(['Dominique Petit']);
    await builder.press('Ajouter');
    await builder.until(() => builder.names('signers').length === 2, 'the signer');
  });

  it('says what a refusal means, and shows how the collection stands then', async () => {
    const made = await play.draft({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers: [camille] });
    const { builder, id } = await open(made);
    await (await play.vendor()).collections.launch(id);
    await builder.press('Retirer Camille Martin');
    await builder.until(() => builder.text.includes('La collecte est lancée'), 'the state of the collection');
  });

  it('makes a change again that the line lost, at a press', async () => {
    const { builder, id } = await open();
    play.line.fault = ({ method }) => (method === 'PATCH' ? 'before' : undefined);
    await builder.write('title', 'Mandat fiscal');
    await builder.until(() => builder.text.includes('La plateforme est injoignable'), 'the failure');
    play.line.fault = undefined;
    await builder.press('Réessayer');
    await builder.saved();
    expect((await stored(id)).title).to.equal('Mandat fiscal');
    expect(builder.text).not.to.contain('injoignable');
  });

  it('says in words what the check of a document remarks on', async () => {
    const { PDFDocument } = await import('pdf-lib');
    const pdf = await PDFDocument.create();
    pdf.addPage([595, 842]);
    await pdf.attach(new TextEncoder().encode('Bonjour'), 'note.txt', { mimeType: 'text/plain' });
    const { builder } = await open();
    await builder.choose(new File([(await pdf.save()) as Uint8Array<ArrayBuffer>], 'joint.pdf'));
    await builder.until(() => builder.names('documents').length === 1, 'the document');
    expect(builder.text).to.contain('Contient des fichiers joints, que les signataires ne verront pas.');
  });

  it('keeps the launch back while the credit does not suffice, and names what is missing', async () => {
    const poor = await startPlayground(20);
    const { id } = await poor.draft({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers: [camille] });
    const client = poor.page({ purpose: 'prepare', collectionId: id });
    const element = await fixture(html`<jse-collection-builder .client=${client}></jse-collection-builder>`);
    const builder = new CollectionBuilderHarness(element as CollectionBuilderHarness['element']);
    await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
    expect(builder.text).to.match(/Il manque 0,05 € de crédit/);
    expect(builder.offers(/^Lancer/)).to.equal(false);
    expect(builder.offers('Remettre pour lancement')).to.equal(true);
    await poor.close();
  });

  it('launches, unless the host says no', async () => {
    const made = await play.draft({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers: [camille] });
    const { builder, id } = await open(made);
    const refuse = (event: BeforeLaunchEvent) => {
      expect(event.budget.amountCents).to.equal(25);
      event.preventDefault();
    };
    builder.element.addEventListener('jse-before-launch', refuse, { once: true });
    await builder.press(/^Lancer la collecte · 0,25/);
    expect((await stored(id)).state).to.equal('draft');
    const launched = oneEvent<CollectionLaunchedEvent>(builder.element, 'jse-collection-launched');
    await builder.press(/^Lancer la collecte/);
    expect((await launched).collection.state).to.equal('ongoing');
    expect(builder.text).to.contain('La collecte est lancée').and.to.contain('Camille Martin');
    expect((await play.newest('email', camille.email)).text).to.contain('#invitation=');
  });

  it('is handed over by a member who may not launch', async () => {
    const made = await play.draft({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers: [camille] });
    const { builder, id } = await open(made, 'preparer');
    expect(builder.offers(/^Lancer/)).to.equal(false);
    expect(builder.text).to.contain('Vous n’avez pas la délégation pour lancer');
    setTimeout(() => void builder.press('Remettre pour lancement'));
    await oneEvent(builder.element, 'jse-collection-prepared');
    expect((await stored(id)).state).to.equal('prepared');
  });

  it('is completed by keyboard alone: three signers, their order, a place, the launch', async () => {
    const bytes = letter;
    const { builder, id } = await open(
      await play.draft({ documents: ['lettre.pdf', 'annexe.pdf'].map((name) => ({ name, bytes })), signers: [] }),
    );
    const keys = new KeyboardWay(builder.element);
    for (const [at, person] of [camille, dominique].entries()) {
      await keys.press('Ajouter un client');
      await builder.until(() => keys.focused.matches('input'), 'the form has the focus');
      for (const text of [person.firstName, person.lastName, person.email, person.phone]) {
        await sendKeys({ type: text });
        await sendKeys({ press: 'Tab' });
      }
      await sendKeys({ press: 'Enter' });
      await builder.until(() => builder.names('signers').length === at + 1, person.lastName);
      await builder.saved();
    }
    await keys.press('Ajouter le cachet');
    await builder.until(() => builder.names('signers').length === 3, 'the seal');
    await builder.saved();
    await keys.press('Monter Dominique Petit');
    await builder.until(() => builder.names('signers')[0] === 'Dominique Petit', 'the order');
    await builder.saved();
    await builder.placement();
    await keys.tabTo((element) => element.matches('button.signer') && /Camille Martin/.test(element.textContent ?? ''));
    await sendKeys({ press: 'Enter' });
    await builder.until(() => !builder.offers(/^Enregistr/), 'the place');
    await builder.saved();
    await keys.press(/^Lancer la collecte/);
    await builder.until(() => builder.text.includes('La collecte est lancée'), 'the launch');
    const { signers } = await stored(id);
    expect(signers.map(({ lastName, placements }) => [lastName, placements.length])).to.deep.equal([
      ['Petit', 0],
      ['Martin', 1],
      ['Cabinet Exemple', 0],
    ]);
  });

  it('has no axe finding: empty, with a form, complete', async () => {
    const { builder } = await open();
    await accessible(builder.element);
    await builder.press('Ajouter un client');
    await builder.press('Ajouter');
    await builder.until(() => builder.fault('email') !== '', 'the faults');
    await accessible(builder.element);
    await builder.press('Annuler');
    await builder.choose(file());
    await builder.addClient(typed);
    await builder.placement();
    await builder.saved();
    await accessible(builder.element);
  });
});
