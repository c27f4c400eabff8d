import { expect, fixture, html } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { consent } from '@jse/sdk/rules';
import { type FixturePage, makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import '../provider/provider.define.ts';
import './pdf-placement.define.ts';
import { PdfPlacementHarness } from './pdf-placement.harness.ts';

/** Points: half of one is a sixth of a millimetre. */
const tolerance = 0.5;

interface Ink {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const blank = { text: ' ' };
const pages: readonly (readonly [name: string, page: FixturePage, x: number, y: number])[] = [
  ['as it is', blank, 123.4, 456.7],
  ['Rotate 90', { ...blank, rotate: 90 }, 600.25, 31.5],
  ['Rotate 180', { ...blank, rotate: 180 }, 385, 792],
  ['Rotate 270', { ...blank, rotate: 270 }, 0, 545],
  ['CropBox offset', { ...blank, cropBox: [61, 97, 481, 697] }, 17.3, 211.9],
  ['CropBox offset, Rotate 90', { ...blank, cropBox: [61, 97, 481, 697], rotate: 90 }, 222.2, 111.1],
  ['UserUnit 2', { ...blank, userUnit: 2, width: 300, height: 420 }, 150.5, 505.5],
  ['UserUnit 2, Rotate 270', { ...blank, userUnit: 2, width: 300, height: 420, rotate: 270 }, 333.3, 44.4],
];

const base64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
};

describe('a signature', function () {
  this.timeout(120_000);
  let play: Playground;

  before(async () => {
    await executeServerCommand('jse-viewport', { width: 1100, height: 900 });
    play = await startPlayground();
  });
  after(() => play.close());

  it('is drawn by another renderer where the screen showed it, to half a point', async () => {
    const files = await Promise.all(
      pages.map(async ([name, page]) => ({ name: `${name}.pdf`, bytes: await makePdf([page]) })),
    );
    const { id, signerIds } = await play.draft({ documents: files, signers: [played.camille], places: false });
    const vendor = await play.vendor();
    const { documents, version } = await vendor.collections.get(id);
    const shown: { left: number; bottom: number; right: number; top: number }[] = [];
    const placements = [];
    for (const [index, [, , x, y]] of pages.entries()) {
      const root = await fixture<HTMLElement>(
        html`<jse-provider .pdfAssets=${testAssets}>
          <jse-pdf-placement
            .document=${files[index]?.bytes}
            .signers=${[{ id: signerIds[0], name: 'Camille Martin', kind: 'person' }]}
            .placements=${[{ signerId: signerIds[0], page: 1, x, y }]}
          ></jse-pdf-placement>
        </jse-provider>`,
      );
      const element = root.querySelector('jse-pdf-placement')!;
      const placement = new PdfPlacementHarness(element);
      await placement.ready();
      const corner = placement.measured(0);
      const { width, height } = placement.measuredSize(0);
      shown.push({ left: corner.x, bottom: corner.y, right: corner.x + width, top: corner.y + height });
      placements.push({ ...element.placements[0]!, documentId: documents[index]!.id });
    }
    await vendor.placements.replace(id, placements, { ifMatch: version });
    await vendor.collections.launch(id);
    await play.sandbox.outbox.drain();
    const page = await play.invited(played.camille.email);
    const launched = await page.collections.get(id);
    const ceremony = await page.ceremonies.open({
      collections: [
        {
          collectionId: id,
          documents: launched.documents.map(({ id, currentSha256 }) => ({ id, sha256: currentSha256 })),
        },
      ],
      consent: { accepted: true, text: consent.fr, version: consent.version, language: 'fr' },
    });
    await page.ceremonies.sendCode(ceremony.id);
    await play.sandbox.outbox.drain();
    const { results } = await page.ceremonies.sign(ceremony.id, await play.code());
    expect(results.every(({ status }) => status === 'signed')).to.equal(true);
    for (const [index, [name]] of pages.entries()) {
      const { bytes } = await vendor.documents.download(id, documents[index]!.id);
      const ink: Ink = await executeServerCommand('jse-page-ink', { pdf: base64(bytes) });
      const size = documents[index]!.pages[0]!;
      const scale = ink.width / size.width;
      expect(ink.height / size.height, `${name}: the same page`).to.be.closeTo(scale, 0.01);
      const drawn = {
        left: ink.left / scale,
        bottom: (ink.height - ink.bottom) / scale,
        right: ink.right / scale,
        top: (ink.height - ink.top) / scale,
      };
      for (const side of ['left', 'bottom', 'right', 'top'] as const) {
        expect(drawn[side], `${name}: ${side}`).to.be.closeTo(shown[index]![side], tolerance);
      }
    }
  });
});
