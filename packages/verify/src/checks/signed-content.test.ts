import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, suite, test } from 'node:test';
import { issueCertificate } from '../../test/certificates.ts';
import { buildPdf, documentObjects, signPdf } from '../../test/pdf-builder.ts';
import type { CryptoDoor, WebCryptoSubtle } from '../crypto/crypto-door.ts';
import { verifyPdf } from '../verify-pdf.ts';
import { RangeHasher } from './signed-content.ts';

/** A door without a hash by pieces, as in a page, which counts what it hashes. */
function pageDoor(): { door: CryptoDoor; hashed: () => number } {
  let hashed = 0;
  const { subtle } = globalThis.crypto;
  const counting: WebCryptoSubtle = {
    digest: (algorithm, data) => {
      hashed += data.byteLength;
      return subtle.digest(algorithm, data);
    },
    importKey: subtle.importKey.bind(subtle),
    verify: subtle.verify.bind(subtle),
  };
  return { door: { subtle: counting }, hashed: () => hashed };
}

suite('in a page', () => {
  const count = 20;
  let signed: Uint8Array;
  before(async () => {
    const signer = await issueCertificate({ commonName: 'Signer' });
    const names = Array.from({ length: count }, (_, at) => `Signature${at + 1}`);
    signed = buildPdf(documentObjects({ fields: names }));
    for (const [at, fieldName] of names.entries()) {
      signed = await signPdf(signed, signer, { fieldName, fieldNumber: 20 + at, objectNumber: 1000 + at });
    }
  });

  test('what very many signatures cover together is hashed once', async () => {
    const { door, hashed } = pageDoor();
    const { conclusion, signatures } = await verifyPdf(signed, { trustAnchors: [], crypto: door });
    assert.equal(conclusion, 'intact');
    assert.equal(signatures.length, count);
    assert.ok(hashed() < signed.length / 4, `${hashed()} of ${signed.length} bytes by WebCrypto`);
  });

  test('a changed byte breaks the signatures that cover it, and no other', async () => {
    const { door } = pageDoor();
    const { signatures } = await verifyPdf(signed, { trustAnchors: [], crypto: door });
    const [, , second] = signatures[9]!.byteRange!;
    const changed = signed.slice();
    // Right behind the value of the tenth signature.
    const at = second! + 1;
    changed[at] = changed[at] === 0x20 ? 0x0a : 0x20;
    const report = await verifyPdf(changed, { trustAnchors: [], crypto: pageDoor().door });
    const integrities = report.signatures.map(({ integrity }) => integrity);
    assert.deepEqual(integrities.slice(0, 9), Array(9).fill('intact'));
    assert.ok(integrities.slice(9).every((integrity) => integrity === 'broken'));
  });

  test('few signatures are hashed by WebCrypto, each by itself', async () => {
    const { door, hashed } = pageDoor();
    const bytes = signed.subarray(0, 10_000);
    const hasher = new RangeHasher(door, bytes);
    const ranges = [
      [0, 100, 200, 300],
      [0, 1000, 2000, 500],
    ];
    hasher.begin(ranges.map((range) => ({ range, hash: 'SHA-256' })));
    for (const [start, length, second, rest] of ranges as [number, number, number, number][]) {
      const expected = createHash('sha256')
        .update(bytes.subarray(start, start + length))
        .update(bytes.subarray(second, second + rest));
      const digest = await hasher.contentOf([start, length, second, rest]).digest('SHA-256');
      assert.deepEqual(digest, new Uint8Array(expected.digest()));
    }
    assert.equal(hashed(), 400 + 1500);
  });
});
