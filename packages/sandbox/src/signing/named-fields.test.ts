import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { verifyPdf } from '@jse/verify';
import { makeTestAuthority, type TestAuthority } from '../certificates/authority.harness.ts';
import { missing, withWorkbench } from '../certificates/external-tools.harness.ts';
import type { RemoteSigner } from '../certificates/signer.ts';
import { makeDocument } from './documents.harness.ts';
import { certify, type OwnField, withOwnFields } from './fields.harness.ts';
import { inspectUpload } from './inspect-upload.ts';
import { prepareDocument } from './prepare-document.ts';
import { signField } from './sign-field.ts';
import { trialSignatures } from './trial-signature.ts';

let authority: TestAuthority;
let signer: RemoteSigner;
before(async () => {
  authority = await makeTestAuthority();
  signer = await authority.signer('expert', 'Jean Dupont');
});

const named = (...names: string[]) => names.map((name) => ({ name, existing: true, tooltip: '', placement: null }));
const own = async (...fields: OwnField[]) => withOwnFields(await makeDocument({ form: true }), fields);
const sign = (bytes: Uint8Array, fieldName: string) =>
  signField({
    bytes,
    fieldName,
    appearance: { kind: 'advanced', name: 'Jean Dupont', at: new Date() },
    name: 'Jean Dupont',
    at: new Date(),
    signer,
    level: 'B-LT',
    timestamp: authority.timestamp,
    revocation: authority.revocation,
  });
const states = async (bytes: Uint8Array) => {
  const { signatures } = await verifyPdf(bytes, { trustAnchors: [authority.root.certificate] });
  return signatures.map(({ field, integrity, laterChanges }) => [field, integrity, laterChanges]);
};

describe('the empty fields of a document', () => {
  test('are told with their place as displayed, on turned, cropped and scaled pages too', async () => {
    const pages = [
      {},
      { rotate: 90, crop: [10, 20, 310, 420] as [number, number, number, number] },
      { rotate: 270, width: 200, height: 400 },
      { width: 100, height: 200, userUnit: 2 },
    ];
    const rect: [number, number, number, number] = [20, 40, 80, 60];
    const fields = pages.map((_, i) => ({ name: `f.${i + 1}`, page: i + 1, rect }));
    const inspection = await inspectUpload(
      await withOwnFields(await makeDocument({ pages }), [...fields, { name: 'invisible' }]),
    );
    assert.ok(inspection.ok);
    assert.deepEqual(inspection.signatureFields, [
      { name: 'f.1', page: 1, x: 20, y: 40, width: 60, height: 20 },
      { name: 'f.2', page: 2, x: 20, y: 240, width: 20, height: 60 },
      { name: 'f.3', page: 3, x: 340, y: 20, width: 20, height: 60 },
      { name: 'f.4', page: 4, x: 40, y: 80, width: 120, height: 40 },
      { name: 'invisible', page: 1, x: 0, y: 0, width: 0, height: 0 },
    ]);
  });

  test('are signed by name beside new ones, all intact; pdfsig agrees', { skip: missing('pdfsig') }, async () => {
    const bytes = await own({ name: 'client', rect: [60, 60, 240, 100] });
    const placement = { page: 1, x: 60, y: 200, width: 200, height: 50 };
    const fields = [...named('client'), { name: 'JSE-1', tooltip: 'Signature', placement }];
    let signed = await prepareDocument(bytes, fields);
    for (const name of ['client', 'JSE-1']) signed = await sign(signed, name);
    assert.deepEqual(await states(signed), [
      ['client', 'intact', 'permitted'],
      ['JSE-1', 'intact', 'permitted'],
    ]);
    await withWorkbench((bench) => {
      bench.write('signed.pdf', signed);
      const { output } = bench.run('pdfsig', '-nocert', 'signed.pdf');
      assert.match(output, /Field Name: client/u);
      assert.equal(output.match(/Signature is Valid\./gu)?.length, 2);
      assert.match(bench.run('qpdf', '--check', 'signed.pdf').output, /No syntax or stream encoding errors/u);
    });
  });

  test('where all signers have a field of the document’s own, nothing is added to a form that is flagged', async () => {
    const flagged = await prepareDocument(await own({ name: 'a' }), named('a'));
    assert.equal(await prepareDocument(flagged, named('a')), flagged);
  });

  test('missing, of another kind, signed, or named twice: refused', async () => {
    const bytes = await own({ name: 'a' }, { name: 'b' });
    await assert.rejects(prepareDocument(bytes, named('c')), { code: 'field_missing' });
    await assert.rejects(prepareDocument(bytes, named('adresse')), { code: 'field_missing' });
    await assert.rejects(prepareDocument(bytes, named('a', 'a')), { code: 'field_named_twice' });
    await assert.rejects(prepareDocument(await sign(bytes, 'a'), named('a')), { code: 'field_already_signed' });
    const doubled = await own({ name: 'a' }, { name: 'a' });
    await assert.rejects(prepareDocument(doubled, named('a')), { code: 'field_missing' });
    const inspection = await inspectUpload(doubled);
    assert.deepEqual(inspection.ok && inspection.signatureFields, []);
  });
});

