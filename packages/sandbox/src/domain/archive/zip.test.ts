import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { fileOf, type PackFile, packOf } from './zip.ts';

const mtime = new Date('2026-02-03T04:05:06Z');
const bytesOf = async (stream: ReadableStream) => new Uint8Array(await new Response(stream).arrayBuffer());

test('a pack is what was measured, each time, in the order of its paths', async () => {
  const random = randomBytes(1_000_000);
  const files = [
    await fileOf('b/été.txt', new TextEncoder().encode('x'.repeat(10_000))),
    await fileOf('a.pdf', random),
    await fileOf('c', new Uint8Array()),
  ];
  const pack = await packOf('x.zip', files, mtime);
  const [one, other] = [await bytesOf(pack.body()), await bytesOf(pack.body())];
  assert.deepEqual(one, other);
  assert.equal(one.length, pack.size);
  assert.equal(createHash('sha256').update(one).digest('hex'), pack.sha256);
  const unpacked = unzipSync(one);
  assert.deepEqual(Object.keys(unpacked), ['a.pdf', 'b/été.txt', 'c']);
  assert.deepEqual(Buffer.from(unpacked['a.pdf']!), random);
  assert.equal(unpacked['b/été.txt']?.length, 10_000);
});

test('files are read as they are written, and a reader who goes away stops the reading', async () => {
  let read = 0;
  const files: PackFile[] = Array.from({ length: 20 }, (_, at) => ({
    path: `${String(at).padStart(2, '0')}.pdf`,
    sha256: '',
    size: 300_000,
    read: () => Promise.resolve(randomOf((read += 1) % 20)),
  }));
  const pack = await packOf('x.zip', files, mtime);
  assert.equal(read, 20);
  const reader = pack.body().getReader();
  await reader.read();
  assert.ok(read <= 22, `${read - 20} files were read for the first bytes`);
  await reader.cancel();
  const before = read;
  await new Promise((done) => setTimeout(done, 50));
  assert.equal(read, before);
});

/** Bytes that differ by file and are the same each time. */
const randomOf = (seed: number) =>
  new Uint8Array(createHash('shake256', { outputLength: 300_000 }).update(String(seed)).digest());
