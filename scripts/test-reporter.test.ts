import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const reporter = fileURLToPath(new URL('./test-reporter.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jse-reporter-'));
after(() => rmSync(folder, { recursive: true }));

const imports = `import { describe, it, test } from 'node:test'; import assert from 'node:assert';\n`;

/** Runs files of these bodies as one suite; gives the counts. */
function countsOf(...bodies: string[]): unknown {
  const files = bodies.map((body, at) => {
    const file = join(folder, `${at}.test.mjs`);
    writeFileSync(file, imports + body);
    return file;
  });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, ['--test', `--test-reporter=${reporter}`, ...files], {
    env,
    encoding: 'utf8',
  });
  return JSON.parse(stdout);
}

test('leaves are counted, their parents are not', () => {
  const counts = countsOf(
    `test('a', () => {});
     describe('b', () => { it('c', () => {}); it('d', () => assert.fail()); describe('e', () => it('f', () => {})); });
     test('g', async (t) => { await t.test('h', () => {}); await t.test('i', () => assert.fail()); });`,
  );
  assert.deepEqual(counts, { passed: 4, failed: 2, skipped: 0 });
});

test('a parent that fails by itself is a failure beside its children', () => {
  const counts = countsOf(`test('a', async (t) => { await t.test('b', () => {}); assert.fail(); });`);
  assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
});

test('a hook that fails is a failure', () => {
  const counts = countsOf(
    `import { after } from 'node:test'; describe('a', () => { after(() => assert.fail()); it('b', () => {}); });`,
  );
  assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
});

test('skipped tests and suites are counted as skipped', () => {
  const counts = countsOf(`test('a', { skip: true }, () => {}); test('b', (t) => t.skip()); test('c', () => {});`);
  assert.deepEqual(counts, { passed: 1, failed: 0, skipped: 2 });
});

test('a file that crashes, exits early or holds no test is one failure', () => {
  const crash = `test('a', () => {}); throw new Error('broken');`;
  const exit = `test('b', () => { setTimeout(() => process.exit(3), 10); });`;
  const empty = `1;`;
  const emptySuite = `describe('c', () => {});`;
  assert.deepEqual(countsOf(crash), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(countsOf(exit), { passed: 1, failed: 1, skipped: 0 });
  assert.deepEqual(countsOf(empty), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(countsOf(emptySuite), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(countsOf(crash, exit, empty, emptySuite), { passed: 1, failed: 4, skipped: 0 });
});
