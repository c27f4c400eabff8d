import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { certificatePolicy, issueCertificate } from '../test/certificates.ts';
import { issueCrl } from '../test/crl.ts';
import { issueOcsp } from '../test/ocsp.ts';
import { buildPdf, documentObjects, signPdf } from '../test/pdf-builder.ts';
import type { VerificationReport } from './index.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jse-verify-'));
  const root = await issueCertificate({ commonName: 'Root', ca: true });
  const signer = await issueCertificate({ commonName: '=Élise "la" Signataire\u001b[2J', issuer: root });
  const unsigned = buildPdf(documentObjects({ fields: ['Signature1'] }));
  await mkdir(join(folder, 'files', 'below'), { recursive: true });
  await writeFile(join(folder, 'root.der'), root.certificate);
  await writeFile(join(folder, 'files', 'signed.pdf'), await signPdf(unsigned, signer));
  await writeFile(join(folder, 'files', 'below', 'unsigned.PDF'), unsigned);
  await writeFile(join(folder, 'files', 'notes.txt'), 'no PDF');
  const issuing = await issueCertificate({ commonName: 'Issuing', ca: true, issuer: root });
  const below = await issueCertificate({ commonName: 'Below', issuer: issuing });
  const times = { thisUpdate: new Date(Date.UTC(2026, 4, 1)), nextUpdate: new Date(Date.UTC(2026, 6, 1)) };
  const revoked = [{ certificate: below.certificate, at: new Date(Date.UTC(2026, 4, 1)) }];
  const ocsp = { responder: issuing, singles: [{ of: below.certificate, issuer: issuing, ...times }] };
  const firm = await issueCertificate({
    commonName: 'Cabinet',
    issuer: root,
    extensions: [certificatePolicy('2.16.250.1.9.9')],
  });
  const written: Record<string, Uint8Array | string> = {
    'sealed.pdf': await signPdf(unsigned, firm),
    'kinds.json': JSON.stringify({ '2.16.250.1.9.9': 'seal' }),
    'no-kinds.json': JSON.stringify({ '2.16.250.1.9.9': 'stamp' }),
    'below.pdf': await signPdf(unsigned, below),
    'issuing.der': issuing.certificate,
    'root.crl': await issueCrl({ issuer: root, ...times }),
    'below.ocsp': await issueOcsp(ocsp),
    'revoked.crl': await issueCrl({ issuer: issuing, ...times, revoked }),
    'bundle.json': JSON.stringify({
      name: 'Test anchors',
      issuedAt: '2026-01-01T00:00:00Z',
      anchors: [Buffer.from(root.certificate).toString('base64')],
    }),
  };
  for (const [name, content] of Object.entries(written)) await writeFile(join(folder, name), content);
});
after(() => rm(folder, { recursive: true }));

