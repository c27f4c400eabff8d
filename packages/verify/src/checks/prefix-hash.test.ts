import assert from 'node:assert/strict';
import { createHash, getRandomValues } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RunningHash } from '../crypto/crypto-door.ts';
import { PrefixHash } from './prefix-hash.ts';

test('ranges in any order have the digest of their bytes', () => {
  const bytes = getRandomValues(new Uint8Array(500));
  const ranges = fc.array(
    fc.array(fc.nat({ max: 500 }), { minLength: 4, maxLength: 4 }).map((numbers) => numbers.sort((a, b) => a - b)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(ranges, (all) => {
      const prefix = new PrefixHash(() => createHash('sha256'), bytes);
      for (const [start, gap, second, end] of all as [number, number, number, number][]) {
        const expected = createHash('sha256').update(bytes.subarray(start, gap)).update(bytes.subarray(second, end));
        const digest = prefix.digest([start, gap - start, second, end - second]);
        assert.deepEqual(digest, new Uint8Array(expected.digest()));
      }
    }),
  );
});

test('what signatures cover together is hashed once', () => {
  const bytes = new Uint8Array(100_000);
  let hashed = 0;
  const counting = (hash: ReturnType<typeof createHash>): RunningHash => ({
    update: (piece) => {
      hashed += piece.length;
      return hash.update(piece);
    },
    copy: () => counting(hash.copy()),
    digest: () => hash.digest(),
  });
  const prefix = new PrefixHash(() => counting(createHash('sha256')), bytes);
  for (let gap = 1000; gap < 100_000; gap += 1000) prefix.digest([0, gap, gap + 100, 50]);
  assert.ok(hashed < bytes.length * 1.1, `${hashed} bytes`);
});
