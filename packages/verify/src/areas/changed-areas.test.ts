import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  signatureField,
  stream,
  textField,
  type Objects,
} from '../../test/pdf-builder.ts';
import { verifyPdf, type SignatureReport } from '../index.ts';
import { changedAreas, type ChangedArea } from './index.ts';

let signer: Identity;
before(async () => {
  signer = await issueCertificate({ commonName: 'Signer' });
});

/** Two pages: the document's own, and a blank one behind it. */
const start: Objects = {
  ...documentObjects({ fields: ['Signature1', 'Signature2'] }),
  2: '<</Type/Pages/Kids[3 0 R 30 0 R]/Count 2>>',
  30: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[31 0 R]>>',
  31: '<</Type/Annot/Subtype/Square/Rect[10 10 60 40]>>',
};

async function areasAfter(objects: Objects): Promise<{ areas: ChangedArea[]; bytes: Uint8Array }> {
  const bytes = appendRevision(await signPdf(buildPdf(start), signer), objects);
  const { signatures } = await verifyPdf(bytes, { trustAnchors: [] });
  return { areas: await changedAreas(bytes, signatures[0] as SignatureReport), bytes };
}

const codes = ({ changes }: ChangedArea) => changes.map(({ code }) => code);

describe('where later changes show', () => {
  test('a field that was filled in, at its widget', async () => {
    const { areas } = await areasAfter({ 7: textField('yes') });
    assert.equal(areas.length, 1);
    const [area] = areas as [ChangedArea];
    assert.deepEqual([area.page, area.before, area.after], [0, [72, 600, 272, 620], [72, 600, 272, 620]]);
    assert.deepEqual(codes(area), ['FIELD_FILLED']);
  });

  test('an annotation that was added, moved or removed, where it was and where it is', async () => {
    const second = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots';
    const added = await areasAfter({
      30: `${second}[31 0 R 32 0 R]>>`,
      32: '<</Type/Annot/Subtype/FreeText/Rect[300 400 200 420]/Contents(paid)>>',
    });
    assert.deepEqual(
      added.areas.map(({ page, before, after }) => [page, before, after]),
      [[1, null, [200, 400, 300, 420]]],
    );
    const moved = await areasAfter({ 31: '<</Type/Annot/Subtype/Square/Rect[100 100 150 130]>>' });
    assert.deepEqual(
      [moved.areas[0]?.before, moved.areas[0]?.after],
      [
        [10, 10, 60, 40],
        [100, 100, 150, 130],
      ],
    );
    const removed = await areasAfter({ 30: `${second}[]>>` });
    assert.deepEqual([removed.areas[0]?.before, removed.areas[0]?.after], [[10, 10, 60, 40], null]);
  });

  test('other content is a change of its page as a whole', async () => {
    const { areas } = await areasAfter({ 4: stream('', 'BT /F1 24 Tf 72 720 Td (Pay 900 EUR) Tj ET') });
    assert.deepEqual(
      areas.map(({ page, before, after }) => [page, before, after]),
      [[0, null, null]],
    );
    assert.equal(areas[0]?.changes[0]?.verdict, 'forbidden');
  });

  test('what shows on no page has no place', async () => {
    const { areas } = await areasAfter({
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/OpenAction<</S/JavaScript/JS(x)>>>>',
    });
    assert.deepEqual(areas, []);
  });

  test('a field with several widgets shows at each of them', async () => {
    const kid = (y: number) => `<</Type/Annot/Subtype/Widget/Parent 40 0 R/Rect[10 ${y} 60 ${y + 20}]>>`;
    const form: Objects = {
      ...start,
      6: '<</Fields[7 0 R 20 0 R 21 0 R 40 0 R]/SigFlags 3>>',
      30: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[41 0 R 42 0 R]>>',
      40: '<</FT/Tx/T(twice)/Kids[41 0 R 42 0 R]/V()>>',
      41: kid(100),
      42: kid(200),
    };
    const bytes = appendRevision(await signPdf(buildPdf(form), signer), {
      40: '<</FT/Tx/T(twice)/Kids[41 0 R 42 0 R]/V(x)>>',
    });
    const { signatures } = await verifyPdf(bytes, { trustAnchors: [] });
    const areas = await changedAreas(bytes, signatures[0] as SignatureReport);
    assert.deepEqual(
      areas.map(({ page, after }) => [page, after?.[1]]),
      [
        [1, 100],
        [1, 200],
      ],
    );
  });

  test('a second signature shows at its field; one that covers no revision has none to compare with', async () => {
    const once = await signPdf(buildPdf(start), signer);
    const bytes = appendRevision(once, { 21: signatureField('Signature2', '/V<</Type/Sig/Filter/X>>') });
    const { signatures } = await verifyPdf(bytes, { trustAnchors: [] });
    const areas = await changedAreas(bytes, signatures[0] as SignatureReport);
    assert.deepEqual(areas[0]?.after, [72, 500, 272, 540]);
    const unclear = { ...(signatures[0] as SignatureReport), coverage: 'partial' as const };
    await assert.rejects(changedAreas(bytes, unclear), { code: 'NO_SIGNED_REVISION' });
    await assert.rejects(changedAreas(latin1('nothing'), signatures[0] as SignatureReport));
  });
});
