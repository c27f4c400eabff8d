import { expect, waitUntil } from '@open-wc/testing';
import { makeA4, strictAssets, testAssets } from '../test/pdf-fixtures.ts';
import { makeScans } from '../test/scans-pdf.ts';
import { CollectionBuilderHarness } from './collection-builder/collection-builder.harness.ts';
import type { JsePdfPages } from './pdf-pages/pdf-pages.ts';
import type { JsePdfPlacement } from './pdf-placement/pdf-placement.ts';
import type { JseProvider } from './provider/provider.ts';
import { played, startPlayground } from './testing/playground.ts';
import type { JseSignatureReport } from './signature-report/signature-report.ts';

interface StrictPage {
  readonly document: Document;
  readonly violations: string[];
}

/** A frame of this origin under the strict policy, with the elements defined and an ear for violations. */
async function openStrictPage(): Promise<StrictPage> {
  const frame = document.createElement('iframe');
  // In view, since engines give hidden frames no animation frames, and pdf.js draws in them.
  Object.assign(frame.style, { position: 'fixed', inset: '0', width: '780px', height: '560px' });
  frame.src = '/__strict/';
  document.body.append(frame);
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  const inner = frame.contentDocument!;
  const violations: string[] = [];
  inner.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  await waitUntil(() => frame.contentWindow!.customElements.get('jse-pdf-placement'));
  return { document: inner, violations };
}

/** How light a canvas is at half its height and a share of its width, 0 to 255. */
function inkAt(canvas: HTMLCanvasElement, share: number): number {
  const context = canvas.getContext('2d')!;
  return context.getImageData(Math.round(canvas.width * share), Math.round(canvas.height / 2), 1, 1).data[0]!;
}

describe('a page with a strict Content-Security-Policy and Trusted Types', () => {
  afterEach(() => {
    document.querySelector('iframe')?.remove();
  });

  it('is strict: a script from a string is refused', async () => {
    const { document: inner, violations } = await openStrictPage();
    const script = inner.createElement('script');
    script.append('globalThis.intruder = true;');
    try {
      inner.body.append(script);
    } catch {
      // With Trusted Types the engine may throw instead of ignoring the script.
    }
    await waitUntil(() => violations.length > 0);
    expect((inner.defaultView as unknown as { intruder?: boolean }).intruder).to.equal(undefined);
  });

  it('shows a PDF and places on it without a violation, by a real worker', async () => {
    const { document: inner, violations } = await openStrictPage();
    const provider = inner.createElement('jse-provider') as JseProvider;
    const placement = inner.createElement('jse-pdf-placement') as JsePdfPlacement;
    provider.pdfAssets = strictAssets;
    provider.append(placement);
    placement.signers = [{ id: 'a', name: 'Alice Martin', kind: 'person' }];
    placement.placements = [{ signerId: 'a', page: 1, x: 50, y: 700 }];
    placement.document = await makeA4(2);
    inner.body.append(provider);
    await waitUntil(
      () => {
        const pages = placement.shadowRoot?.querySelector<JsePdfPages>('jse-pdf-pages');
        return pages?.shadowRoot?.querySelector('.page canvas') && pages.shadowRoot.querySelector('.text')?.textContent;
      },
      'page and text are drawn',
      { timeout: 10_000 },
    );
    const box = placement.shadowRoot!.querySelector<HTMLElement>('.box')!;
    box.focus();
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(placement.placements[0]?.x).to.equal(51);
    expect(violations.join('\n')).to.equal('');
  });

  it('decodes scans in JBIG2 and JPEG 2000 without a violation', async () => {
    const { document: inner, violations } = await openStrictPage();
    const provider = inner.createElement('jse-provider') as JseProvider;
    const pages = inner.createElement('jse-pdf-pages') as JsePdfPages;
    provider.pdfAssets = strictAssets;
    provider.append(pages);
    pages.document = await makeScans();
    inner.body.append(provider);
    for (const number of [1, 2]) {
      const drawn = () => pages.shadowRoot?.querySelectorAll<HTMLCanvasElement>('.page canvas')[number - 1];
      await waitUntil(() => (drawn() ? inkAt(drawn()!, 0.25) < 64 : false), `ink on page ${number}`, {
        timeout: 10_000,
      });
      expect(inkAt(drawn()!, 0.75), 'paper').to.be.above(192);
    }
    expect(violations.join('\n')).to.equal('');
  });

  it('prepares a collection from a picture to the launch without a violation', async function () {
    this.timeout(60_000);
    const play = await startPlayground();
    const { document: inner, violations } = await openStrictPage();
    const provider = inner.createElement('jse-provider') as JseProvider;
    const element = inner.createElement('jse-collection-builder') as CollectionBuilderHarness['element'];
    const { id } = await play.draft({ documents: [], signers: [] });
    provider.pdfAssets = strictAssets;
    provider.client = play.page({ purpose: 'prepare', collectionId: id });
    provider.append(element);
    inner.body.append(provider);
    const builder = new CollectionBuilderHarness(element);
    const canvas = document.createElement('canvas');
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    await builder.choose(new File([picture ?? ''], 'carte.png'));
    // The frame makes a PDF of it; a client of this window does not know the frame's class of files, so it ends there.
    await builder.press('Ne plus afficher carte.pdf');
    await builder.choose(new File([(await makeScans()) as Uint8Array<ArrayBuffer>], 'scans.pdf'));
    await builder.until(() => builder.names('documents').length === 1, 'the document');
    await builder.addClient(played.camille);
    await builder.chooseList(
      new File(['Prénom;Nom;E-mail;Mobile\nZoé;Lefèvre;zoe@client.example;0639980021'], 'l.csv'),
    );
    await builder.press('Ajouter 1 signataire');
    await builder.until(() => builder.names('signers').length === 2, 'the list');
    await builder.placement();
    await builder.press(/^Lancer la collecte/);
    await builder.until(() => builder.text.includes('La collecte est lancée'), 'the launch');
    expect(violations.join('\n')).to.equal('');
    await play.close();
  });

  it('verifies a large file in a worker without a violation', async () => {
    const { document: inner, violations } = await openStrictPage();
    const provider = inner.createElement('jse-provider') as JseProvider;
    const report = inner.createElement('jse-signature-report') as JseSignatureReport;
    provider.pdfAssets = testAssets;
    provider.append(report);
    const page = await makeA4(1);
    const large = new Uint8Array(page.length + 1_500_000).fill(32);
    large.set(page);
    report.file = large;
    inner.body.append(provider);
    await waitUntil(() => report.report, 'the report', { timeout: 10_000 });
    expect(report.report?.verdict.indication).to.equal('NO_SIGNATURE_FOUND');
    expect(violations.join('\n')).to.equal('');
  });
});
