import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { concatBytes } from '../asn1/values.ts';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  stream,
  textOfBytes,
  type Objects,
} from '../../test/pdf-builder.ts';
import { verifyPdf } from '../index.ts';

let signer: Identity;
before(async () => {
  signer = await issueCertificate({ commonName: 'Signer' });
});

const base = documentObjects({ fields: ['Signature1'] });
const page = (from: string | RegExp, to: string): Objects => ({ ...base, 3: base[3]!.replace(from, to) });
const otherContent = { 4: stream('', 'BT /F1 24 Tf 72 720 Td (Pay 999 EUR) Tj ET') };
const deep = `${'['.repeat(150)}${']'.repeat(150)}`;
/** References to references, the last of them to what is shown. */
const hops = (last: string): Objects =>
  Object.fromEntries(Array.from({ length: 20 }, (_, at) => [100 + at, at === 19 ? last : `${101 + at} 0 R`]));

// What this reader can't read another one may show: an object behind it is then no longer out of anybody's sight.
describe('what lies behind an object that cannot be read is never called unchanged', () => {
  const attacks: [string, Objects, Objects][] = [
    ['a page nested too deep', page('/Type/Page', `/Type/Page/PieceInfo ${deep}`), otherContent],
    ['a page with a word in it', page('/Type/Page', '/Type/Page/X abc'), otherContent],
    ['a name without end', page('/Type/Page', `/Type/Page/X/${'a'.repeat(100_000)}`), otherContent],
    [
      'resources nested too deep',
      { ...page(/\/Resources<<.*?>>>>/, '/Resources 80 0 R'), 80: `<</Font<</F1 5 0 R>>/X ${deep}>>` },
      { 5: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>' },
    ],
    [
      'a content behind many references',
      { ...page('/Contents 4 0 R', '/Contents 100 0 R'), ...hops(base[4]!) },
      { 119: otherContent[4] },
    ],
    ['a content of another generation', page('/Contents 4 0 R', '/Contents 4 7 R'), otherContent],
    [
      'a page of another generation',
      { ...base, 2: '<</Type/Pages/Kids[3 7 R]/Count 1>>' },
      { 3: base[3]!.slice(0, -2) + '/Rotate 180>>' },
    ],
  ];
  for (const [name, start, later] of attacks) {
    test(name, async () => {
      const { conclusion, signatures } = await verifyPdf(
        appendRevision(await signPdf(buildPdf(start), signer), later),
        { trustAnchors: [] },
      );
      assert.equal(signatures[0]?.integrity, 'intact');
      assert.notEqual(conclusion, 'intact', JSON.stringify(signatures[0]?.changes));
      assert.ok(['forbidden', 'undetermined'].includes(signatures[0]?.laterChanges ?? ''));
    });
  }

  test('an object stream with one number twice: the table says which, and another table another', async () => {
    const second = base[3]!.replace('/Contents 4 0 R', '/Contents 93 0 R');
    const container = stream(
      `/Type/ObjStm/N 2/First 20`,
      `3 0 3 ${base[3]!.length + 1}`.padEnd(20) + `${base[3]} ${second}`,
    );
    const table = (index: number): string =>
      stream('/Type/XRef/Size 100/W[1 2 1]/Index[3 1]/Root 1 0 R', String.fromCharCode(2, 0, 90, index));
    const { 3: _, ...others } = base;
    const plain = buildPdf({ ...others, 90: container, 93: otherContent[4] });
    const start = appendRevision(plain, { 91: table(0) }, { trailer: `/XRefStm ${plain.length}` });
    const signed = await signPdf(start, signer);
    assert.equal((await verifyPdf(signed, { trustAnchors: [] })).conclusion, 'intact');
    const later = appendRevision(signed, { 92: table(1) }, { trailer: `/XRefStm ${signed.length}` });
    const { signatures } = await verifyPdf(later, { trustAnchors: [] });
    assert.equal(signatures[0]?.laterChanges, 'forbidden', JSON.stringify(signatures[0]?.changes));
  });

  test('a cross-reference stream that places an object twice', async () => {
    const signed = await signPdf(buildPdf(base), signer);
    const old = textOfBytes(signed).indexOf('4 0 obj');
    const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOfBytes(signed))?.[1];
    const body = `4 0 obj\n${otherContent[4]}\nendobj\n`;
    const row = (offset: number): string => String.fromCharCode(1, offset >> 16, (offset >> 8) & 255, offset & 255, 0);
    const rows = row(signed.length) + row(old);
    const table = stream(`/Type/XRef/Size 100/W[1 3 1]/Index[4 1 4 1]/Root 1 0 R/Prev ${prev}`, rows);
    const at = signed.length + body.length;
    const later = concatBytes([signed, latin1(`${body}92 0 obj\n${table}\nendobj\nstartxref\n${at}\n%%EOF\n`)]);
    const { conclusion, signatures } = await verifyPdf(later, { trustAnchors: [] });
    assert.equal(conclusion, 'undetermined');
    assert.deepEqual(
      signatures[0]?.changes.map(({ code }) => code),
      ['XREF_CONFLICT'],
    );
  });

  // Some readers take such objects for what they hold, others for nothing.
  const body = `4 0 obj\n${base[4]}\nendobj\n`;
  const packed = `90 0 obj\n${stream('/Type/ObjStm/N 1/First 5', `3 0  ${base[3]}`)}\nendobj\n`;
  const odd: [string, body: string, num: number, row: (at: number) => readonly [number, number, number]][] = [
    ['a content whose head names another generation than the table', body.replace('4 0', '4 2'), 4, (at) => [1, at, 0]],
    ['a content for which the table names another generation than its head', body, 4, (at) => [1, at, 2]],
    ['an object of an unknown type', '', 80, () => [3, 0, 0]],
    ['a page in an object stream of another generation', packed.replace('90 0', '90 2'), 3, () => [2, 90, 0]],
  ];
  for (const [name, later, num, row] of odd) {
    test(name, async () => {
      const signed = await signPdf(buildPdf(base), signer);
      const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOfBytes(signed))?.[1];
      const rowOf = ([type, second, third]: readonly [number, number, number]) =>
        String.fromCharCode(type, second >> 16, (second >> 8) & 255, second & 255, third);
      const container = rowOf([1, signed.length, 2]);
      const index = `/Index[${num} 1 90 1]/Root 1 0 R/Prev ${prev}`;
      const table = stream(`/Type/XRef/Size 100/W[1 3 1]${index}`, rowOf(row(signed.length)) + container);
      const at = signed.length + later.length;
      const file = concatBytes([signed, latin1(`${later}92 0 obj\n${table}\nendobj\nstartxref\n${at}\n%%EOF\n`)]);
      const { conclusion, signatures } = await verifyPdf(file, { trustAnchors: [] });
      assert.equal(signatures[0]?.integrity, 'intact');
      assert.notEqual(conclusion, 'intact', JSON.stringify(signatures[0]?.changes));
    });
  }

  test('where nothing came later, it is as it was signed', async () => {
    const [, start] = attacks[0] as [string, Objects, Objects];
    const { conclusion } = await verifyPdf(await signPdf(buildPdf(start), signer), { trustAnchors: [] });
    assert.equal(conclusion, 'intact');
  });
});
