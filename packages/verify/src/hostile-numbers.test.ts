import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../test/certificates.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  stream,
  textOfBytes,
} from '../test/pdf-builder.ts';
import { verifyPdf, type VerificationReport } from './index.ts';

/** Very many of something that one of is looked for among: what a file costs grows with its size, not with its square. */
let signer: Identity;
before(async () => {
  signer = await issueCertificate({ commonName: 'Signer' });
});
const base = documentObjects({ fields: ['Signature1'] });
const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

async function within3Seconds(bytes: Uint8Array): Promise<VerificationReport> {
  const begun = process.cpuUsage();
  const report = await verifyPdf(bytes, { trustAnchors: [] });
  const { user, system } = process.cpuUsage(begun);
  assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms of the processor`);
  return report;
}

describe('very many', () => {
  test('ends of revisions, before 1,900 revisions', async () => {
    let text = `${textOfBytes(buildPdf(base))}${'startxref 0\n'.repeat(800_000)}`;
    let prev = /startxref\s+(\d+)/.exec(text)![1]!;
    const revisions = many(1900, () => {
      const offset = text.length;
      const revision = `xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev ${prev}>>\nstartxref\n${offset}\n%%EOF\n`;
      prev = String(offset);
      text += revision;
      return revision;
    });
    assert.equal(revisions.length, 1900);
    assert.equal((await within3Seconds(latin1(text))).conclusion, 'unsigned');
  });

  test('kids of a field', async () => {
    const field = (more: string) =>
      `<</FT/Tx/T(n)/Kids[${many(150_000, (at) => `${1000 + at} 0 R`).join(' ')} ${more}]>>`;
    const start = { ...base, 6: base[6]!.replace('/Fields[', '/Fields[8 0 R '), 8: field('') };
    const signed = await signPdf(buildPdf(start), signer);
    const report = await within3Seconds(appendRevision(signed, { 8: field('9999999 0 R') }));
    assert.equal(report.conclusion, 'intact');
  });

  test('certificates of one name, which differ in their last bytes', async () => {
    const certificates = many(5000, (at) => {
      const der = signer.certificate.slice();
      der.set([at >> 8, at & 255], der.length - 2);
      return [2000 + at, stream('', textOfBytes(der))] as const;
    });
    const list = certificates.map(([num]) => `${num} 0 R`).join(' ');
    const catalog = `<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</Certs[${list}]>>>>`;
    const signed = await signPdf(buildPdf(base), signer);
    const report = await within3Seconds(appendRevision(signed, { 1: catalog, ...Object.fromEntries(certificates) }));
    assert.equal(report.conclusion, 'intact');
  });
});
