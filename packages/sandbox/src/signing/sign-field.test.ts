import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeTestAuthority, type TestAuthority } from '../certificates/authority.harness.ts';
import { readCertificate } from '../certificates/certificate-details.ts';
import { missing, pem, withWorkbench } from '../certificates/external-tools.harness.ts';
import type { RemoteSigner } from '../certificates/signer.ts';
import { type DocumentOptions, makeDocument } from './documents.harness.ts';
import { inspectUpload } from './inspect-upload.ts';
import { prepareDocument } from './prepare-document.ts';
import { signField } from './sign-field.ts';
import { latin1 } from './revision-section.ts';
import { contentsValue } from './signature-dictionary.ts';
import type { Cartouche, PadesLevel, SignFieldInput } from './types.ts';

let authority: TestAuthority;
let signers: Record<Step['field'], RemoteSigner>;

interface Step {
  field: 'client1' | 'client2' | 'expert' | 'cabinet';
  kind: Cartouche['kind'];
  name: string;
}
const STEPS: readonly Step[] = [
  { field: 'client1', kind: 'simple', name: 'Hélène Œuvrard' },
  { field: 'client2', kind: 'simple', name: 'Łukasz Żółć' },
  { field: 'expert', kind: 'advanced', name: 'Jean-François Dupont' },
  { field: 'cabinet', kind: 'seal', name: 'Cabinet Lefèvre & Associés' },
];

before(async () => {
  authority = await makeTestAuthority();
  const platform = await authority.signer('platform', 'Plateforme');
  signers = {
    client1: platform,
    client2: platform,
    expert: await authority.signer('expert', 'Jean-François Dupont'),
    cabinet: await authority.signer('firm', 'Cabinet Lefèvre & Associés'),
  };
});

function input(
  bytes: Uint8Array,
  step: Step,
  level: PadesLevel,
  changes: Partial<SignFieldInput> = {},
): SignFieldInput {
  const at = new Date();
  return {
    bytes,
    fieldName: step.field,
    appearance: { kind: step.kind, name: step.name, at },
    name: step.name,
    reason: 'Lettre de mission /Contents <00> (2026)',
    at,
    signer: signers[step.field],
    level,
    timestamp: (query) => authority.timestamp(query),
    revocation: authority.revocation,
    ...changes,
  };
}

async function prepared(options: DocumentOptions = {}): Promise<Uint8Array> {
  const fields = STEPS.map(({ field, name }, i) => ({
    name: field,
    tooltip: `Signature de ${name}`,
    placement: i === 1 ? null : { page: -1, x: 30, y: 60 + 70 * i, width: 200, height: 50 },
  }));
  return prepareDocument(await makeDocument(options), fields);
}

/** Every signature of a file as pdfsig sees it: field, signer, verdict. */
async function pdfsig(
  bytes: Uint8Array,
): Promise<{ field: string; signer: string; verdict: string; total: boolean }[]> {
  return withWorkbench((bench) => {
    bench.write('signed.pdf', bytes);
    return bench
      .run('pdfsig', '-nocert', 'signed.pdf')
      .output.split(/^Signature #\d+:/mu)
      .slice(1)
      .map((block) => ({
        field: /Field Name: (.*)/u.exec(block)?.[1] ?? '',
        signer: /Common Name: (.*)/u.exec(block)?.[1] ?? '',
        verdict: /Signature Validation: (.*)/u.exec(block)?.[1] ?? '',
        total: /Total document signed/u.test(block),
      }));
  });
}

/** The CMS and the covered bytes of each signature, read from the text of a file that we made. */
function signaturesOf(bytes: Uint8Array): { cms: Uint8Array; covered: Uint8Array }[] {
  const text = latin1(bytes, 0, bytes.length);
  return [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/gu)].map(([, end, next, rest]) => {
    const [a, b, c] = [Number(end), Number(next), Number(rest)];
    const covered = Uint8Array.from([...bytes.subarray(0, a), ...bytes.subarray(b, b + c)]);
    return { cms: contentsValue(text.slice(a + 1, b - 1)), covered };
  });
}

function assertPrefix(before: Uint8Array, after: Uint8Array): void {
  assert.ok(after.length > before.length && Buffer.from(after.subarray(0, before.length)).equals(before));
}

