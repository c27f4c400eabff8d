import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Crypto } from '@peculiar/webcrypto';
import fc from 'fast-check';
import { issueCertificate, type Identity } from '../test/certificates.ts';
import { issueCrl } from '../test/crl.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  stream,
  textOfBytes,
} from '../test/pdf-builder.ts';
import { signContent, timestampContent } from '../test/signed-data.ts';
import { VerifyError, signedRevision, verifyPdf, type SignatureReport } from './index.ts';
import { VerificationReport } from './report/index.ts';

const at = new Date(Date.UTC(2026, 5, 1));
let root: Identity;
let issuing: Identity;
let signer: Identity;
let rsaSigner: Identity;
let authority: Identity;
let unsigned: Uint8Array;

before(async () => {
  root = await issueCertificate({ commonName: 'Root', ca: true });
  issuing = await issueCertificate({ commonName: 'Issuing', ca: true, pathLength: 0, issuer: root, kind: 'p384' });
  signer = await issueCertificate({ commonName: 'Élise Signataire', issuer: issuing });
  rsaSigner = await issueCertificate({ commonName: 'RSA signer', issuer: issuing, kind: 'rsa' });
  const extendedKeyUsage = ['1.3.6.1.5.5.7.3.8'];
  authority = await issueCertificate({ commonName: 'TSA', issuer: issuing, extendedKeyUsage });
  unsigned = buildPdf(documentObjects({ fields: ['Signature1', 'Signature2'] }));
});

const anchored = () => ({ trustAnchors: [root.certificate], at, revocation: 'off' as const });
const chain = () => ({ chain: [issuing] });

async function only(bytes: Uint8Array, options: Parameters<typeof verifyPdf>[1]): Promise<SignatureReport> {
  const report = await verifyPdf(bytes, options);
  assert.equal(report.signatures.length, 1);
  return report.signatures[0] as SignatureReport;
}

describe('an ordinary signature', () => {
  test('is intact, covers the file and passes under its root; the report fits its schema', async () => {
    const bytes = await signPdf(unsigned, signer, chain());
    const report = await verifyPdf(bytes, anchored());
    assert.equal(report.conclusion, 'intact');
    assert.deepEqual(VerificationReport.parse(JSON.parse(JSON.stringify(report))), report);
    const [signature] = report.signatures as [SignatureReport];
    assert.equal(signature.field, 'Signature1');
    assert.equal(signature.signer?.commonName, 'Élise Signataire');
    assert.equal(signature.claimedTime, '2026-01-02T03:04:05.000Z');
    assert.equal(signature.coverage, 'whole-file');
    assert.equal(signature.laterChanges, 'none');
    assert.equal(signature.trust.indication, 'TOTAL-PASSED');
    assert.deepEqual(
      signature.trust.path.map((one) => one.subject),
      ['CN=Élise Signataire', 'CN=Issuing', 'CN=Root'],
    );
    assert.equal(report.revisions.length, 2);
    assert.equal(report.revisions[0]?.end, unsigned.length);
  });

  test('gives its signed revision back, byte for byte, after later ones came', async () => {
    const first = await signPdf(unsigned, signer, chain());
    const both = await signPdf(first, rsaSigner, {
      ...chain(),
      objectNumber: 51,
      fieldNumber: 21,
      fieldName: 'Signature2',
    });
    const report = await verifyPdf(both, anchored());
    assert.equal(report.conclusion, 'intact');
    const [one, two] = report.signatures as [SignatureReport, SignatureReport];
    assert.deepEqual(signedRevision(both, one), first);
    assert.deepEqual(signedRevision(both, two), both);
    assert.equal(one.laterChanges, 'permitted');
    assert.throws(() => signedRevision(both, { ...one, coverage: 'partial' }), { code: 'NO_SIGNED_REVISION' });
  });

  for (const kind of ['rsa', 'ec'] as const) {
    test(`holds without signed attributes (${kind}), and by a second WebCrypto`, async () => {
      const by = kind === 'rsa' ? rsaSigner : signer;
      const bytes = await signPdf(unsigned, by, { withoutAttributes: true, subFilter: 'adbe.pkcs7.detached' });
      assert.equal((await only(bytes, anchored())).integrity, 'intact');
      assert.equal((await only(bytes, { ...anchored(), crypto: new Crypto() })).integrity, 'intact');
    });
  }
});

