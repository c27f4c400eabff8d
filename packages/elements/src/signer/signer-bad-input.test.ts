import { expect } from '@open-wc/testing';
import { openSigner } from '../testing/open-signer.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import type { SignerHarness } from './signer.harness.ts';

const { camille, dominique } = played;
const hour = 3_600_000;

describe('jse-signer: what goes wrong between reading and signing', function () {
  this.timeout(60_000);
  let play: Playground;
  let letter: Uint8Array;

  before(async () => {
    [play, letter] = await Promise.all([startPlayground(), sampleLetter(2)]);
  });
  after(() => play.close());
  // The platform sends a phone five codes an hour.
  beforeEach(() => play.sandbox.clock.advance(hour));
  afterEach(() => {
    Object.assign(play.line, { fault: undefined, tamper: undefined });
  });

  const launch = (signers: Parameters<Playground['launched']>[0]['signers'] = [camille]) =>
    play.launched({ documents: [{ name: 'lettre.pdf', bytes: letter }], signers });
  const spent = async () => (await (await play.vendor()).me()).firm.creditCents;
  const statesOf = async (id: string) =>
    (await (await play.vendor()).collections.get(id)).signers.map(({ state }) => state);
  /** The requests of this kind that leave the page from now on. */
  const counting = (end: string): string[] => {
    const seen: string[] = [];
    play.line.fault = ({ url, method }) => {
      if (method === 'POST' && new URL(url).pathname.endsWith(end)) seen.push(url);
      return undefined;
    };
    return seen;
  };
  /** Up to the code, which it gives. */
  async function upToCode(signer: SignerHarness): Promise<string> {
    await signer.readAll();
    await signer.consent();
    await signer.reaches('code');
    return play.code();
  }

  it('two tabs with a code each, entered at the same moment: one signs, the other says so, one signature is paid', async () => {
    const { id } = await launch();
    const before = await spent();
    const tabs = [
      await openSigner(await play.invited(camille.email)),
      await openSigner(await play.invited(camille.email)),
    ];
    const codes: string[] = [];
    for (const tab of tabs) {
      codes.push(await upToCode(tab));
      // One code in half a minute.
      play.sandbox.clock.advance(31_000);
    }
    await Promise.all(tabs.map((tab, at) => tab.enter(codes[at] ?? '')));
    await Promise.all(tabs.map((tab) => tab.reaches('signed', 'already-signed', 'consenting')));
    const ends = tabs.map(({ element }) => element.step).sort();
    expect(ends).to.deep.equal(['already-signed', 'signed']);
    expect(await statesOf(id)).to.deep.equal(['signed']);
    expect(before - (await spent())).to.equal(25);
  });

  it('a tab that waited with its code while the other signed says that it is done, and hands the file out', async () => {
    await launch();
    const first = await openSigner(await play.invited(camille.email));
    const second = await openSigner(await play.invited(camille.email));
    const code = await upToCode(first);
    play.sandbox.clock.advance(31_000);
    const other = await upToCode(second);
    await first.enter(code);
    await first.reaches('signed');
    await second.enter(other);
    await second.reaches('already-signed');
    expect(second.offers(/^Télécharger/)).to.equal(true);
  });

  it('double clicks: one ceremony, one code, one signature', async () => {
    await launch();
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    const opened = counting('/ceremony');
    const sms = async () => (await play.sandbox.outbox.messages({ channel: 'sms', to: camille.phone })).length;
    const before = await sms();
    signer.element.renderRoot.querySelector<HTMLInputElement>('#consent')?.click();
    await signer.element.updateComplete;
    const button = signer.element.renderRoot.querySelector<HTMLButtonElement>('.actions .primary');
    button?.click();
    button?.click();
    await signer.reaches('code');
    button?.click();
    expect(opened).to.have.length(1);
    await play.sandbox.outbox.drain();
    expect((await sms()) - before).to.equal(1);
    const signed = counting('/sign');
    await signer.prompt.type(await play.code());
    await Promise.all([signer.prompt.submit(), signer.prompt.submit()]);
    await signer.reaches('signed');
    expect(signed).to.have.length(1);
  });

  it('a refusal is sent once, however often it is confirmed', async () => {
    const { id } = await launch();
    const signer = await openSigner(await play.invited(camille.email));
    await signer.reaches('reading');
    const sent = counting('/refusal');
    await signer.refuse('Ce montant est faux.', false);
    signer.element.renderRoot.querySelector<HTMLInputElement>('#confirm')?.click();
    await signer.element.updateComplete;
    const confirm = [...signer.element.renderRoot.querySelectorAll('button')].find((button) =>
      button.textContent?.includes('Confirmer le refus'),
    );
    confirm?.click();
    confirm?.click();
    await signer.reaches('refused');
    expect(sent).to.have.length(1);
    expect(await statesOf(id)).to.deep.equal(['refused']);
  });

  it('somebody else is put in another’s place after the reading: the document has changed, is read anew, and it is said', async () => {
    const { id, signerIds } = await launch([camille, dominique]);
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    await (await play.vendor()).signers.replace(id, signerIds[1]!, { ...dominique, firstName: 'Domitille' });
    await signer.consent();
    await signer.until(() => signer.text.includes('rechargés'), 'the reason');
    await signer.reaches('reading');
    const code = await upToCode(signer);
    await signer.enter(code);
    await signer.reaches('signed');
    expect(signer.text).to.contain('Domitille Petit');
  });

  it('the same after the code was sent: nothing is signed with it', async () => {
    const { id, signerIds } = await launch([camille, dominique]);
    const signer = await openSigner(await play.invited(camille.email));
    const code = await upToCode(signer);
    await (await play.vendor()).signers.replace(id, signerIds[1]!, { ...dominique, firstName: 'Domitille' });
    await signer.enter(code);
    await signer.until(() => signer.text.includes('rechargés'), 'the reason');
    await signer.reaches('reading');
    expect((await statesOf(id))[0]).to.equal('invited');
    const box = () => signer.element.renderRoot.querySelector<HTMLInputElement>('#consent');
    play.sandbox.clock.advance(31_000);
    await signer.readAll();
    expect(box()?.checked, 'the consent was to another document').to.equal(false);
    await signer.consent();
    await signer.reaches('code');
    await signer.enter(await play.code());
    await signer.reaches('signed');
  });

  it('the signer himself is replaced while he reads: his session is over, and he is told', async () => {
    const { id, signerIds } = await launch([camille]);
    const signer = await openSigner(await play.invited(camille.email));
    await signer.readAll();
    await (await play.vendor()).signers.replace(id, signerIds[0]!, dominique);
    await signer.consent();
    await signer.reaches('session-expired');
    expect(await statesOf(id)).to.deep.equal(['invited']);
  });

  it('another person’s session in the same page begins anew: no consent, no ceremony and no file is carried over', async () => {
    const { id } = await launch([camille]);
    const signer = await openSigner(await play.invited(camille.email));
    const code = await upToCode(signer);
    await launch([dominique]);
    signer.element.client = await play.invited(dominique.email);
    await signer.element.updateComplete;
    await signer.reaches('reading');
    expect(signer.text).to.contain('Dominique Petit').and.not.to.contain('Camille Martin');
    await signer.readAll();
    expect(signer.element.renderRoot.querySelector<HTMLInputElement>('#consent')?.checked).to.equal(false);
    await signer.consent();
    await signer.reaches('code');
    const own = await play.code();
    if (code !== own) {
      await signer.enter(code);
      await signer.until(() => signer.prompt.fault !== '', 'the fault');
    }
    await signer.enter(own);
    await signer.reaches('signed');
    expect(await statesOf(id)).to.deep.equal(['invited']);
  });

  it('a code that is over by the platform’s clock is said to be, and another one signs', async () => {
    await launch();
    const signer = await openSigner(await play.invited(camille.email));
    const code = await upToCode(signer);
    play.sandbox.clock.advance(31 * 60_000);
    await signer.enter(code);
    await signer.until(() => signer.prompt.fault !== '', 'the fault');
    expect(signer.element.step).to.equal('code');
    await signer.until(() => signer.prompt.canResend, 'another code on offer', 40_000);
    await signer.prompt.resend();
    await signer.reaches('code');
    await signer.enter(await play.code());
    await signer.reaches('signed');
  });

  it('a line that stays dead while it is asked what became of the signature loses nothing', async () => {
    const { id } = await launch();
    const signer = await openSigner(await play.invited(camille.email));
    const code = await upToCode(signer);
    play.line.fault = ({ url }) => (url.endsWith('/sign') ? 'after' : url.includes('/ceremony') ? 'before' : undefined);
    await signer.enter(code);
    await signer.reaches('interrupted');
    for (const _ of [1, 2]) {
      await signer.press('Vérifier maintenant');
      await signer.reaches('interrupted');
    }
    play.line.fault = undefined;
    await signer.press('Vérifier maintenant');
    await signer.reaches('signed');
    expect(await statesOf(id)).to.deep.equal(['signed']);
  });
});