const KINDS: Record<string, DocumentOptions> = {
  'classic table': {},
  'cross-reference streams': { streams: true },
  'form fields': { form: true },
  'rotated and cropped': { pages: [{ rotate: 270, crop: [20, 30, 500, 700] }, { rotate: 90 }] },
  tagged: { tagged: true },
};

describe('four signatures one after another at B-LT', () => {
  for (const [name, options] of Object.entries(KINDS)) {
    test(`${name}: all valid for pdfsig, each a suffix of the one before`, { skip: missing('pdfsig') }, async () => {
      let bytes = await prepared(options);
      for (const step of STEPS) {
        const signed = await signField(input(bytes, step, 'B-LT'));
        assertPrefix(bytes, signed);
        bytes = signed;
      }
      const seen = await pdfsig(bytes);
      assert.deepEqual(
        seen.map(({ field, signer, verdict }) => [field, signer, verdict]),
        STEPS.map(({ field }) => [
          field,
          readCertificate(signers[field].certificate).commonName,
          'Signature is Valid.',
        ]),
      );
      await withWorkbench((bench) => {
        bench.write('signed.pdf', bytes);
        assert.match(bench.run('qpdf', '--check', 'signed.pdf').output, /No syntax or stream encoding errors/u);
      });
    });
  }

  test('any order, other levels in between', { skip: missing('pdfsig') }, async () => {
    let bytes = await prepared({ streams: true });
    const levels: PadesLevel[] = ['B-LTA', 'B-B', 'B-T', 'B-LT'];
    for (const [i, step] of STEPS.toReversed().entries())
      bytes = await signField(input(bytes, step, levels[i] as PadesLevel));
    const people = (await pdfsig(bytes)).filter(({ field }) => !field.startsWith('DocumentTimestamp'));
    assert.equal(people.length, 4);
    for (const { field, verdict } of people) assert.equal(verdict, 'Signature is Valid.', field);
  });

  test('a last B-B signature covers the total document', { skip: missing('pdfsig') }, async () => {
    const [first, second] = STEPS as [Step, Step];
    const bytes = await signField(input(await signField(input(await prepared(), first, 'B-LT')), second, 'B-B'));
    const seen = await pdfsig(bytes);
    assert.deepEqual(
      seen.filter(({ verdict }) => verdict !== '').map(({ total }) => total),
      [false, true],
    );
  });
});

describe('the CMS', { skip: missing('openssl') }, () => {
  test('verifies with openssl over ByteRange up to the root, with its timestamp', async () => {
    const bytes = await signField(input(await prepared(), STEPS[2] as Step, 'B-LTA'));
    const [signature, stamp] = signaturesOf(bytes);
    assert.ok(signature && stamp);
    await withWorkbench((bench) => {
      bench.write('root.pem', pem(authority.root.certificate));
      bench.write('cms.der', signature.cms);
      bench.write('covered', signature.covered);
      const source = ['-inform', 'der', '-in', 'cms.der', '-binary', '-content', 'covered'];
      const trust = ['-CAfile', 'root.pem', '-purpose', 'any', '-cades'];
      const { status, output } = bench.run('openssl', 'cms', '-verify', ...source, ...trust, '-out', 'out');
      assert.match(output, /successful/u);
      assert.equal(status, 0);

      const text = bench.run(
        'openssl',
        'cms',
        '-cmsout',
        '-print',
        '-inform',
        'der',
        '-in',
        'cms.der',
        '-noout',
      ).output;
      assert.match(text, /id-smime-aa-signingCertificateV2/u);
      assert.match(text, /id-smime-aa-timeStampToken/u);
      assert.doesNotMatch(text, /signingTime/u);

      bench.write('token.der', stamp.cms);
      bench.write('stamped', stamp.covered);
      const files = ['-token_in', '-in', 'token.der', '-data', 'stamped', '-CAfile', 'root.pem'];
      assert.match(bench.run('openssl', 'ts', '-verify', ...files).output, /Verification: OK/u);
    });
  });

  test('one changed byte of the covered range does not verify', async () => {
    const bytes = await signField(input(await prepared(), STEPS[0] as Step, 'B-B'));
    bytes[200] = (bytes[200] as number) ^ 1;
    const [signature] = signaturesOf(bytes);
    await withWorkbench((bench) => {
      bench.write('root.pem', pem(authority.root.certificate));
      bench.write('cms.der', signature?.cms as Uint8Array);
      bench.write('covered', signature?.covered as Uint8Array);
      const source = ['-inform', 'der', '-in', 'cms.der', '-binary', '-content', 'covered'];
      const { output } = bench.run('openssl', 'cms', '-verify', ...source, '-CAfile', 'root.pem', '-purpose', 'any');
      assert.match(output, /digest|failure/iu);
      assert.doesNotMatch(output, /successful/u);
    });
  });
});

