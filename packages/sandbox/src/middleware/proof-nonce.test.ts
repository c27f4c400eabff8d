import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../clock.ts';
import { isProofNonce, proofNonce } from './proof-nonce.ts';

const minute = 60_000;

test('a nonce is taken for a few minutes, by whoever has the key', async () => {
  const codeKey = new Uint8Array(32).fill(1);
  const at = { now: Date.parse('2026-01-01T12:00:00Z') };
  const needed = { codeKey, clock: { ...createClock(), real: () => new Date(at.now) } };
  const nonce = await proofNonce(needed);
  assert.equal(await isProofNonce(needed, nonce), true);
  at.now += 2 * minute;
  assert.equal(await isProofNonce(needed, nonce), true);
  assert.equal(await isProofNonce({ ...needed, codeKey: new Uint8Array(32) }, nonce), false);
  assert.equal(await isProofNonce(needed, '0'.repeat(32)), false);
  at.now += 4 * minute;
  assert.equal(await isProofNonce(needed, nonce), false);
});
