import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createFileBlobStore } from './file-blob-store.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jse-blobs-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const hashed = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('what is put is there for every process, whole, and its owner’s alone', async () => {
  const bytes = new Uint8Array(randomBytes(100_000));
  const sha256 = hashed(bytes);
  assert.equal(await createFileBlobStore(folder).get(sha256), undefined);
  // The same bytes by many at once: each name shows all of them or none.
  await Promise.all(Array.from({ length: 20 }, () => createFileBlobStore(folder).put(sha256, bytes)));
  assert.deepEqual(await createFileBlobStore(folder).get(sha256), bytes);
  assert.equal((await stat(join(folder, sha256.slice(0, 2), sha256))).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(join(folder, 'aside')), []);
  await createFileBlobStore(folder).delete(sha256);
  await createFileBlobStore(folder).delete(sha256);
  assert.equal(await createFileBlobStore(folder).get(sha256), undefined);
});

test('what a killed process left half written is erased a day later, what is being written is not', async () => {
  const asides = join(folder, 'aside');
  await mkdir(asides, { recursive: true });
  for (const [name, age] of [
    ['old', 25],
    ['fresh', 1],
  ] as const) {
    await writeFile(join(asides, name), 'half');
    const at = new Date(Date.now() - age * 3_600_000);
    await utimes(join(asides, name), at, at);
  }
  const bytes = new Uint8Array([1, 2, 3]);
  await createFileBlobStore(folder).put(hashed(bytes), bytes);
  assert.deepEqual(await readdir(asides), ['fresh']);
});

test('no name but a SHA-256 is ever a path', async () => {
  const store = createFileBlobStore(folder);
  for (const name of ['', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}/..`]) {
    await assert.rejects(async () => store.get(name), TypeError);
    await assert.rejects(async () => store.put(name, new Uint8Array()), TypeError);
    await assert.rejects(async () => store.delete(name), TypeError);
  }
});
