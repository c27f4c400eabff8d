import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifyPdf } from '@jse/verify';
import { makeTestAuthority, type TestAuthority } from '../certificates/authority.harness.ts';
import { readCertificate } from '../certificates/certificate-details.ts';
import { missing, pem, withWorkbench } from '../certificates/external-tools.harness.ts';
import { makeDocument } from './documents.harness.ts';
import { openDocument } from './open-document.ts';
import { prepareDocument } from './prepare-document.ts';
import { renewDocument } from './renew-document.ts';
import { latin1 } from './revision-section.ts';
import { signField } from './sign-field.ts';
import { readSignedValues } from './signed-values.ts';
import type { PadesLevel } from './types.ts';

const YEAR = 365.25 * 86_400_000;

async function signed(authority: TestAuthority, level: PadesLevel, at: Date): Promise<Uint8Array> {
  const placement = { page: 1, x: 60, y: 60, width: 200, height: 50 };
  const bytes = await prepareDocument(await makeDocument({ streams: true }), [
    { name: 'expert', tooltip: 'Signature', placement },
  ]);
  return signField({
    bytes,
    fieldName: 'expert',
    appearance: { kind: 'advanced', name: 'Jean Dupont', at },
    name: 'Jean Dupont',
    at,
    signer: await authority.signer('expert', 'Jean Dupont'),
    level,
    timestamp: authority.timestamp,
    revocation: authority.revocation,
  });
}

const kinds = async (bytes: Uint8Array) => readSignedValues(await openDocument(bytes)).map(({ kind }) => kind);
const prefix = (before: Uint8Array, after: Uint8Array) =>
  assert.ok(after.length > before.length && Buffer.from(after.subarray(0, before.length)).equals(before));

describe('renewing a signed document', () => {
  for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) {
    test(`${level}, three times over the years: intact, each renewal a suffix`, async () => {
      let now = new Date('2026-03-02T10:00:00Z');
      const authority = await makeTestAuthority(() => now);
      let bytes = await signed(authority, level, now);
      const before = await kinds(bytes);
      for (let renewal = 1; renewal <= 3; renewal++) {
        now = new Date(now.getTime() + YEAR / 2);
        const renewed = await renewDocument(bytes, authority);
        prefix(bytes, renewed.bytes);
        assert.deepEqual(renewed.incomplete, []);
        bytes = renewed.bytes;
        assert.deepEqual(await kinds(bytes), [...before, ...Array<string>(renewal).fill('timestamp')]);
      }
      const report = await verifyPdf(bytes, { trustAnchors: [authority.root.certificate], at: now });
      assert.equal(report.conclusion, 'intact');
      assert.deepEqual(
        report.signatures.map(({ integrity, coverage }) => [integrity, coverage === 'whole-file']),
        report.signatures.map((_, at) => ['intact', at === report.signatures.length - 1]),
      );
    });
  }

  test(
    'openssl verifies the last timestamp over the whole file, pdfsig the signature, qpdf the structure',
    {
      skip: missing('openssl') || missing('pdfsig') || missing('qpdf'),
    },
    async () => {
      const authority = await makeTestAuthority();
      const first = await renewDocument(await signed(authority, 'B-LT', new Date()), authority);
      const { bytes } = await renewDocument(first.bytes, authority);
      const last = readSignedValues(await openDocument(bytes)).at(-1);
      assert.equal(last?.end, bytes.length);
      const text = latin1(bytes, first.bytes.length, bytes.length);
      const [, end = 0, next = 0, rest = 0] = (/\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/u.exec(text) ?? []).map(Number);
      await withWorkbench((bench) => {
        bench.write('root.pem', pem(authority.root.certificate));
        bench.write('token.der', last?.value ?? new Uint8Array());
        bench.write('stamped', Buffer.concat([bytes.subarray(0, end), bytes.subarray(next, next + rest)]));
        bench.write('renewed.pdf', bytes);
        const files = ['-token_in', '-in', 'token.der', '-data', 'stamped', '-CAfile', 'root.pem'];
        assert.match(bench.run('openssl', 'ts', '-verify', ...files).output, /Verification: OK/u);
        assert.match(
          bench.run('pdfsig', '-nocert', 'renewed.pdf').output,
          /Signature Validation: Signature is Valid\./u,
        );
        assert.match(bench.run('qpdf', '--check', 'renewed.pdf').output, /No syntax or stream encoding errors/u);
      });
    },
  );

  test('fresh validation data for the last timestamp; nothing written twice', async () => {
    let now = new Date('2026-03-02T10:00:00Z');
    const authority = await makeTestAuthority(() => now);
    const { bytes } = await renewDocument(await signed(authority, 'B-LTA', now), authority);
    const stored = async (of: Uint8Array, key: string) => {
      const pdf = await openDocument(of);
      const resolve = pdf.getObject.bind(pdf);
      return pdf.getCatalog().getDict('DSS', resolve)?.getArray(key, resolve)?.length ?? 0;
    };
    now = new Date(now.getTime() + YEAR);
    const again = await renewDocument(bytes, authority);
    assert.equal(await stored(again.bytes, 'Certs'), await stored(bytes, 'Certs'));
    assert.ok((await stored(again.bytes, 'OCSPs')) > (await stored(bytes, 'OCSPs')));
  });

  test('a certificate revoked since does not stop it, the answer is kept', async () => {
    const authority = await makeTestAuthority();
    const bytes = await signed(authority, 'B-LTA', new Date());
    const pdf = await openDocument(bytes);
    const resolve = pdf.getObject.bind(pdf);
    const before = pdf.getCatalog().getDict('DSS', resolve)?.getArray('OCSPs', resolve)?.length ?? 0;
    for (const serial of authority.statuses.keys()) {
      authority.statuses.set(serial, { status: 'revoked', at: new Date(), reason: 'superseded' });
    }
    const renewed = await openDocument((await renewDocument(bytes, authority)).bytes);
    const after = renewed.getCatalog().getDict('DSS', renewed.getObject.bind(renewed));
    assert.ok((after?.getArray('OCSPs', renewed.getObject.bind(renewed))?.length ?? 0) > before);
  });

  test('an older signature without an answer is named; without one for the newest timestamp nothing is done', async () => {
    const authority = await makeTestAuthority();
    const bytes = await signed(authority, 'B-LTA', new Date());
    const stamp = readCertificate(authority.timestampSigner.certificate).serial;
    const stampOnly = {
      ...authority.revocation,
      ocsp: (certificate: Uint8Array, issuer: Uint8Array) =>
        readCertificate(certificate).commonName === 'Jean Dupont'
          ? Promise.reject(new Error('down'))
          : authority.revocation.ocsp(certificate, issuer),
      crl: (certificate: Uint8Array) =>
        readCertificate(certificate).commonName === 'Jean Dupont'
          ? Promise.reject(new Error('down'))
          : authority.revocation.crl(certificate),
    };
    const { incomplete } = await renewDocument(bytes, { ...authority, revocation: stampOnly });
    assert.deepEqual(incomplete, ['Jean Dupont']);
    const down = () => Promise.reject(new Error(`down for ${stamp}`));
    await assert.rejects(renewDocument(bytes, { ...authority, revocation: { ocsp: down, crl: down } }), {
      code: 'revocation_unavailable',
    });
    const refusing = { ...authority, timestamp: down };
    await assert.rejects(renewDocument(bytes, refusing), { code: 'timestamp_rejected' });
  });

  test('an unsigned document has nothing to renew', async () => {
    const authority = await makeTestAuthority();
    await assert.rejects(renewDocument(await makeDocument(), authority), { code: 'document_not_signed' });
  });
});
