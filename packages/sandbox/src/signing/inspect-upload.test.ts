import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { PDFDocument, PDFName } from 'pdf-lib';
import { makeTestAuthority } from '../certificates/authority.harness.ts';
import { missing, withWorkbench } from '../certificates/external-tools.harness.ts';
import { type DocumentOptions, makeDocument } from './documents.harness.ts';
import { inspectUpload, maxUploadBytes } from './inspect-upload.ts';
import { prepareDocument } from './prepare-document.ts';
import { signField } from './sign-field.ts';

/** A document with something added to its catalog. */
async function withCatalog(
  change: (document: PDFDocument) => void,
  options: DocumentOptions = {},
): Promise<Uint8Array> {
  const document = await PDFDocument.load(await makeDocument(options));
  change(document);
  return document.save();
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const inspection = await inspectUpload(bytes);
  return inspection.ok ? 'taken' : inspection.code;
}

async function findings(bytes: Uint8Array): Promise<string[]> {
  const inspection = await inspectUpload(bytes);
  assert.ok(inspection.ok);
  return inspection.findings.map(({ code }) => code);
}

const script = { S: 'JavaScript', JS: 'app.alert(1)' };

describe('what is refused', () => {
  test('what is no PDF, or has something before it', async () => {
    const bytes = await makeDocument();
    assert.equal(await refusal(new Uint8Array()), 'pdf_invalid');
    assert.equal(await refusal(new TextEncoder().encode('PK\u0003\u0004')), 'pdf_invalid');
    assert.equal(await refusal(Uint8Array.from([0x0a, ...bytes])), 'pdf_invalid');
  });

  test('one byte more than 10 MB', async () => {
    const bytes = await makeDocument();
    const large = new Uint8Array(maxUploadBytes + 1);
    large.set(bytes);
    assert.equal(await refusal(large), 'pdf_too_large');
  });

  test('damaged: cut short, without end, header alone', async () => {
    const bytes = await makeDocument();
    assert.equal(await refusal(bytes.subarray(0, bytes.length >> 1)), 'pdf_damaged');
    assert.equal(await refusal(bytes.subarray(0, bytes.length - 30)), 'pdf_damaged');
    assert.equal(await refusal(new TextEncoder().encode('%PDF-1.7\n')), 'pdf_damaged');
  });

  test('encrypted', { skip: missing('qpdf') }, async () => {
    for (const [user, bits] of [
      ['', '256'],
      ['secret', '256'],
      ['secret', '128'],
    ] as const) {
      const encrypted = await withWorkbench(async (bench) => {
        bench.write('in.pdf', await makeDocument());
        bench.run('qpdf', '--allow-weak-crypto', '--encrypt', user, 'owner', bits, '--', 'in.pdf', 'out.pdf');
        return bench.read('out.pdf');
      });
      assert.equal(await refusal(encrypted), 'pdf_encrypted');
    }
  });

  for (const [name, change] of Object.entries<(document: PDFDocument) => void>({
    OpenAction: ({ catalog, context }) => catalog.set(PDFName.of('OpenAction'), context.obj(script)),
    'additional actions': ({ catalog, context }) => catalog.set(PDFName.of('AA'), context.obj({ WC: script })),
    'the names tree': ({ catalog, context }) =>
      catalog.set(
        PDFName.of('Names'),
        context.obj({ JavaScript: { Names: ['a', context.register(context.obj(script))] } }),
      ),
    'a page': (document) => document.getPage(0).node.set(PDFName.of('AA'), document.context.obj({ O: script })),
    'an action that follows another': ({ catalog, context }) =>
      catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'GoTo', D: [0], Next: [script] })),
  })) {
    test(`JavaScript in ${name}`, async () => {
      assert.equal(await refusal(await withCatalog(change)), 'pdf_has_javascript');
    });
  }

  test('XFA, and a certification that permits nothing', async () => {
    const xfa = await withCatalog(({ catalog, context }) =>
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [], XFA: context.register(context.stream('<xdp/>')) })),
    );
    assert.equal(await refusal(xfa), 'pdf_has_xfa');
    const certified = (P: number) =>
      withCatalog(({ catalog, context }) => {
        const reference = { TransformMethod: 'DocMDP', TransformParams: { P } };
        catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: { Reference: [reference] } }));
      });
    assert.equal(await refusal(await certified(1)), 'pdf_certified');
    assert.deepEqual(await findings(await certified(2)), ['pdf_certified_for_forms']);
  });
});

