import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import { appendRevision, buildPdf, documentObjects, signPdf, stream, type Objects } from '../../test/pdf-builder.ts';
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

  test('where nothing came later, it is as it was signed', async () => {
    const [, start] = attacks[0] as [string, Objects, Objects];
    const { conclusion } = await verifyPdf(await signPdf(buildPdf(start), signer), { trustAnchors: [] });
    assert.equal(conclusion, 'intact');
  });
});
