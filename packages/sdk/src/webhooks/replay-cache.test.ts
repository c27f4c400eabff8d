import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryReplayCache } from './replay-cache.ts';

test('an id is seen until its time is over', () => {
  let time = 1000;
  const cache = memoryReplayCache({ now: () => time });
  assert.equal(cache.seen('a', new Date(2000)), false);
  time = 1999;
  assert.equal(cache.seen('a', new Date(2000)), true);
  assert.equal(cache.seen('b', new Date(2000)), false);
  time = 2000;
  assert.equal(cache.seen('a', new Date(3000)), false);
  assert.equal(cache.seen('a', new Date(3000)), true);
});

test('an id whose time is over is new again behind one that lasts', () => {
  let time = 0;
  const cache = memoryReplayCache({ now: () => time });
  cache.seen('lasts', new Date(100));
  cache.seen('short', new Date(10));
  time = 50;
  assert.equal(cache.seen('short', new Date(60)), false);
  assert.equal(cache.seen('short', new Date(60)), true);
  assert.equal(cache.seen('lasts', new Date(100)), true);
});

test('full, it forgets the oldest, and holds no more than it was told', () => {
  const cache = memoryReplayCache({ max: 3, now: () => 0 });
  const end = new Date(1000);
  for (const id of ['a', 'b', 'c', 'd']) assert.equal(cache.seen(id, end), false);
  for (const id of ['b', 'c', 'd']) assert.equal(cache.seen(id, end), true);
  assert.equal(cache.seen('a', end), false);
  assert.equal(cache.seen('b', end), false);
});

test('a hundred thousand deliveries are no work for it', () => {
  let time = 0;
  const cache = memoryReplayCache({ max: 1000, now: () => time });
  const began = performance.now();
  for (let at = 0; at < 100_000; at++) {
    time = at;
    assert.equal(cache.seen(`evt_${at}`, new Date(at + 600_000)), false);
  }
  assert.ok(performance.now() - began < 2000);
});
