import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { accessible } from '../../test/accessible.ts';
import { encryptedPdf } from '../../test/encrypted-pdf.ts';
import { makePdf, testAssets } from '../../test/pdf-fixtures.ts';
import { KeyboardWay } from '../testing/keyboard-way.ts';
import { played, type Playground, startPlayground } from '../testing/playground.ts';
import { appended, onePage } from '../testing/incremental-update.ts';
import { signedFile } from '../testing/sign-as.ts';
import { SignatureReportHarness } from './signature-report.harness.ts';
import type { VerificationFailedEvent, VerifiedEvent } from './signature-report.events.ts';
import type { JseSignatureReport } from './signature-report.ts';
import '../provider/provider.define.ts';
import './signature-report.define.ts';

async function open(more: Partial<JseSignatureReport> = {}, lang = 'fr'): Promise<SignatureReportHarness> {
  const provider = await fixture(
    html`<jse-provider lang=${lang} .pdfAssets=${testAssets}
      ><jse-signature-report></jse-signature-report
    ></jse-provider>`,
  );
  const element = provider.querySelector('jse-signature-report')!;
  Object.assign(element, more);
  await element.updateComplete;
  return new SignatureReportHarness(element);
}

const named = (bytes: Uint8Array, name = 'lettre.pdf') => new File([bytes as Uint8Array<ArrayBuffer>], name);

