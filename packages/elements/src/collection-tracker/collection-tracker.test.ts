import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import { played, type PlayedCollection, type Playground, startPlayground } from '../testing/playground.ts';
import { KeyboardWay } from '../testing/keyboard-way.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import { lockOut, signAs } from '../testing/sign-as.ts';
import type { BeforeFollowUpEvent, CollectionUpdateEvent, FollowUpEvent } from './collection-tracker.events.ts';
import { CollectionTrackerHarness } from './collection-tracker.harness.ts';
import '../provider/provider.define.ts';
import './collection-tracker.define.ts';

const day = 86_400_000;

/** Without a finding of axe, once no button is in the midst of changing its colour. */
describe('jse-collection-tracker, on the whole platform', function () {
  this.timeout(60_000);
  let play: Playground;
  let letter: Uint8Array;

  before(async () => {
    letter = await sampleLetter(1);
    play = await startPlayground();
  });
  afterEach(() => {
    play.line.fault = play.line.tamper = undefined;
  });
  after(() => play.close());

  const { camille, dominique } = played;
  const launch = (signers: PlayedCollection['signers'] = [camille, dominique, 'expert'], rest = {}) =>
    play.launched({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers, ...rest });

  async function open(
    collectionId: string,
    { lang = 'fr', member = 'expert' }: { lang?: string; member?: 'expert' | 'preparer' | 'launcher' } = {},
  ): Promise<CollectionTrackerHarness> {
    const client = play.page({ purpose: 'follow', collectionId }, member);
    const provider = await fixture(
      html`<jse-provider lang=${lang} .client=${client}
        ><jse-collection-tracker></jse-collection-tracker
      ></jse-provider>`,
    );
    const tracker = new CollectionTrackerHarness(provider.querySelector('jse-collection-tracker')!);
    await tracker.ready();
    return tracker;
  }

  /** The names of files that the element has the browser save, without saving them. */
  function saved(): string[] {
    const names: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (this.download) names.push(this.download);
      else click.call(this);
    };
    after(() => (HTMLAnchorElement.prototype.click = click));
    return names;
  }

  it('says who has signed, whose turn it is and until when; hears of a signature as it happens', async () => {
    const { id } = await launch();
    const tracker = await open(id);
    expect(tracker.timeline).to.deep.equal([
      'Camille Martin: C’est son tour',
      'Dominique Petit: En attente de son tour',
      'Alix Expert: En attente de son tour',
    ]);
    expect(tracker.text).to.contain('0 sur 3 signatures').and.to.contain('Suivi en direct');
    expect(tracker.left).to.match(/^Il reste 1[45] jours$/);
    await accessible(tracker.element);
    const told = oneEvent<CollectionUpdateEvent>(tracker.element, 'jse-collection-update');
    await signAs(play, await play.invited(camille.email));
    await tracker.until(() => tracker.text.includes('1 sur 3 signatures'), 'the signature');
    expect((await told).collection.id).to.equal(id);
    expect(tracker.timeline.slice(0, 2)).to.deep.equal(['Camille Martin: A signé', 'Dominique Petit: C’est son tour']);
    await tracker.until(() => tracker.spoken === 'Camille Martin a signé', 'what is said of it');
    expect(tracker.history.slice(-3)).to.deep.equal([
      'Camille Martin a été invité à signer',
      'Collecte lancée',
      'Collecte créée',
    ]);
    await accessible(tracker.element);
  });

  it('a host that prevents the act is obeyed', async () => {
    const { id } = await launch([camille]);
    const tracker = await open(id);
    const asked: string[] = [];
    tracker.element.addEventListener('jse-before-follow-up', (event: BeforeFollowUpEvent) => {
      asked.push(`${event.act} ${event.collectionId === id}`);
      event.preventDefault();
    });
    const { expiresAt } = await (await play.vendor()).collections.get(id);
    await tracker.press('Relancer');
    await tracker.press('Télécharger le faisceau de preuve');
    expect(asked).to.deep.equal(['remind true', 'evidence true']);
    expect((await (await play.vendor()).collections.get(id)).expiresAt).to.equal(expiresAt);
  });

  it('changes the order by keyboard alone; who has signed keeps his place', async () => {
    const { id } = await launch();
    await signAs(play, await play.invited(camille.email));
    const tracker = await open(id);
    const way = new KeyboardWay(tracker.element);
    await way.press('Changer l’ordre');
    await tracker.element.updateComplete;
    await way.press('Faire passer Alix Expert avant');
    await tracker.until(() => tracker.spoken === 'Alix Expert : place 2 sur 3', 'where he is now');
    expect(tracker.timeline.map((step) => step.split(':')[0])).to.deep.equal([
      'Camille Martin',
      'Alix Expert',
      'Dominique Petit',
    ]);
    expect(tracker.offers('Faire passer Camille Martin après')).to.equal(false);
    await accessible(tracker.element);
    await way.press('Enregistrer l’ordre');
    await tracker.until(() => tracker.timeline[1] === 'Alix Expert: C’est son tour', 'the turn');
    const { signers } = await (await play.vendor()).collections.get(id);
    expect(signers.map(({ lastName }) => lastName)).to.deep.equal(['Martin', 'Expert', 'Petit']);
    expect(signers[2]?.state).to.equal('waiting');
  });

  it('changes the order by dragging; going back leaves it', async () => {
    const { id } = await launch();
    const tracker = await open(id);
    await tracker.press('Changer l’ordre');
    const row = (at: number) => tracker.element.renderRoot.querySelectorAll<HTMLElement>('.step')[at]!;
    const handle = row(0).querySelector<HTMLElement>('.handle')!;
    // No synthetic pointer is one that may be captured.
    handle.setPointerCapture = () => undefined;
    const point = (type: string, clientY: number) =>
      handle.dispatchEvent(new PointerEvent(type, { clientY, pointerId: 1, bubbles: true }));
    point('pointerdown', row(0).getBoundingClientRect().top + 5);
    point('pointermove', row(1).getBoundingClientRect().bottom - 5);
    await tracker.element.updateComplete;
    point('pointerup', 0);
    expect(tracker.timeline.map((step) => step.split(':')[0])).to.deep.equal([
      'Dominique Petit',
      'Camille Martin',
      'Alix Expert',
    ]);
    await tracker.press('Revenir');
    expect(tracker.timeline[0]).to.equal('Camille Martin: C’est son tour');
  });

  it('puts another person in the place of one who has not signed; what is wrong is said beside its field', async () => {
    const { id } = await launch([camille, 'seal']);
    const tracker = await open(id);
    expect(tracker.offers('Remplacer Cabinet Exemple'), 'a seal').to.equal(false);
    await tracker.press('Remplacer Camille Martin');
    await accessible(tracker.element);
    await tracker.press('Remplacer');
    await tracker.until(() => tracker.text.includes('À compléter'), 'the faults');
    expect(tracker.element.shadowRoot?.activeElement?.id).to.equal('replacement-firstName');
    for (const [field, value] of Object.entries(dominique)) await tracker.type(field, value);
    await tracker.type('phone', '12');
    await tracker.press('Remplacer');
    await tracker.until(() => tracker.text.includes('n’est pas valide'), 'the fault of the phone');
    await tracker.type('phone', '06 39 98 00 12');
    await tracker.press('Remplacer');
    await tracker.until(() => tracker.timeline[0] === 'Dominique Petit: C’est son tour', 'the other one');
    expect(tracker.spoken).to.equal('Signataire remplacé.');
    await tracker.until(
      () => tracker.history.includes('Dominique Petit prend la place d’un signataire'),
      'it in the history',
    );
  });

  it('cancels only when asked twice; nothing more is offered then', async () => {
    const { id } = await launch();
    const tracker = await open(id);
    await tracker.press('Annuler la collecte');
    expect(tracker.text).to.contain('Annuler cette collecte ?');
    await accessible(tracker.element);
    await tracker.press('Non, la garder');
    expect((await (await play.vendor()).collections.get(id)).state).to.equal('ongoing');
    await tracker.press('Annuler la collecte');
    await sendKeys({ press: 'Escape' });
    await tracker.press('Annuler la collecte');
    await tracker.press('Oui, annuler la collecte');
    await tracker.until(() => tracker.text.includes('Annulée'), 'the end');
    expect(tracker.timeline[0]).to.equal('Camille Martin: N’a pas signé');
    for (const words of ['Relancer', 'Changer l’ordre', 'Annuler la collecte', /^Remplacer/])
      expect(tracker.offers(words), String(words)).to.equal(false);
    await accessible(tracker.element);
  });

  it('a refusal is shown with its reason and who it was', async () => {
    const { id } = await launch();
    const tracker = await open(id);
    await (await play.invited(camille.email)).collections.refuse(id, 'Les honoraires ne sont pas ceux convenus.');
    await tracker.until(() => tracker.text.includes('Les honoraires ne sont pas ceux convenus.'), 'the reason');
    expect(tracker.text).to.contain('Camille Martin a refusé de signer');
    expect(tracker.timeline[0]).to.equal('Camille Martin: A refusé');
    await accessible(tracker.element);
  });

  it('a change by somebody else meanwhile is said and shown; nothing is overwritten', async () => {
    const { id, signerIds } = await launch();
    const tracker = await open(id);
    await tracker.press('Changer l’ordre');
    await tracker.press('Faire passer Camille Martin après');
    const [first = '', second = '', third = ''] = signerIds;
    await (await play.vendor()).collections.reorder(id, [third, first, second]);
    await tracker.press('Enregistrer l’ordre');
    await tracker.until(() => tracker.text.includes('La collecte a changé entre-temps'), 'what is said');
    await tracker.until(() => tracker.timeline[0] === 'Alix Expert: C’est son tour', 'how it stands');
  });

  it('a member sees what he may do, and nothing else', async () => {
    const { id } = await launch();
    const tracker = await open(id, { member: 'preparer' });
    expect(tracker.offers('Changer l’ordre')).to.equal(true);
    for (const words of ['Relancer', 'Annuler la collecte', /^Remplacer/])
      expect(tracker.offers(words), String(words)).to.equal(false);
  });

  it('asks every so often where the platform has no stream for pages', async () => {
    const { id } = await launch([camille]);
    play.line.tamper = (request, response) =>
      new URL(request.url).pathname.endsWith('/event')
        ? new Response(JSON.stringify({ type: 'about:blank', code: 'scope_missing', title: 'x', status: 403 }), {
            status: 403,
            headers: { 'content-type': 'application/problem+json' },
          })
        : response;
    const tracker = await open(id);
    expect(tracker.text).to.contain('Actualisé toutes les 15 secondes');
    await signAs(play, await play.invited(camille.email));
    document.dispatchEvent(new Event('visibilitychange'));
    await tracker.until(() => tracker.text.includes('Terminée'), 'the end');
  });

  it('an outage is waited out, and a collection that cannot be read is asked for again', async () => {
    const { id } = await launch([camille]);
    play.line.fault = () => 'before';
    const client = play.page({ purpose: 'follow', collectionId: id });
    const element = await fixture<HTMLElement>(
      html`<jse-collection-tracker lang="en" .client=${client}></jse-collection-tracker>`,
    );
    const tracker = new CollectionTrackerHarness(element as CollectionTrackerHarness['element']);
    await tracker.until(() => tracker.text.includes('The collection cannot be shown.'), 'the failure');
    await accessible(tracker.element);
    play.line.fault = undefined;
    await tracker.press('Try again');
    await tracker.ready();
    expect(tracker.timeline).to.deep.equal(['Camille Martin: It is their turn']);
    play.line.fault = () => 'before';
    await new Promise((done) => setTimeout(done, 1500));
    await signAs(play, await (async () => ((play.line.fault = undefined), play.invited(camille.email)))());
    await tracker.until(() => tracker.text.includes('Completed'), 'the end');
  });

  it('stays whole on 320 pixels', async () => {
    const { id } = await launch();
    const { style } = document.body;
    Object.assign(style, { inlineSize: '320px', margin: '0' });
    try {
      const tracker = await open(id);
      await tracker.press('Changer l’ordre');
      expect(document.body.scrollWidth).to.equal(320);
      await accessible(tracker.element);
    } finally {
      style.cssText = '';
    }
  });

  // The clock of the platform only ever goes forward, and who is locked stays so.
  it('reminds: fresh links, and the deadline moves', async () => {
    const { id } = await launch([camille]);
    play.sandbox.clock.advance(13 * day);
    const tracker = await open(id);
    expect(tracker.left).to.match(/^Il reste (2 jours|1 jour 23 heures)$/);
    const mails = async () => (await play.sandbox.outbox.messages({ channel: 'email', to: camille.email })).length;
    const before = await mails();
    const done = oneEvent<FollowUpEvent>(tracker.element, 'jse-follow-up');
    await tracker.press('Relancer');
    expect((await done).act).to.equal('remind');
    await tracker.until(() => /15 jours|14 jours/.test(tracker.left), 'the new deadline');
    await tracker.until(
      () => tracker.history[0] === 'Relance envoyée' || tracker.history[1] === 'Relance envoyée',
      'it in the history',
    );
    await play.sandbox.outbox.drain();
    expect(await mails()).to.equal(before + 1);
  });

  it('what is completed is downloaded and archived before the purge, which is announced; afterwards the evidence', async () => {
    const names = saved();
    const { id } = await launch([camille]);
    await signAs(play, await play.invited(camille.email));
    const tracker = await open(id);
    expect(tracker.text).to.contain('Terminée').and.to.contain('Les documents sont conservés jusqu’au');
    await tracker.press('Télécharger lettre.pdf');
    await tracker.until(() => names.length === 1, 'the file');
    await tracker.press('Télécharger l’archive');
    await tracker.until(() => names.length === 2, 'the archive');
    await tracker.press('Télécharger l’attestation de Camille Martin');
    await tracker.until(() => names.length === 3, 'the attestation');
    await tracker.press('Télécharger le faisceau de preuve');
    await tracker.until(() => names.length === 4, 'the evidence');
    expect(names).to.deep.equal([
      'lettre-signe.pdf',
      'Lettre de mission 2026 - archive.zip',
      'Attestation - Camille Martin.pdf',
      'Lettre de mission 2026 - faisceau de preuve.zip',
    ]);
    await accessible(tracker.element);
    play.sandbox.clock.advance(41 * day);
    const soon = await open(id);
    expect(soon.text).to.contain('Archivez-les avant');
    play.sandbox.clock.advance(10 * day);
    await play.sandbox.outbox.drain();
    const late = await open(id);
    expect(late.text).to.contain('Les documents ont été supprimés');
    expect(late.offers(/^Télécharger lettre/)).to.equal(false);
    expect(late.offers('Télécharger le faisceau de preuve')).to.equal(true);
    await accessible(late.element);
  });

  it('unlocks who entered too many wrong codes', async () => {
    const { id } = await launch([camille]);
    await lockOut(play, await play.invited(camille.email));
    const tracker = await open(id);
    expect(tracker.timeline[0]).to.equal('Camille Martin: Bloqué après trop de codes erronés');
    await tracker.press('Débloquer Camille Martin');
    await tracker.until(() => tracker.timeline[0] === 'Camille Martin: C’est son tour', 'him unlocked');
  });
});