describe('trust', () => {
  test('is never given without evidence', async () => {
    const bytes = await signPdf(unsigned, signer, chain());
    const verdict = async (options: Partial<Parameters<typeof verifyPdf>[1]>) => {
      const { indication, subIndication } = (await only(bytes, { ...anchored(), ...options })).trust;
      return [indication, subIndication];
    };
    assert.deepEqual(await verdict({ trustAnchors: [] }), ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND']);
    assert.deepEqual(await verdict({ revocation: 'required' }), ['INDETERMINATE', 'TRY_LATER']);
    assert.deepEqual(await verdict({ at: new Date(Date.UTC(2050, 0, 1)) }), ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE']);
    const other = await issueCertificate({ commonName: 'Root', ca: true });
    assert.deepEqual(await verdict({ trustAnchors: [other.certificate] }), [
      'INDETERMINATE',
      'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    ]);
    const pem = `-----BEGIN CERTIFICATE-----\n${btoa(textOfBytes(root.certificate))}\n-----END CERTIFICATE-----\n`;
    assert.deepEqual(await verdict({ trustAnchors: [latin1(pem)] }), ['TOTAL-PASSED', undefined]);
    await assert.rejects(verifyPdf(bytes, { trustAnchors: [latin1('no certificate')] }), {
      code: 'INVALID_TRUST_ANCHOR',
    });
  });

  test('stops at what an issuer may not do', async () => {
    const subordinate = await issueCertificate({ commonName: 'Too deep', ca: true, issuer: issuing });
    const tooDeep = await issueCertificate({ commonName: 'Leaf', issuer: subordinate });
    const noCa = await issueCertificate({ commonName: 'Leaf of a leaf', issuer: signer });
    for (const [leaf, others] of [
      [tooDeep, [subordinate, issuing]],
      [noCa, [signer, issuing]],
    ] as const) {
      const { trust } = await only(await signPdf(unsigned, leaf, { chain: others }), anchored());
      assert.deepEqual([trust.indication, trust.subIndication], ['INDETERMINATE', 'CERTIFICATE_CHAIN_GENERAL_FAILURE']);
    }
  });

  test("takes a timestamp's time only under a trusted authority, over this signature value", async () => {
    const time = new Date(Date.UTC(2026, 2, 3));
    const stamped = await signPdf(unsigned, signer, { ...chain(), timestampAuthority: authority, time });
    assert.equal((await only(stamped, anchored())).timestampTime, time.toISOString());
    assert.equal((await only(stamped, { ...anchored(), trustAnchors: [] })).timestampTime, null);
    const byNoAuthority = await signPdf(unsigned, signer, { ...chain(), timestampAuthority: signer, time });
    assert.equal((await only(byNoAuthority, anchored())).timestampTime, null);
  });
});

describe('revocation, by the CRLs of /DSS', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));
  const signedOn = day(10);

  async function verdict(options: { thisUpdate: Date; revokedOn?: Date; stamped?: boolean; forged?: boolean }) {
    const { thisUpdate, revokedOn, stamped = false, forged = false } = options;
    const stamp = stamped ? { timestampAuthority: authority, time: signedOn } : {};
    const signed = await signPdf(unsigned, signer, { ...chain(), ...stamp });
    const revoked = revokedOn ? [{ certificate: signer.certificate, at: revokedOn }] : [];
    const impostor = await issueCertificate({ commonName: 'Issuing', ca: true });
    const lists = [
      await issueCrl({ issuer: root, thisUpdate, nextUpdate: day(400) }),
      await issueCrl({ issuer: forged ? impostor : issuing, thisUpdate, nextUpdate: day(stamped ? 20 : 400), revoked }),
      // The authority's own status, still current at the time of validation.
      await issueCrl({ issuer: issuing, thisUpdate, nextUpdate: day(400), revoked: stamped ? revoked : [] }),
    ].slice(0, stamped ? 3 : 2);
    const catalog = '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</CRLs[60 0 R 61 0 R 62 0 R]>>>>';
    const streams = Object.fromEntries(lists.map((crl, at) => [60 + at, stream('', textOfBytes(crl))]));
    const bytes = appendRevision(signed, { 1: catalog, ...streams });
    const { trust } = await only(bytes, { trustAnchors: [root.certificate], at });
    return [trust.indication, trust.subIndication];
  }

  test('a current list that does not name the signer is the evidence that was missing', async () => {
    assert.deepEqual(await verdict({ thisUpdate: day(11) }), ['TOTAL-PASSED', undefined]);
  });
  test('a list that another key signed, or one of the future, is none', async () => {
    assert.deepEqual(await verdict({ thisUpdate: day(11), forged: true }), ['INDETERMINATE', 'TRY_LATER']);
    assert.deepEqual(await verdict({ thisUpdate: day(300) }), ['INDETERMINATE', 'TRY_LATER']);
  });
  test('a revocation counts, unless a trusted timestamp proves that the signature came first', async () => {
    const late = { thisUpdate: day(30), revokedOn: day(20) };
    assert.deepEqual(await verdict(late), ['INDETERMINATE', 'REVOKED_NO_POE']);
    assert.deepEqual(await verdict({ ...late, stamped: true }), ['TOTAL-PASSED', undefined]);
    assert.deepEqual(await verdict({ ...late, revokedOn: day(5), stamped: true }), ['INDETERMINATE', 'REVOKED_NO_POE']);
  });
});

describe('a CMS that is not as it must be', () => {
  const cases: [string, () => Promise<Uint8Array>, string, string][] = [
    ['two signers', () => signPdf(unsigned, signer, { signers: [signer, rsaSigner] }), 'broken', 'CMS_SIGNER_COUNT'],
    [
      'another certificate in ESS',
      () => signPdf(unsigned, signer, { essCertificate: new Uint8Array(rsaSigner.certificate) }),
      'broken',
      'SIGNER_CERTIFICATE_MISMATCH',
    ],
    [
      'a content of its own',
      () =>
        signPdf(unsigned, signer, {
          makeContents: (covered) =>
            signContent(signer, covered, {
              enclosed: { type: '1.2.840.113549.1.7.1', content: covered.slice(0, 100) },
            }),
        }),
      'broken',
      'CMS_CONTENT_NOT_DETACHED',
    ],
    [
      'no CMS at all',
      () => signPdf(unsigned, signer, { makeContents: async () => latin1('0\x03abc') }),
      'broken',
      'CMS_MALFORMED',
    ],
    [
      'over other bytes',
      () => signPdf(unsigned, signer, { makeContents: () => signContent(signer, latin1('other bytes')) }),
      'broken',
      'DIGEST_MISMATCH',
    ],
  ];
  for (const [name, make, integrity, code] of cases) {
    test(name, async () => {
      const report = await verifyPdf(await make(), anchored());
      const [signature] = report.signatures as [SignatureReport];
      assert.equal(signature.integrity, integrity);
      assert.ok(
        signature.findings.some((finding) => finding.code === code),
        JSON.stringify(signature.findings),
      );
      assert.equal(report.conclusion, 'broken');
      assert.notEqual(signature.trust.indication, 'TOTAL-PASSED');
    });
  }
});

test('a document timestamp is told apart and gives its time', async () => {
  const time = new Date(Date.UTC(2026, 3, 4));
  const makeContents = (covered: Uint8Array<ArrayBuffer>) => timestampContent(authority, covered, time);
  const bytes = await signPdf(unsigned, authority, { subFilter: 'ETSI.RFC3161', makeContents });
  const signature = await only(bytes, { ...anchored(), trustAnchors: [root.certificate, issuing.certificate] });
  assert.equal(signature.kind, 'document-timestamp');
  assert.equal(signature.integrity, 'intact');
  assert.equal(signature.timestampTime, time.toISOString());
});

test('any covered byte flipped never yields intact', async () => {
  const bytes = await signPdf(unsigned, signer, chain());
  const [, first, second] = (await only(bytes, anchored())).byteRange as number[];
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
      if (index >= first! && index < second!) return;
      const changed = bytes.slice();
      changed[index]! ^= mask;
      assert.notEqual(await concludes(changed), 'intact');
    }),
    { numRuns: 150 },
  );
});

