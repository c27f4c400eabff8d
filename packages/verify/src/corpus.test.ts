import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusFile, corpusJson, skipCorpus } from '../test/corpus.ts';
import { verifyPdf, type VerificationReport } from './index.ts';

interface Expected {
  readonly file: string;
  readonly expected: {
    readonly must_not_pass: boolean | null;
    readonly password: string | null;
    readonly signatures: {
      readonly field: string;
      readonly integrity: string;
      readonly accept_integrity?: string[];
      readonly byte_range: number[] | null;
    }[];
  };
}

const seconds = 3;

test(
  'no file of the corpus is called intact that must not be, none throws, none takes long',
  { skip: skipCorpus },
  async () => {
    const wrong: string[] = [];
    for (const { file, expected } of corpusJson('manifest.json') as Expected[]) {
      const bytes = corpusFile(file);
      const started = performance.now();
      const password = expected.password === null ? {} : { password: expected.password };
      const report = await verifyPdf(bytes, { trustAnchors: [], ...password });
      const elapsed = performance.now() - started;
      if (elapsed > seconds * 1000) wrong.push(`${file}: ${Math.round(elapsed)} ms`);
      if (expected.must_not_pass && report.conclusion === 'intact') wrong.push(`${file}: must not pass`);
      for (const signature of expected.signatures) wrong.push(...compare(file, signature, report));
      for (const { trust } of report.signatures)
        if (trust.indication === 'TOTAL-PASSED') wrong.push(`${file}: no anchor`);
    }
    assert.deepEqual(wrong, []);
  },
);

test('an evidence record within the CMS is told', { skip: skipCorpus }, async () => {
  const report = await verifyPdf(corpusFile('dss/PAdES_with_er.pdf'), { trustAnchors: [] });
  assert.ok(report.signatures[0]?.findings.some(({ code }) => code === 'ARCHIVE_EVIDENCE_NOT_COUNTED'));
});

function compare(file: string, want: Expected['expected']['signatures'][number], report: VerificationReport): string[] {
  if (want.integrity !== 'intact' && want.integrity !== 'broken') return [];
  const same = (range: number[] | null) => JSON.stringify(range) === JSON.stringify(want.byte_range);
  const found =
    report.signatures.find((one) => same(one.byteRange)) ?? report.signatures.find((one) => one.field === want.field);
  const got = found?.integrity ?? 'undetermined';
  if (got === want.integrity || want.accept_integrity?.includes(got)) return [];
  return [`${file} [${want.field}]: want ${want.integrity}, got ${got}`];
}
