import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { SignInStore } from '@jse/sdk/server';

test('the store of sign-ins on the disk, as docs/sdk.md shows it, keeps them sealed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jse-store-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const page = await readFile(join(import.meta.dirname, '../docs/sdk.md'), 'utf8');
  const sample = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].find(([, code]) => code?.includes('fileSignInStore'));
  await writeFile(join(folder, 'store.ts'), sample?.[1] ?? '');
  const { fileSignInStore } = (await import(pathToFileURL(join(folder, 'store.ts')).href)) as {
    fileSignInStore: (folder: string, key: Uint8Array) => SignInStore;
  };
  const [kept, key] = [join(folder, 'kept'), randomBytes(32)];
  const store = fileSignInStore(kept, key);
  const record = {
    state: 'pending',
    idRequest: 'x',
    oneTimeState: 's3cret',
    expiresAt: '2026-01-01T00:00:00Z',
  } as const;
  assert.equal(await store.get('user-1'), undefined);
  await store.set('user-1', record);
  assert.deepEqual(await store.get('user-1'), record);
  assert.equal(await store.get('user-2'), undefined);
  const [name = ''] = await readdir(kept);
  const sealed = await readFile(join(kept, name));
  assert.ok(!sealed.includes('s3cret'));
  await assert.rejects(fileSignInStore(kept, randomBytes(32)).get('user-1'));
  await writeFile(
    join(kept, name),
    sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
  );
  await assert.rejects(store.get('user-1'));
  await store.delete('user-1');
  await store.delete('user-1');
  assert.deepEqual(await readdir(kept), []);
});