test('bytes inserted into or removed from the file never yield intact', async () => {
  const bytes = await signPdf(unsigned, signer, chain());
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }), async (index, more) => {
      const inserted = Uint8Array.from([...bytes.subarray(0, index), ...more, ...bytes.subarray(index)]);
      const removed = Uint8Array.from([...bytes.subarray(0, index), ...bytes.subarray(index + more.length)]);
      assert.notEqual(await concludes(inserted), 'intact');
      // What is cut off at the very end may be the end-of-line behind %%EOF, but that is covered as well.
      assert.notEqual(await concludes(removed), 'intact');
    }),
    { numRuns: 60 },
  );
});

async function concludes(bytes: Uint8Array): Promise<string> {
  try {
    return (await verifyPdf(bytes, anchored())).conclusion;
  } catch (error) {
    assert.ok(error instanceof VerifyError, String(error));
    return error.code;
  }
}

test('any bytes give a report or a VerifyError', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, headed) => {
      await concludes(headed ? Uint8Array.from([...latin1('%PDF-1.7\n'), ...noise]) : noise);
    }),
    { numRuns: 200 },
  );
});

test('unsigned, no PDF, too large, aborted', async () => {
  assert.equal((await verifyPdf(unsigned, anchored())).conclusion, 'unsigned');
  await assert.rejects(verifyPdf(latin1('GIF89a'), anchored()), { code: 'NOT_A_PDF' });
  await assert.rejects(verifyPdf(unsigned, { ...anchored(), limits: { maxFileBytes: 10 } }), { code: 'TOO_LARGE' });
  await assert.rejects(verifyPdf(unsigned, { ...anchored(), signal: AbortSignal.abort() }), { code: 'ABORTED' });
});

