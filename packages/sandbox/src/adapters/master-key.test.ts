import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { masterKeyOf } from './master-key.ts';

const name = 'JSE_MASTER_KEY';

test('an empty JSE_MASTER_KEY is none: the folder’s key is taken; one that is no key is refused', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jse-key-'));
  const before = process.env[name];
  t.after(async () => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
    await rm(folder, { recursive: true, force: true });
  });
  process.env[name] = '';
  const made = await masterKeyOf(folder);
  assert.deepEqual(await readdir(folder), ['master.key']);
  assert.deepEqual(await masterKeyOf(folder), made);
  process.env[name] = 'ab'.repeat(32);
  assert.deepEqual(await masterKeyOf(folder), new Uint8Array(32).fill(0xab));
  process.env[name] = 'ab';
  await assert.rejects(masterKeyOf(folder), /JSE_MASTER_KEY must hold 64 hexadecimal digits/);
});
