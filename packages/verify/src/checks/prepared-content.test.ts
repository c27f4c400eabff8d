import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  stream,
  textField,
  textOfBytes,
  type Objects,
} from '../../test/pdf-builder.ts';
import { verifyPdf } from '../index.ts';

let signer: Identity;
before(async () => {
  signer = await issueCertificate({ commonName: 'Signer' });
});
const base = documentObjects({ fields: ['Signature1'] });

async function findings(bytes: Uint8Array): Promise<[string, number | undefined][]> {
  const report = await verifyPdf(bytes, { trustAnchors: [] });
  assert.equal(report.conclusion, 'intact');
  return report.findings.map(({ code, offset }) => [code, offset]);
}
const signedCodes = async (objects: Objects): Promise<string[]> => {
  const found = await findings(await signPdf(buildPdf({ ...base, ...objects }), signer));
  return found.map(([code]) => code);
};

describe('what a signed document holds beside what it shows is a warning, no verdict', () => {
  test('nothing of an ordinary one', async () => {
    assert.deepEqual(await signedCodes({}), []);
  });
  test('pages that nothing leads to', async () => {
    assert.deepEqual(await signedCodes({ 90: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>' }), ['HIDDEN_PAGES']);
    assert.deepEqual(await signedCodes({ 90: '<</Type/Font/Subtype/Type1>>' }), []);
  });
  test('layers that are off', async () => {
    const layers = '/OCProperties<</OCGs[91 0 R]/D<</OFF[91 0 R]>>>>';
    const catalog = base[1]!.replace('/Pages', `${layers}/Pages`);
    assert.deepEqual(await signedCodes({ 1: catalog, 91: '<</Type/OCG/Name(x)>>' }), ['HIDDEN_LAYERS']);
  });
  test('scripts', async () => {
    const catalog = base[1]!.replace('/Pages', '/OpenAction<</S/JavaScript/JS(app.alert)>>/Pages');
    assert.deepEqual(await signedCodes({ 1: catalog }), ['ACTIVE_CONTENT']);
  });
  test('a field that shows another text than its value; a format is none', async () => {
    const field = (value: string, shown: string): Objects => ({
      7: textField(value).replace('/V', '/AP<</N 92 0 R>>/V'),
      92: stream('/Subtype/Form/BBox[0 0 200 20]', `/Tx BMC BT /F1 12 Tf (${shown}) Tj ET EMC`),
    });
    assert.deepEqual(await signedCodes(field('Pay 999 EUR', 'Pay 100 EUR')), ['FIELD_LOOK_DIFFERS']);
    assert.deepEqual(await signedCodes(field('1000', '1 000,00 \\200')), []);
    assert.deepEqual(await signedCodes(field('Good cause', 'Good cause')), []);
  });
});

describe('a scan of the bytes beside the table of objects', () => {
  test('a copy of an object and one that is in no table are told by their places', async () => {
    const hidden = `4 0 obj\n${base[4]}\nendobj\n77 0 obj\n<<>>\nendobj\n`;
    const plain = textOfBytes(buildPdf(base));
    const at = plain.indexOf('xref\n');
    const moved = plain.replace(/startxref\n\d+/, `startxref\n${at + hidden.length}`);
    const bytes = await signPdf(latin1(moved.slice(0, at) + hidden + moved.slice(at)), signer);
    assert.deepEqual(await findings(bytes), [
      ['DUPLICATE_OBJECT', at],
      ['UNREFERENCED_OBJECT', at + hidden.indexOf('77 0 obj')],
    ]);
  });
  test('a PDF within a PDF is none of its objects', async () => {
    const inner = textOfBytes(buildPdf(base));
    const bytes = await signPdf(buildPdf({ ...base, 93: stream('/Type/EmbeddedFile', inner) }), signer);
    assert.deepEqual(await findings(bytes), []);
  });
});

test('usage rights (UR3) are told, and are neither a signature nor one that was removed', async () => {
  const rights = '/Reference[<</Type/SigRef/TransformMethod/UR3/TransformParams<</Type/TransformParams/V/2.2>>>>]';
  const granted = await signPdf(buildPdf(documentObjects()), signer, {
    dictionary: rights,
    fieldNumber: 95,
    objects: { 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Perms<</UR3 50 0 R>>>>' },
  });
  const alone = await verifyPdf(granted, { trustAnchors: [] });
  assert.equal(alone.conclusion, 'unsigned');
  assert.deepEqual(alone.findings.map(({ code }) => code).includes('USAGE_RIGHTS'), true);
  const withField = appendRevision(granted, {
    6: documentObjects({ fields: ['Signature1'] })[6]!,
    20: documentObjects({ fields: ['Signature1'] })[20]!,
  });
  const signed = await signPdf(withField, signer, { objectNumber: 51 });
  const report = await verifyPdf(signed, { trustAnchors: [] });
  assert.equal(report.conclusion, 'intact');
  assert.deepEqual(
    report.signatures.map(({ field }) => field),
    ['Signature1'],
  );
  const text = textOfBytes(signed).replace('Pay 100 EUR', 'Pay 999 EUR');
  const changed = await verifyPdf(latin1(text), { trustAnchors: [] });
  assert.ok(changed.findings.some(({ code }) => code === 'USAGE_RIGHTS_BROKEN'));
  assert.equal(changed.conclusion, 'broken');
});
