import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { issueCertificate } from '../test/certificates.ts';
import { buildPdf, documentObjects, signPdf } from '../test/pdf-builder.ts';

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