describe('locks', () => {
  test('one that closes no other signer’s field is carried as FieldMDP, and holds', async () => {
    const lock = { action: 'Include', fields: ['adresse'] } as const;
    const bytes = await prepareDocument(await own({ name: 'a', lock }, { name: 'b' }), named('a', 'b'));
    const signed = await sign(await sign(bytes, 'a'), 'b');
    assert.deepEqual(await states(signed), [
      ['a', 'intact', 'permitted'],
      ['b', 'intact', 'permitted'],
    ]);
    assert.match(Buffer.from(signed).toString('latin1'), /\/TransformMethod \/FieldMDP/u);
  });

  test('one that closes everything serves the only signer, and a later signature would break his', async () => {
    const lock = { action: 'All' } as const;
    const bytes = await own({ name: 'a', lock }, { name: 'b' });
    const signed = await sign(await prepareDocument(bytes, named('a')), 'a');
    assert.deepEqual(await states(signed), [['a', 'intact', 'permitted']]);
    assert.deepEqual((await states(await trialSignatures(signed, ['b'])))[0], ['a', 'intact', 'forbidden']);
  });

  for (const [name, lock] of Object.entries<NonNullable<OwnField['lock']>>({
    'of everything': { action: 'All' },
    'of the other by name': { action: 'Include', fields: ['b'] },
    'of everything but something else': { action: 'Exclude', fields: ['adresse'] },
    'of the whole document': { action: 'Include', fields: [], permission: 1 },
  })) {
    test(`${name}: refused beside another signer`, async () => {
      const bytes = await own({ name: 'a', lock }, { name: 'b' });
      await assert.rejects(prepareDocument(bytes, named('a', 'b')), { code: 'field_restricted' });
    });
  }

  test('a permission for the document goes into the signature', async () => {
    const lock = { action: 'Include', fields: ['adresse'], permission: 2 } as const;
    const signed = await sign(await own({ name: 'a', lock }), 'a');
    assert.match(Buffer.from(signed).toString('latin1'), /\/TransformMethod \/DocMDP/u);
    assert.deepEqual(await states(signed), [['a', 'intact', 'permitted']]);
  });
});

describe('seed values', () => {
  const cases: readonly [string, NonNullable<OwnField['seed']>, boolean][] = [
    ['recommendations alone', { SubFilter: PdfArray.of(PdfName.of('adbe.pkcs7.detached')) }, true],
    [
      'our own kind, mandatory',
      {
        Ff: PdfNumber.of(1 + 2 + 64),
        Filter: PdfName.of('Adobe.PPKLite'),
        SubFilter: PdfArray.of(PdfName.of('adbe.pkcs7.detached'), PdfName.of('ETSI.CAdES.detached')),
        DigestMethod: PdfArray.of(PdfString.fromString('SHA256')),
      },
      true,
    ],
    ['another SubFilter', { Ff: PdfNumber.of(2), SubFilter: PdfArray.of(PdfName.of('adbe.pkcs7.sha1')) }, false],
    ['another filter', { Ff: PdfNumber.of(1), Filter: PdfName.of('Entrust.PPKEF') }, false],
    ['another digest', { Ff: PdfNumber.of(64), DigestMethod: PdfArray.of(PdfString.fromString('SHA512')) }, false],
    ['reasons', { Ff: PdfNumber.of(8), Reasons: PdfArray.of(PdfString.fromString('Approuvé')) }, false],
    ['a certification', { MDP: PdfDict.of({ P: PdfNumber.of(2) }) }, false],
    ['an approval', { MDP: PdfDict.of({ P: PdfNumber.of(0) }) }, true],
    ['its own timestamps', { TimeStamp: PdfDict.of({ Ff: PdfNumber.of(1) }) }, false],
    ['its own certificates', { Cert: PdfDict.of({ Ff: PdfNumber.of(2) }) }, false],
    ['locking the document', { Ff: PdfNumber.of(128), LockDocument: PdfName.of('true') }, false],
  ];
  for (const [name, seed, met] of cases) {
    test(`${name}: ${met ? 'met' : 'refused'}`, async () => {
      const prepared = prepareDocument(await own({ name: 'a', seed }), named('a'));
      if (met) assert.deepEqual(await states(await sign(await prepared, 'a')), [['a', 'intact', 'permitted']]);
      else await assert.rejects(prepared, { code: 'field_restricted' });
    });
  }
});

describe('certified documents', () => {
  for (const permission of [2, 3] as const) {
    test(`P ${permission}: an empty field of the document's own is signed, certification and signature intact`, async () => {
      const bytes = await certify(await own({ name: 'a', rect: [60, 60, 260, 110] }), permission, signer);
      const signed = await sign(await prepareDocument(bytes, named('a')), 'a');
      assert.deepEqual(await states(signed), [
        ['certification', 'intact', 'permitted'],
        ['a', 'intact', 'permitted'],
      ]);
    });
  }

  test('P 1: refused at the door', async () => {
    const inspection = await inspectUpload(await certify(await own({ name: 'a' }), 1, signer));
    assert.equal(!inspection.ok && inspection.code, 'pdf_certified');
  });
});
