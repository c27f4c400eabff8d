import type { Collection } from '@jse/sdk/browser';
import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { testAssets } from '../../test/pdf-fixtures.ts';
import type { LineFault } from '../testing/line.ts';
import { played, type PlayedCollection, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import { CollectionBuilderHarness } from './collection-builder.harness.ts';
import '../provider/provider.define.ts';
import './collection-builder.define.ts';

const { camille, dominique } = played;

/** A step of preparing, and how it is taken again where the line failed it. */
interface Step {
  readonly name: string;
  /** Method and end of the path of the call that it makes. */
  readonly call: RegExp;
  readonly from: 'empty' | 'filled';
  take(builder: CollectionBuilderHarness): Promise<void>;
  again(builder: CollectionBuilderHarness): Promise<void>;
  taken(collection: Collection): boolean;
}

const faults = ['before', 'after', 'proxy'] as const satisfies ReturnType<LineFault>[];
/** What the person is told: the line is down, or the platform had an accident. */
const told = { before: /injoignable/, after: /injoignable/, proxy: /La plateforme a échoué/ };

const retry = (builder: CollectionBuilderHarness) => builder.press('Réessayer');
const names = ({ signers }: Collection) => signers.map(({ firstName }) => firstName);

const steps: readonly Step[] = [
  {
    name: 'an upload',
    call: /^PUT .*\/uploadFile\/1$/,
    from: 'empty',
    take: async (builder) => builder.choose(new File([await sampleLetter(1)], 'mandat.pdf')),
    again: (builder) => builder.press('Renvoyer mandat.pdf'),
    taken: ({ documents }) => documents.length === 1 && documents[0]?.name === 'mandat.pdf',
  },
  {
    name: 'a client',
    call: /^POST .*\/signatory$/,
    from: 'empty',
    async take(builder) {
      await builder.press('Ajouter un client');
      for (const [id, text] of Object.entries(camille)) await builder.write(id, text);
      await builder.press('Ajouter');
    },
    again: (builder) => builder.press('Ajouter'),
    taken: (collection) => names(collection).join() === 'Camille',
  },
  {
    name: 'the seal',
    call: /^POST .*\/signatory$/,
    from: 'empty',
    take: (builder) => builder.press('Ajouter le cachet'),
    again: retry,
    taken: ({ signers }) => signers.length === 1 && signers[0]?.level === 'seal',
  },
  {
    name: 'another object',
    call: /^PATCH .*\/transaction\/[^/]+$/,
    from: 'empty',
    take: (builder) => builder.write('title', 'Mandat fiscal'),
    again: retry,
    taken: ({ title }) => title === 'Mandat fiscal',
  },
  {
    name: 'a signer’s new name',
    call: /^PATCH .*\/signatory\/[^/]+$/,
    from: 'filled',
    async take(builder) {
      await builder.press('Modifier Camille Martin');
      await builder.write('firstName', 'Claire');
      await builder.press('Enregistrer');
    },
    again: (builder) => builder.press('Enregistrer'),
    taken: (collection) => names(collection).join() === 'Claire,Dominique',
  },
  {
    name: 'another order',
    call: /^PUT .*\/order$|^POST .*\/reorder$|^(PUT|POST|PATCH) .*order/,
    from: 'filled',
    take: (builder) => builder.press('Monter Dominique Petit'),
    again: retry,
    taken: (collection) => names(collection).join() === 'Dominique,Camille',
  },
  {
    name: 'a place',
    call: /\/position$/,
    from: 'filled',
    take: async (builder) => (await builder.placement()).placeByKeyboard('Camille Martin'),
    again: retry,
    taken: ({ signers }) => signers[0]?.placements.length === 1,
  },
  {
    name: 'a signer’s removal',
    call: /^DELETE .*\/signatory\/[^/]+$/,
    from: 'filled',
    take: (builder) => builder.press('Retirer Camille Martin'),
    again: retry,
    taken: (collection) => names(collection).join() === 'Dominique',
  },
  {
    name: 'a document’s removal',
    call: /^DELETE .*\/file\/[^/]+$/,
    from: 'filled',
    take: (builder) => builder.press('Retirer lettre.pdf'),
    again: retry,
    taken: ({ documents }) => documents.length === 0,
  },
  {
    name: 'the handing over',
    call: /^POST .*\/draft$/,
    from: 'filled',
    take: (builder) => builder.press('Remettre pour lancement'),
    again: retry,
    taken: ({ state }) => state === 'prepared',
  },
  {
    name: 'the launch',
    call: /^POST .*\/send$/,
    from: 'filled',
    take: (builder) => builder.press(/^Lancer la collecte/),
    again: retry,
    taken: ({ state }) => state === 'ongoing',
  },
];

describe('jse-collection-builder, while the server fails at every step', function () {
  this.timeout(60_000);
  let play: Playground;
  let drafts: Record<Step['from'], PlayedCollection>;

  before(async () => {
    const [started, bytes] = await Promise.all([startPlayground(), sampleLetter(1)]);
    play = started;
    drafts = {
      empty: { documents: [], signers: [] },
      filled: { documents: [{ name: 'lettre.pdf', bytes }], signers: [camille, dominique], places: false },
    };
  });
  after(() => play.close());
  afterEach(() => {
    play.line.fault = undefined;
  });

  const stored = async (id: string) => (await play.vendor()).collections.get(id);

  /** The page on this draft, as it is after each load: nothing is handed over from the one before. */
  async function load(id: string): Promise<CollectionBuilderHarness> {
    const client = play.page({ purpose: 'prepare', collectionId: id });
    const provider = await fixture(
      html`<jse-provider .client=${client} .pdfAssets=${testAssets}>
        <jse-collection-builder></jse-collection-builder>
      </jse-provider>`,
    );
    return new CollectionBuilderHarness(provider.querySelector('jse-collection-builder')!);
  }

  async function opened(id: string): Promise<CollectionBuilderHarness> {
    const builder = await load(id);
    await builder.until(() => /Récapitulatif|La collecte est/.test(builder.text), 'the draft');
    return builder;
  }

  /** Breaks the calls whose method and path match, the first `most` of them, and counts them. */
  function breakAt(call: RegExp, fault: (typeof faults)[number], most = Infinity): { readonly broken: number } {
    const counted = { broken: 0 };
    play.line.fault = ({ method, url }) => {
      if (counted.broken >= most || !call.test(`${method} ${new URL(url).pathname}`)) return undefined;
      counted.broken += 1;
      return fault;
    };
    return counted;
  }

  async function alertIn(builder: CollectionBuilderHarness, words: RegExp): Promise<void> {
    const alerts = () => [...builder.element.renderRoot.querySelectorAll('[role=alert]')];
    await builder.until(() => alerts().some(({ textContent }) => words.test(textContent ?? '')), `${words}`);
  }

  for (const step of steps) {
    for (const fault of faults) {
      it(`${step.name}, failed ${fault}: told, still there after a reload, and not taken twice`, async () => {
        const { id } = await play.draft(drafts[step.from]);
        const before = await stored(id);
        const builder = await opened(id);
        const line = breakAt(step.call, fault);
        await step.take(builder);
        await alertIn(builder, told[fault]);
        expect(line.broken).to.equal(1);

        play.line.fault = undefined;
        const between = await stored(id);
        expect(step.taken(between)).to.equal(fault === 'after');
        const reloaded = await opened(id);
        expect(reloaded.text).not.to.match(/injoignable|échoué/);
        expect(reloaded.names('signers')).to.have.length(between.state === 'ongoing' ? 0 : between.signers.length);

        await step.again(builder);
        await builder.until(
          () => builder.element.renderRoot.querySelector('.notice.danger, .failed') === null,
          'no fault',
        );
        const end = performance.now() + 5000;
        while (!step.taken(await stored(id)) && performance.now() < end)
          await new Promise((done) => setTimeout(done, 50));
        const after = await stored(id);
        expect(step.taken(after)).to.equal(true);
        expect(after.version).to.equal(before.version + 1);
        expect(builder.text).not.to.contain('autre personne');
        fixtureCleanup();
      });
    }

    it(`${step.name}, taken, but how the draft stands then cannot be read`, async () => {
      const { id } = await play.draft(drafts[step.from]);
      const before = await stored(id);
      const builder = await opened(id);
      breakAt(/^GET .*\/transaction\/[^/]+$/, 'before');
      await step.take(builder);
      await alertIn(builder, told.before);
      play.line.fault = undefined;
      await step.again(builder);
      await builder.until(
        () => builder.element.renderRoot.querySelector('.notice.danger, .failed') === null,
        'no fault',
      );
      const after = await stored(id);
      expect(step.taken(after)).to.equal(true);
      expect(after.version).to.equal(before.version + 1);
    });
  }

  for (const call of [/^POST .*\/session$/, /^GET .*\/members?$/]) {
    it(`opening, failed at ${call.source}: told, and opened at a press`, async () => {
      const { id } = await play.draft(drafts.filled);
      const line = breakAt(call, 'before');
      const builder = await load(id);
      await alertIn(builder, told.before);
      expect(line.broken).to.be.greaterThan(0);
      play.line.fault = undefined;
      await retry(builder);
      await builder.until(() => builder.text.includes('Récapitulatif'), 'the draft');
      expect(builder.names('signers')).to.deep.equal(['Camille Martin', 'Dominique Petit']);
    });
  }

  it('a document that cannot be fetched for its places is told, and fetched at a press', async () => {
    const { id } = await play.draft(drafts.filled);
    const line = breakAt(/^GET .*\/(file|document)/, 'before');
    const builder = await opened(id);
    await alertIn(builder, told.before);
    expect(line.broken).to.equal(1);
    play.line.fault = undefined;
    await retry(builder);
    await builder.placement();
  });

  it('two files while the first one’s answer is lost: both are there, each once', async () => {
    const { id } = await play.draft(drafts.empty);
    const builder = await opened(id);
    breakAt(/\/uploadFile\/1$/, 'after', 1);
    const bytes = await sampleLetter(1);
    await builder.choose(new File([bytes], 'une.pdf'), new File([bytes], 'deux.pdf'));
    await builder.until(
      () => builder.offers('Renvoyer une.pdf') && builder.names('documents').includes('deux.pdf'),
      'both',
    );
    play.line.fault = undefined;
    await builder.press('Renvoyer une.pdf');
    await builder.until(() => builder.element.renderRoot.querySelector('.failed') === null, 'the first');
    const { documents } = await stored(id);
    expect(documents.map(({ name }) => name)).to.deep.equal(['une.pdf', 'deux.pdf']);
  });

  it('two people who upload at the same time do not take each other’s place', async () => {
    const { id } = await play.draft(drafts.empty);
    const builder = await opened(id);
    const vendor = await play.vendor();
    await vendor.documents.upload(id, 1, { name: 'autre.pdf', bytes: await sampleLetter(1) });
    await builder.choose(new File([await sampleLetter(1)], 'mienne.pdf'));
    await builder.until(() => builder.names('documents').length === 2, 'both');
    expect((await stored(id)).documents.map(({ name }) => name)).to.deep.equal(['autre.pdf', 'mienne.pdf']);
  });

  it('somebody typed otherwise after a lost answer is not added beside the first without a word', async () => {
    const { id } = await play.draft(drafts.empty);
    const builder = await opened(id);
    breakAt(/^POST .*\/signatory$/, 'after');
    await builder.press('Ajouter un client');
    for (const [field, text] of Object.entries(camille)) await builder.write(field, text);
    await builder.press('Ajouter');
    await alertIn(builder, told.after);
    play.line.fault = undefined;
    await builder.write('lastName', 'Marten');
    await builder.press('Ajouter');
    await alertIn(builder, /était bien arrivée/);
    expect(builder.names('signers')).to.deep.equal(['Camille Martin']);
    expect(builder.text).not.to.contain('autre personne');
  });

  it('somebody else’s change after one that got lost on its way is not taken for it', async () => {
    const { id } = await play.draft(drafts.empty);
    const builder = await opened(id);
    breakAt(/^PATCH /, 'before');
    await builder.write('title', 'Mandat fiscal');
    await alertIn(builder, told.before);
    play.line.fault = undefined;
    await (await play.vendor()).collections.update(id, { title: 'Autre objet' });
    await builder.press('Ajouter le cachet');
    await alertIn(builder, /par une autre personne/);
    expect(builder.text).not.to.contain('était bien arrivé');
    expect((await stored(id)).title).to.equal('Autre objet');
  });

  it('the browser asks before it leaves what is not saved', async () => {
    const { id } = await play.draft(drafts.empty);
    const builder = await opened(id);
    const leaves = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leaves()).to.equal(true);
    breakAt(/^PATCH /, 'before');
    await builder.write('title', 'Mandat fiscal');
    await alertIn(builder, told.before);
    expect(builder.text).to.contain('Pas encore enregistré');
    expect(leaves()).to.equal(false);
    play.line.fault = undefined;
    await retry(builder);
    await builder.saved();
    expect(leaves()).to.equal(true);
  });
});
