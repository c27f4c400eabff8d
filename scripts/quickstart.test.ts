import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';

const root = join(import.meta.dirname, '..');
const execute = promisify(execFile);

/** The program of a page, as a reader copies it: the first block in a language. */
async function program(path: string, language: string): Promise<string> {
  const page = await readFile(join(root, path), 'utf8');
  const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1];
  assert.ok(found, `${path} has a block of ${language}`);
  return found;
}

test('from zero to a signed file, with the packages as they are published', { timeout: 240_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jse-zero-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const pnpm = ['--yes', 'pnpm@12.21.0'];
  for (const name of ['sdk', 'verify', 'sandbox']) {
    assert.ok(existsSync(join(root, 'packages', name, 'dist/index.js')), `@jse/${name} is built`);
    await execute('npx', [...pnpm, 'pack', '--out', join(folder, `${name}.tgz`)], {
      cwd: join(root, 'packages', name),
    });
  }
  const packages = ['sdk', 'verify', 'sandbox'].map((name) => [`@jse/${name}`, `file:${name}.tgz`] as const);
  const dependencies = Object.fromEntries(packages);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies, overrides: dependencies }),
  );
  await execute('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });
  await writeFile(join(folder, 'zero.mjs'), await program('docs/sdk.md', 'js zero\\.mjs'));
  const letter = await PDFDocument.create();
  letter.addPage();
  await writeFile(join(folder, 'lettre.pdf'), await letter.save());
  const { stdout, stderr } = await execute(process.execPath, ['zero.mjs', 'lettre.pdf'], { cwd: folder });
  assert.equal(stdout, 'Lettre de mission: intact, TOTAL-PASSED, in signed.pdf\n');
  assert.equal(stderr, '');
  const { stdout: report } = await execute('pdfsig', ['-nocert', join(folder, 'signed.pdf')]);
  assert.match(report, /Signature is Valid/);

  await writeFile(join(folder, 'readme.mts'), await program('packages/sandbox/README.md', 'ts'));
  const readme = await execute(process.execPath, ['--disable-warning=ExperimentalWarning', 'readme.mts'], {
    cwd: folder,
  });
  assert.deepEqual(readme, { stdout: 'Cabinet Exemple\n', stderr: '' });
});