describe('refusals leave nothing behind', () => {
  const step = STEPS[2] as Step;

  test('a field twice, a missing field, a field that is no signature', async () => {
    const bytes = await prepared({ form: true });
    const signed = await signField(input(bytes, step, 'B-B'));
    await assert.rejects(signField(input(signed, step, 'B-B')), { code: 'field_already_signed' });
    await assert.rejects(signField(input(bytes, step, 'B-B', { fieldName: 'absent' })), { code: 'field_missing' });
    await assert.rejects(signField(input(bytes, step, 'B-B', { fieldName: 'adresse' })), {
      code: 'field_not_signature',
    });
  });

  test('a revoked certificate at B-LT', async () => {
    const { serial } = readCertificate(signers.expert.certificate);
    authority.statuses.set(serial, { status: 'revoked', at: new Date(), reason: 'keyCompromise' });
    await assert.rejects(signField(input(await prepared(), step, 'B-LT')), { code: 'certificate_revoked' });
    authority.statuses.set(serial, { status: 'good' });
  });

  test('a certificate out of its validity', async () => {
    const bytes = await prepared();
    const expired = input(bytes, step, 'B-B', { at: new Date('2040-01-01') });
    await assert.rejects(signField(expired), { code: 'certificate_not_valid' });
  });

  test('no OCSP answer: the CRL serves; neither: revocation_unavailable', async () => {
    const bytes = await prepared();
    const down = async (): Promise<Uint8Array> => Promise.reject(new Error('down'));
    const crlOnly = { ocsp: down, crl: authority.revocation.crl };
    const signed = await signField(input(bytes, step, 'B-LT', { revocation: crlOnly }));
    assert.equal((await inspectUpload(signed)).ok, true);
    const nothing = input(bytes, step, 'B-LT', { revocation: { ocsp: down, crl: down } });
    await assert.rejects(signField(nothing), { code: 'revocation_unavailable' });
  });

  test('a timestamp for another request, none, or garbage', async () => {
    const bytes = await prepared();
    let replay: Uint8Array | undefined;
    const keep = async (query: Uint8Array): Promise<Uint8Array> => (replay = await authority.timestamp(query));
    await signField(input(bytes, step, 'B-T', { timestamp: keep }));
    const answers = [
      async () => replay as Uint8Array,
      async () => new Uint8Array(3),
      () => Promise.reject(new Error('down')),
    ];
    for (const timestamp of answers) {
      await assert.rejects(signField(input(bytes, step, 'B-T', { timestamp })), { code: 'timestamp_rejected' });
    }
  });

  test('a level without what it needs; a signer that fails; a name that cannot be shown', async () => {
    const bytes = await prepared();
    const { timestamp: _timestamp, ...bare } = input(bytes, step, 'B-T');
    await assert.rejects(signField(bare), { code: 'timestamp_missing' });
    const { revocation: _revocation, ...noRevocation } = input(bytes, step, 'B-LT');
    await assert.rejects(signField(noRevocation), { code: 'revocation_missing' });
    const broken = { ...signers.expert, sign: () => Promise.reject(new Error('HSM')) };
    await assert.rejects(signField(input(bytes, step, 'B-B', { signer: broken })), { code: 'signer_failed' });
    const appearance = { kind: 'simple' as const, name: '山田太郎', at: new Date() };
    await assert.rejects(signField(input(bytes, step, 'B-B', { appearance })), { code: 'character_not_displayable' });
  });
});