describe('jse-signature-report', function () {
  this.timeout(60_000);
  let play: Playground;
  let signed: Uint8Array<ArrayBuffer>;
  let trustAnchors: Uint8Array[];

  before(async () => {
    play = await startPlayground();
    trustAnchors = [play.sandbox.rootCertificate];
    signed = await signedFile(play, [played.camille, played.dominique]);
  });
  after(() => play.close());

  /** The signed file with an annotation put over a page afterwards. */
  const overpainted = () => {
    const page = onePage(signed);
    const next = 9000;
    const body = page.body.replace(/\/Annots\s*\[/, `/Annots[${next} 0 R `);
    const withAnnotation = body === page.body ? page.body.replace(/>>$/, `/Annots[${next} 0 R]>>`) : body;
    const note = `<</Type/Annot/Subtype/Square/Rect[100 600 300 700]/IC[1 0 0]/C[1 0 0]/F 4/P ${page.number} 0 R/AP<</N 9001 0 R>>>>`;
    const look =
      '<</Type/XObject/Subtype/Form/BBox[0 0 200 100]/Length 25>>stream\n1 0 0 rg 0 0 200 100 re f\nendstream';
    return appended(
      signed,
      new Map([
        [page.number, withAnnotation],
        [next, note],
        [9001, look],
      ]),
    );
  };

  it('says of a file signed on the platform that it is valid, and who vouches for what', async () => {
    const report = await open({ trustAnchors });
    const verified = oneEvent<VerifiedEvent>(report.element, 'jse-verified');
    report.choose(named(signed));
    const { report: data } = await verified;
    await report.ended();
    expect(data.verdict.indication, report.text).to.equal('TOTAL-PASSED');
    expect(report.verdict).to.contain('Valide').and.to.contain('La signature est valide');
    expect(report.signatures).to.have.length(data.signatures.length);
    expect(report.signatures[0])
      .to.contain('Signature de Camille Martin')
      .and.to.contain('confirmé par un code reçu par SMS')
      .and.to.contain('prouvée par un horodatage');
    expect(report.revisions.length).to.equal(data.revisions.length);
    expect(report.revisions[0]).to.contain('Document d’origine');
    expect(report.changes.every((change) => change.startsWith('permis'))).to.equal(true);
    expect(report.text).to.match(/Non révoqué selon la réponse OCSP du \d/);
    const zone = new Intl.DateTimeFormat('fr', { timeZoneName: 'short' }).formatToParts(new Date(data.at)).at(-1)!;
    expect(report.signatures[0]).to.contain(`${zone.value}, prouvée par un horodatage`);
    await accessible(report.element);
  });

  it('says who vouches by the certificate policies that it is given', async () => {
    const report = await open({ trustAnchors, file: named(signed) });
    await report.ended();
    const [own] = report.element.report!.signatures;
    const [policy = ''] = own!.certificate!.policies;
    for (const [signatureKinds, vouched] of [
      [{}, false],
      [{ [policy]: 'simple' as const }, true],
    ] as const) {
      const judged = oneEvent<VerifiedEvent>(report.element, 'jse-verified');
      report.element.signatureKinds = signatureKinds;
      await judged;
      await report.ended();
      expect(report.text.includes('confirmé par un code reçu par SMS')).to.equal(vouched);
    }
  });

  it('is read from its headings: the verdict takes the focus, no level is left out, each part has its name', async () => {
    const report = await open({ trustAnchors, file: named(overpainted()) });
    await report.ended();
    const root = report.element.renderRoot as ShadowRoot;
    expect(root.activeElement?.id).to.equal('step-title');
    const headings = [...root.querySelectorAll('h2, h3, h4, h5')].map(({ tagName }) => Number(tagName[1]));
    expect(headings[0]).to.equal(2);
    expect(headings.every((level, at) => at === 0 || level <= headings[at - 1]! + 1)).to.equal(true);
    for (const part of root.querySelectorAll('section, article')) {
      const label = part.getAttribute('aria-label') ?? root.getElementById(part.getAttribute('aria-labelledby') ?? '');
      expect(
        typeof label === 'string' ? label : label?.textContent?.trim(),
        part.outerHTML.slice(0, 80),
      ).to.not.be.oneOf([undefined, '']);
    }
  });

  it('confirms no identity without an anchor, and says why', async () => {
    const report = await open({ file: named(signed) });
    await report.ended();
    expect(report.verdict).to.contain('Non confirmé').and.to.contain('autorité de confiance');
    expect(report.text).to.contain('Aucune autorité de confiance n’est configurée');
    await accessible(report.element);
    report.element.trustAnchors = trustAnchors;
    await report.until(() => report.verdict.includes('La signature est valide'), 'the verdict with anchors');
  });

  it('says of a changed byte that the signature does not hold', async () => {
    const changed = signed.slice();
    changed[200] = (changed[200] ?? 0) ^ 1;
    const report = await open({ trustAnchors, file: named(changed) });
    await report.ended();
    expect(report.verdict).to.contain('Non valide');
    expect(report.text).to.contain('n’engage personne');
    expect(report.text).not.to.contain('Complété dans les limites permises');
    await accessible(report.element);
  });

  it('shows where a page was painted over after it was signed, before and after', async () => {
    const report = await open({ trustAnchors, file: named(overpainted()) });
    await report.ended();
    expect(report.verdict).to.contain('Non confirmé').and.to.contain('modifié après la signature');
    expect(report.revisions.at(-1)).to.contain('Modification interdite');
    expect(report.changes.some((change) => change.startsWith('interdit Une annotation a été ajoutée.'))).to.equal(true);
    await report.press('Montrer les pages concernées');
    await report.until(() => report.pictures.length > 0, 'the pages');
    expect(report.pictures.slice(0, 2), report.changes.join(' | ')).to.deep.equal([
      'Page 2 telle que signée',
      'Page 2 telle qu’affichée maintenant, 2 endroits modifiés entourés',
    ]);
    const sheet = report.element.renderRoot.querySelectorAll<HTMLElement>('.sheet')[1]!;
    const outline = sheet.querySelector<HTMLElement>('.outline.forbidden')!;
    const canvas = sheet.querySelector('canvas')!;
    const at = (x: number, y: number) => {
      const scale = canvas.width / 595;
      return [
        ...canvas
          .getContext('2d')!
          .getImageData(x * scale, (842 - y) * scale, 1, 1)
          .data.slice(0, 3),
      ];
    };
    expect(at(200, 650), 'the picture is of the page as it is now').to.deep.equal([255, 0, 0]);
    const [frame, mark] = [canvas.getBoundingClientRect(), outline.getBoundingClientRect()];
    const middle = (mark.left + mark.width / 2 - frame.left) / frame.width;
    expect(middle).to.be.closeTo(200 / 595, 0.02);
    await accessible(report.element);
    await report.press('Masquer les pages');
    expect(report.pictures).to.have.length(0);
  });

  it('outlines what differs where the content of a page itself was replaced', async () => {
    const page = onePage(signed);
    const content = '<</Length 27>>stream\n0 0 1 rg 60 60 100 50 re f  \nendstream';
    const body = page.body.replace(/\/Contents\s*(\[[^\]]*\]|\d+ \d+ R)/, '/Contents 9002 0 R');
    const report = await open({
      trustAnchors,
      file: named(
        appended(
          signed,
          new Map([
            [page.number, body],
            [9002, content],
          ]),
        ),
      ),
    });
    await report.ended();
    await report.press('Montrer les pages concernées');
    await report.until(() => report.pictures.length > 0, 'the pages');
    expect(report.pictures[1]).to.match(/endroits? modifiés? entourés?$/);
    expect(report.element.renderRoot.querySelectorAll('.outline').length).to.be.greaterThan(0);
  });

  it('says that a file without a signature identifies nobody', async () => {
    const report = await open({ trustAnchors, file: named(await makePdf([{}])) });
    await report.ended();
    expect(report.verdict).to.contain('Aucune signature').and.to.contain('n’identifie personne');
    expect(report.signatures).to.have.length(0);
    await accessible(report.element);
  });

  it('refuses what is no PDF, and takes the next file', async () => {
    const report = await open({ trustAnchors });
    await accessible(report.element);
    const failed = oneEvent<VerificationFailedEvent>(report.element, 'jse-verification-failed');
    report.choose(named(new TextEncoder().encode('nothing'), 'notes.txt'));
    expect((await failed).code).to.equal('NOT_A_PDF');
    await report.ended();
    expect(report.text).to.contain('Ce n’est pas un PDF.');
    await accessible(report.element);
    report.choose(named(signed));
    await report.until(() => report.verdict !== '', 'the verdict');
    await report.press('Vérifier un autre fichier');
    expect(report.verdict).to.equal('');
  });

  it('asks for the password of an encrypted file, and judges it anew with it', async () => {
    const report = await open({ trustAnchors, file: named(encryptedPdf) });
    await report.ended();
    expect(report.text).to.contain('protégé par un mot de passe');
    await accessible(report.element);
    const field = report.element.renderRoot.querySelector<HTMLInputElement>('#password')!;
    field.value = 'secret';
    field.dispatchEvent(new Event('input'));
    await report.press('Vérifier à nouveau');
    await report.until(
      () => !report.text.includes('protégé par un mot de passe') && report.verdict !== '',
      'the report',
    );
  });

  it('verifies a large file in a worker, and without one where the page refuses it: the same report', async () => {
    const large = await signedFile(play, [played.camille], await padTo(await makePdf([{}]), 1_200_000));
    const workers: string[] = [];
    const native = globalThis.Worker;
    globalThis.Worker = class extends native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(options?.name ?? '');
      }
    };
    try {
      const report = await open({ trustAnchors, file: named(large) });
      await report.ended();
      expect(report.verdict).to.contain('La signature est valide');
      expect(workers).to.deep.equal(['jse-verify']);
      const { at: _, ...inWorker } = report.element.report!;
      const provider = report.element.closest('jse-provider')!;
      provider.pdfAssets = { ...testAssets, verifyWorkerUrl: new URL('/nowhere.js', location.href).href };
      await provider.updateComplete;
      report.element.file = named(large);
      await report.element.updateComplete;
      await report.until(() => report.verdict !== '', 'the report without a worker');
      const { at: __, ...without } = report.element.report!;
      expect(without).to.deep.equal(inWorker);
    } finally {
      globalThis.Worker = native;
    }
  });

  it('is got about by the keyboard alone, and in English', async () => {
    const report = await open({ trustAnchors, file: named(overpainted()) }, 'en');
    await report.ended();
    expect(report.verdict).to.contain('Not confirmed');
    const way = new KeyboardWay(report.element);
    await way.press('Verify another file');
    await report.until(() => report.text.includes('Drop a PDF here'), 'the way in');
    report.choose(named(overpainted()));
    await report.until(() => report.verdict !== '', 'the next report');
    await way.press('Show the pages concerned');
    await report.until(() => report.pictures.length > 0, 'the pages');
  });

  it('begins every line of a signature at the same edge, its button’s words too', async () => {
    const report = await open({ trustAnchors, file: named(signed) });
    await report.ended();
    for (const card of report.element.renderRoot.querySelectorAll('.card.signature')) {
      const words = document.createRange();
      words.selectNodeContents(card.querySelector(':scope > .button')!);
      // The white space around the words in the template has a width of nothing.
      const left = Math.min(...[...words.getClientRects()].filter(({ width }) => width > 0).map(({ x }) => x));
      expect(left).to.be.closeTo(card.querySelector('h3')!.getBoundingClientRect().x, 1);
    }
  });

  it('hands out a printed report, the data and the signed revision as files', async () => {
    const report = await open({ trustAnchors, file: named(overpainted()) });
    await report.ended();
    const saved: { name: string; size: number }[] = [];
    const click = HTMLAnchorElement.prototype.click;
    const blobs = new Map<string, Blob>();
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob: Blob) => {
      const address = create.call(URL, blob);
      blobs.set(address, blob);
      return address;
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, size: blobs.get(this.href)?.size ?? 0 });
    };
    try {
      await report.press('Télécharger le rapport');
      await report.until(() => saved.length === 1, 'the report');
      await report.press('Données du rapport (JSON)');
      await report.press('Enregistrer la version signée');
      await report.until(() => saved.length === 3, 'the revision');
    } finally {
      HTMLAnchorElement.prototype.click = click;
      URL.createObjectURL = create;
    }
    expect(saved.map(({ name }) => name)).to.deep.equal([
      'lettre-rapport-de-verification.pdf',
      'lettre-rapport-de-verification.json',
      'lettre-version-signee.pdf',
    ]);
    const [first] = report.element.report!.signatures;
    expect(saved[2]?.size).to.equal(first!.byteRange![2]! + first!.byteRange![3]!);
  });
});

/** The file with an object nobody asks for, so that it is as large as this. */
async function padTo(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const { PDFDocument, PDFName } = await import('pdf-lib');
  const document = await PDFDocument.load(bytes);
  const noise = new Uint8Array(Math.max(1, size - bytes.length));
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  const stream = document.context.stream(noise);
  document.catalog.set(
    PDFName.of('PieceInfo'),
    document.context.obj({ Noise: { Private: document.context.register(stream) } }),
  );
  return document.save();
}
