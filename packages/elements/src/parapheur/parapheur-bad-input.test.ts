import { expect } from '@open-wc/testing';
import { openTray } from '../testing/open-tray.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { ParapheurHarness } from './parapheur.harness.ts';

describe('jse-parapheur: what goes wrong between reading and signing', function () {
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
  const credit = async () => (await (await play.vendor()).me()).firm.creditCents;

  async function open(): Promise<ParapheurHarness> {
    const tray = await openTray(play.page({ purpose: 'parapheur' }));
    await tray.reaches('list');
    return tray;
  }

  async function upToCode(tray: ParapheurHarness): Promise<string> {
    await tray.chooseAll();
    await tray.press(/^Signer 2/);
    await tray.consent();
    await tray.reaches('code');
    return play.code();
  }

  it('two tabs with a code each for the same letters, entered at the same moment: each is signed and paid once, both say so', async () => {
    const titles = ['Lettre A', 'Lettre B'];
    const made = [];
    for (const title of titles) made.push(await play.launched({ title, documents: documents(), signers: ['expert'] }));
    const tabs = [await open(), await open()];
    const codes: string[] = [];
    for (const tab of tabs) {
      codes.push(await upToCode(tab));
      // One code in half a minute.
      play.sandbox.clock.advance(31_000);
    }
    const before = await credit();
    await Promise.all(tabs.map((tab, at) => tab.enter(codes[at] ?? '')));
    await Promise.all(tabs.map((tab) => tab.reaches('done')));
    const vendor = await play.vendor();
    for (const { id } of made) expect((await vendor.collections.get(id)).state).to.equal('completed');
    expect(before - (await credit()), 'what was paid').to.equal(2 * 25);
    for (const [at, title] of titles.entries()) {
      const said = tabs.map(({ outcomes }) => outcomes[at] ?? '');
      expect(
        said.filter((words) => words === `${title} Alix Expert Signée`),
        said.join(' | '),
      ).to.have.length(1);
      expect(
        said.filter((words) => words.includes('déjà')),
        said.join(' | '),
      ).to.have.length(1);
    }
  });

  it('two tabs launch the same letter at the same moment: it is launched once, the other says why it did nothing', async () => {
    const { id } = await play.draft({ title: 'Prête', documents: documents(), signers: [played.camille] });
    await (await play.vendor('preparer')).collections.prepare(id);
    const tabs = [await open(), await open()];
    for (const tab of tabs) await tab.chooseAll();
    await Promise.all(tabs.map((tab) => tab.press('Lancer 1 collecte')));
    const told = /1 collecte lancée|Prête : L'état actuel ne le permet pas/;
    await Promise.all(tabs.map((tab) => tab.until(() => told.test(tab.text), 'what became of the launch')));
    const launched = tabs.filter(({ text }) => text.includes('1 collecte lancée'));
    expect(launched, tabs.map(({ text }) => text).join(' | ')).to.have.length(1);
    await play.sandbox.outbox.drain();
    const invitations = await play.sandbox.outbox.messages({ channel: 'email', to: played.camille.email });
    expect(invitations).to.have.length(1);
  });

  it('a letter that changes after it was read is not signed, and that is said; the other one is', async () => {
    const signers = ['expert', played.camille] as const;
    const kept = await play.launched({ title: 'Même', documents: documents(), signers });
    const changed = await play.launched({ title: 'Autre', documents: documents(), signers });
    const tray = await open();
    const code = await upToCode(tray);
    await (await play.vendor()).signers.replace(changed.id, changed.signerIds[1]!, played.dominique);
    await tray.enter(code);
    await tray.reaches('done');
    expect(tray.text).to.contain('1 sur 2 signées');
    const [first, second] = tray.outcomes;
    expect(first).to.match(/^Même .*Signée$/);
    expect(second).to.match(/^Autre .*Le document relu n'est pas celui à signer$/);
    const vendor = await play.vendor();
    const states = [kept, changed].map(async ({ id }) => (await vendor.collections.get(id)).signers[0]?.state);
    expect(await Promise.all(states)).to.deep.equal(['signed', 'invited']);
    await tray.press('Réessayer 1 collecte');
    await tray.reaches('list');
    expect(tray.entries).to.deep.equal(['Autre']);
  });
});