describe('what is told', () => {
  test('an ordinary document has its pages and no findings', async () => {
    const bytes = await makeDocument({
      pages: [{}, { rotate: 90, crop: [10, 20, 300, 400] }, { width: 100, height: 200, userUnit: 2 }],
    });
    const inspection = await inspectUpload(bytes);
    assert.deepEqual(inspection, {
      ok: true,
      pages: [
        { width: 595, height: 842, rotate: 0, cropBox: [0, 0, 595, 842], userUnit: 1 },
        { width: 400, height: 300, rotate: 90, cropBox: [10, 20, 310, 420], userUnit: 1 },
        { width: 200, height: 400, rotate: 0, cropBox: [0, 0, 100, 200], userUnit: 2 },
      ],
      findings: [],
      signatureFields: [],
      signed: false,
    });
  });

  test('forms, files, layers, actions and media', async () => {
    assert.deepEqual(await findings(await makeDocument({ form: true, streams: true })), ['pdf_has_form']);
    const attached = await withCatalog((document) => void document.attach(new Uint8Array(9), 'a.xml', {}));
    assert.deepEqual(await findings(attached), ['pdf_has_embedded_files']);
    const layered = await withCatalog(({ catalog, context }) => {
      const group = context.register(context.obj({ Type: 'OCG', Name: 'calque' }));
      catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [group], D: {} }));
    });
    assert.deepEqual(await findings(layered), ['pdf_has_layers']);
    const launching = await withCatalog(({ catalog, context }) =>
      catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'Launch', F: 'a.exe' })),
    );
    assert.deepEqual(await findings(launching), ['pdf_has_actions']);
    const filming = await withCatalog((document) =>
      document
        .getPage(0)
        .node.set(PDFName.of('Annots'), document.context.obj([{ Type: 'Annot', Subtype: 'RichMedia' }])),
    );
    assert.deepEqual(await findings(filming), ['pdf_has_media']);
  });

  test('a name like an action in the structure or the resources is none', async () => {
    const innocent = await withCatalog(({ catalog, context }) => {
      const element = context.obj({ S: 'Launch', P: context.register(context.obj({})) });
      catalog.set(PDFName.of('PieceInfo'), context.obj({ JS: 1, JavaScript: 2, EF: 3, element }));
    });
    assert.deepEqual(await findings(innocent), []);
  });

  test('signed and unsigned signature fields', async () => {
    const authority = await makeTestAuthority();
    const names = ['a', 'b'].map((name) => ({ name, tooltip: name, placement: null }));
    const prepared = await prepareDocument(await makeDocument(), names);
    const signer = await authority.signer('expert', 'Jean Dupont');
    const at = new Date();
    const signed = await signField({
      bytes: prepared,
      fieldName: 'a',
      appearance: null,
      name: 'J',
      at,
      signer,
      level: 'B-B',
    });
    const inspection = await inspectUpload(signed);
    assert.ok(inspection.ok && inspection.signed);
    assert.deepEqual(inspection.signatureFields, [{ name: 'b', page: 1, x: 0, y: 0, width: 0, height: 0 }]);
    assert.deepEqual(
      inspection.findings.map(({ code }) => code),
      ['pdf_signed', 'pdf_has_unsigned_signature_fields'],
    );
  });
});

const CORPUS = new URL('../../../../../shared/corpus/', import.meta.url).pathname;

describe('PDFs that others made', { skip: existsSync(CORPUS) ? false : 'the corpus is not here' }, () => {
  test(
    'each is refused with a reason or can be prepared and signed, earlier bytes kept',
    { timeout: 60_000 },
    async () => {
      const authority = await makeTestAuthority();
      const signer = await authority.signer('expert', 'Jean Dupont');
      const outcomes = new Map<string, number>();
      const files = globSync(`${CORPUS}*/*.pdf`).toSorted();
      for (const file of files) {
        const bytes = new Uint8Array(readFileSync(file));
        const inspection = await inspectUpload(bytes);
        const outcome = inspection.ok ? 'taken' : inspection.code;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (!inspection.ok) continue;
        const placement = { page: -1, x: 10, y: 10, width: 200, height: 50 };
        const prepared = await prepareDocument(bytes, [{ name: 'jseExpert', tooltip: 'Signature', placement }]);
        const at = new Date();
        const appearance = { kind: 'advanced' as const, name: 'Jean Dupont', at };
        const signed = await signField({
          bytes: prepared,
          fieldName: 'jseExpert',
          appearance,
          name: 'J',
          at,
          signer,
          level: 'B-B',
        });
        assert.ok(Buffer.from(signed.subarray(0, bytes.length)).equals(bytes), file);
      }
      assert.ok((outcomes.get('taken') ?? 0) > 0.85 * files.length, JSON.stringify([...outcomes]));
      assert.ok((outcomes.get('pdf_encrypted') ?? 0) >= 15, JSON.stringify([...outcomes]));
    },
  );
});