test('a limit that is hit makes the answer undetermined, never intact and never a throw', async () => {
  const bytes = await signPdf(unsigned, signer, chain());
  for (const limits of [{ maxMilliseconds: 0 }, { maxObjects: 3 }, { maxRevisions: 1 }, { maxSignatures: 0 }]) {
    const report = await verifyPdf(bytes, { ...anchored(), limits });
    assert.equal(report.conclusion, 'undetermined', JSON.stringify(limits));
    assert.ok(report.findings.some((finding) => finding.code === 'LIMIT_REACHED'));
  }
});

describe('a ByteRange that is not as it must be', () => {
  test('a hole larger than Contents, and bytes behind the file, are no coverage', async () => {
    const bytes = await signPdf(unsigned, signer, chain());
    const text = textOfBytes(bytes);
    const [, first, second, last] = (await only(bytes, anchored())).byteRange as number[];
    const written = `${String(second).padStart(10)} ${String(last).padStart(10)}`;
    const shifted = text.replace(written, `${String(second! + 1).padStart(10)} ${String(last! - 1).padStart(10)}`);
    assert.notEqual(shifted, text);
    for (const [changed, coverage] of [
      [shifted, 'unclear'],
      [text.replace(String(first).padStart(10), '1000000000'), 'unclear'],
    ] as const) {
      const report = await verifyPdf(latin1(changed), anchored());
      assert.equal(report.signatures[0]?.coverage, coverage);
      assert.notEqual(report.conclusion, 'intact');
    }
  });

  test('a field whose /V leads nowhere counts, and fails', async () => {
    const bytes = appendRevision(unsigned, { 20: '<</FT/Sig/T(Signature1)/V 77 0 R>>' });
    const report = await verifyPdf(bytes, anchored());
    assert.equal(report.conclusion, 'broken');
    assert.equal(report.signatures[0]?.findings[0]?.code, 'SIGNATURE_VALUE_MISSING');
  });
});