function run(...args: string[]) {
  const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
  const options = { encoding: 'utf8', cwd: folder, env: { ...process.env, LANG: 'C', LC_ALL: '' } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@jse/source', cli, ...args], options);
  return { status, stdout, stderr };
}
const trusting = ['--trust', 'root.der', '--at', '2026-06-01', '--no-revocation'];

describe('jse-verify', () => {
  test('shows a table that fits 80 columns, in English or French, and nothing that moves the terminal', () => {
    const { status, stdout } = run(...trusting, 'files/signed.pdf');
    assert.equal(status, 0);
    assert.match(stdout, /^1 {3}=Élise "la" Signataire\S* .*TOTAL-PASSED$/mu);
    assert.ok(
      stdout.split('\n').every((line) => line.length <= 80),
      stdout,
    );
    assert.ok(!stdout.includes('\u001b'));
    assert.match(run(...trusting, '--lang', 'fr', 'files/signed.pdf').stdout, /La signature est valide/u);
  });

  test('exit 0 passed, 1 not passed, 2 unusable', () => {
    assert.equal(run('files/signed.pdf').status, 1);
    assert.equal(run(...trusting, 'files/below/unsigned.PDF').status, 1);
    for (const args of [
      [],
      ['missing.pdf'],
      ['files/notes.txt'],
      ['--at', 'never', 'files/signed.pdf'],
      ['--lang', 'de', 'files/signed.pdf'],
      ['--trust', 'missing.pem', 'files/signed.pdf'],
      ['--trust', 'files/notes.txt', 'files/signed.pdf'],
    ]) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.ok(stderr.length > 0 && !/\bat .*\.ts:/u.test(stderr), stderr);
    }
  });

  test('takes anchors as DER, PEM, PKCS#7, or a bundle whose age it shows', () => {
    const openssl = (...args: string[]) => assert.equal(spawnSync('openssl', args, { cwd: folder }).status, 0);
    openssl('x509', '-inform', 'DER', '-in', 'root.der', '-out', 'root.pem');
    openssl('crl2pkcs7', '-nocrl', '-certfile', 'root.pem', '-outform', 'DER', '-out', 'root.p7b');
    openssl('crl2pkcs7', '-nocrl', '-certfile', 'root.pem', '-out', 'root.p7.pem');
    for (const name of ['root.der', 'root.pem', 'root.p7b', 'root.p7.pem', 'bundle.json']) {
      const args = ['--trust', name, '--at', '2026-06-01', '--no-revocation', 'files/signed.pdf'];
      const { status, stdout } = run(...args);
      assert.equal(status, 0, name);
      assert.equal(/^ {2}Test anchors · 2026-01-01 · 151 d$/mu.test(stdout), name === 'bundle.json');
    }
  });

  test('takes the operator’s certificate policies, and refuses what is none', () => {
    const kindOf = (...args: string[]) => {
      const { stdout } = run(...trusting, '--json', ...args, 'sealed.pdf');
      return (JSON.parse(stdout) as VerificationReport).signatures[0]?.signatureKind;
    };
    assert.equal(kindOf(), null);
    assert.equal(kindOf('--kinds', 'kinds.json'), 'seal');
    for (const name of ['no-kinds.json', 'root.der', 'nowhere.json']) {
      const { status, stderr } = run('--kinds', name, 'sealed.pdf');
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`^--kinds: ${name}: `));
    }
  });

  test('takes evidence from disk, in DER or PEM, and refuses what is none', () => {
    const rooted = ['--trust', 'root.der', '--at', '2026-06-01'];
    assert.equal(run(...rooted, 'below.pdf').status, 1);
    const path = [...rooted, '--cert', 'issuing.der', '--crl', 'root.crl'];
    assert.match(run(...path, 'below.pdf').stdout, /TRY_LATER/u);
    assert.equal(run(...path, '--ocsp', 'below.ocsp', 'below.pdf').status, 0);
    assert.equal(spawnSync('openssl', ['crl', '-in', 'root.crl', '-out', 'root.crl.pem'], { cwd: folder }).status, 0);
    const asPem = [...rooted, '--cert', 'issuing.der', '--crl', 'root.crl.pem', '--ocsp', 'below.ocsp'];
    assert.equal(run(...asPem, 'below.pdf').status, 0);
    const revoked = run(...path, '--crl', 'revoked.crl', '--lang', 'fr', 'below.pdf');
    assert.equal(revoked.status, 1);
    assert.match(revoked.stdout, /REVOKED_NO_POE/u);
    const lines = revoked.stdout.split('\n');
    assert.ok(
      lines.every((line) => line.length <= 80),
      revoked.stdout,
    );
    for (const option of ['--cert', '--crl', '--ocsp']) {
      for (const name of ['files/notes.txt', 'missing', 'below.pdf']) {
        const { status, stderr } = run(...rooted, option, name, 'below.pdf');
        assert.deepEqual([status, stderr.startsWith(`${option}: ${name}: `)], [2, true], stderr);
      }
    }
    assert.equal(run(...rooted, '--crl', 'below.ocsp', 'below.pdf').status, 2);
  });

  test('takes a folder and writes a CSV in which no name is a formula', async () => {
    const { status } = run(...trusting, '--csv', 'out.csv', 'files');
    assert.equal(status, 1);
    const [head, first, second, ...rest] = (await readFile(join(folder, 'out.csv'), 'utf8')).split('\r\n');
    assert.match(head ?? '', /^file,conclusion,verdict,field,/u);
    assert.match(first ?? '', /^files\/below\/unsigned\.PDF,unsigned,NO_SIGNATURE_FOUND,/u);
    assert.match(second ?? '', /^files\/signed\.pdf,intact,TOTAL-PASSED,Signature1,signature,"'=Élise ""la"" /u);
    assert.deepEqual(rest, ['']);
  });

  test('--json is one report a line', () => {
    const lines = run(...trusting, '--json', 'files')
      .stdout.trim()
      .split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { conclusion: string }).conclusion),
      ['unsigned', 'intact'],
    );
  });
});
