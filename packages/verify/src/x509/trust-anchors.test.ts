import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { issueCertificate, type Identity } from '../../test/certificates.ts';
import { buildPdf, documentObjects, latin1, signPdf, textOfBytes } from '../../test/pdf-builder.ts';
import { signContent } from '../../test/signed-data.ts';
import { verifyPdf } from '../index.ts';
import { loadTrustAnchors } from './trust-anchors.ts';

let root: Identity;
let other: Identity;
before(async () => {
  root = await issueCertificate({ commonName: 'Root', ca: true });
  other = await issueCertificate({ commonName: 'Other', ca: true });
});

const base64 = (bytes: Uint8Array): string => btoa(textOfBytes(bytes));
const pem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${base64(bytes).replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
const subjects = (...files: Uint8Array[]): number[] =>
  loadTrustAnchors(files).certificates.map(({ der }) => der.length);
const both = (): number[] => [root.certificate.length, other.certificate.length];

test('DER, PEM of several, PKCS#7 in DER and PEM, and a bundle are read', async () => {
  assert.deepEqual(subjects(root.certificate, other.certificate), both());
  assert.deepEqual(
    subjects(latin1(`head\n${pem('CERTIFICATE', root.certificate)}${pem('CERTIFICATE', other.certificate)}`)),
    both(),
  );
  const p7 = await signContent(root, latin1('x'), { chain: [other] });
  assert.equal(subjects(p7).length, 2);
  assert.equal(subjects(latin1(pem('PKCS7', p7))).length, 2);
});

test("a bundle's age is told at the validation time", async () => {
  const anchors = [base64(root.certificate)];
  const bundle = latin1(JSON.stringify({ name: 'Liste', issuedAt: '2026-01-01T00:00:00Z', anchors }));
  const bytes = await signPdf(buildPdf(documentObjects({ fields: ['Signature1'] })), root, {});
  const revocation = 'off' as const;
  const report = await verifyPdf(bytes, {
    trustAnchors: [bundle],
    at: new Date(Date.UTC(2026, 0, 31, 12)),
    revocation,
  });
  assert.deepEqual(report.trustAnchors, {
    count: 1,
    bundles: [{ name: 'Liste', issuedAt: '2026-01-01T00:00:00.000Z', ageDays: 30, anchors: 1 }],
  });
});

test('what is none of these is refused by its index', () => {
  const wrong = [
    '',
    'no certificate',
    '{',
    '{"name":"x","issuedAt":"never","anchors":["AA=="]}',
    '{"name":"x","issuedAt":"2026-01-01","anchors":[]}',
    '{"name":"x","issuedAt":"2026-01-01","anchors":["!"]}',
    '-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----',
    '0\u0003\u0002\u0001\u0001',
  ];
  for (const text of wrong) {
    assert.throws(() => loadTrustAnchors([root.certificate, latin1(text)]), {
      code: 'INVALID_TRUST_ANCHOR',
      message: /anchor 1 /,
    });
  }
});
