import { expect, fixtureCleanup } from '@open-wc/testing';
import { openSigner } from '../testing/open-signer.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { sampleLetter } from '../testing/sample-letter.ts';

const { camille, dominique } = played;

describe('jse-signer: the worker that draws', function () {
  this.timeout(60_000);
  const native = globalThis.Worker;
  let play: Playground;
  /** What happened, in order: a worker started, one ended, a file asked for. */
  let log: string[];
  const counted = (what: string) => log.filter((one) => one === what).length;

  beforeEach(async () => {
    play = await startPlayground();
    log = [];
    let tellStarted = () => {};
    const started = new Promise<void>((resolve) => (tellStarted = resolve));
    globalThis.Worker = class extends native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        log.push('started');
        tellStarted();
      }
      override terminate(): void {
        super.terminate();
        log.push('ended');
      }
    };
    play.line.fault = ({ url }) => {
      if (url.includes('/file/')) log.push('file');
      return undefined;
    };
    // The platform within the page answers faster than a script comes: the collection waits for the worker.
    play.line.tamper = async ({ url }, response) => {
      if (url.includes('/transaction/') && !url.includes('/file/')) await started;
      return response;
    };
  });
  afterEach(async () => {
    globalThis.Worker = native;
    await play.close();
  });

  const launch = async () =>
    play.launched({ documents: [{ name: 'lettre.pdf', bytes: await sampleLetter(1) }], signers: [camille, dominique] });

  it('starts before the file is asked for, draws it, and ends with the element', async () => {
    await launch();
    const signer = await openSigner(await play.invited(camille.email));
    await signer.until(() => (signer.pages?.livePixels ?? 0) > 0, 'the first page');
    expect(log).to.deep.equal(['started', 'file']);
    fixtureCleanup();
    await signer.until(() => counted('ended') > 0, 'the end of the worker');
    expect(counted('started')).to.equal(1);
  });

  it('ends where there is no document to show', async () => {
    const { id, signerIds } = await launch();
    const signer = await openSigner(play.page({ purpose: 'sign', collectionId: id, signerId: signerIds[1]! }));
    await signer.reaches('not-your-turn');
    await signer.until(() => counted('ended') > 0, 'the end of the worker');
    expect(log).to.deep.equal(['started', 'ended']);
  });
});
