import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deadlines, retryDelay, retryRules } from './index.ts';

const hour = 3_600_000;
const total = (rule: keyof typeof retryRules) => retryRules[rule].delays.reduce((sum, delay) => sum + delay, 0);

test('a webhook is tried ten times over three days, then given up', () => {
  assert.equal(retryRules.webhook.delays.length, 9);
  assert.ok(total('webhook') > 70 * hour && total('webhook') <= 72 * hour);
  assert.equal(retryDelay(retryRules.webhook, 10, 0.5), null);
});

test('an SMS is not tried when its code can no longer be used', () => {
  assert.ok(total('sms') * (1 + retryRules.sms.jitter) < deadlines.otpValidity);
  assert.equal(retryDelay(retryRules.sms, retryRules.sms.delays.length + 1, 0), null);
});

test('what keeps the rules is never given up, and waits ten minutes at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, chance) => {
      const wait = retryDelay(retryRules.upkeep, tries, chance);
      assert.ok(wait !== null && wait >= 1000 && wait <= 11 * 60_000);
    }),
  );
});

test('waits grow, and jitter keeps each within a tenth of its own', () => {
  for (const rule of Object.values(retryRules)) {
    const middle = rule.delays.map((_, at) => retryDelay(rule, at + 1, 0.5));
    assert.deepEqual(
      middle,
      [...rule.delays].sort((a, b) => a - b),
    );
    for (const [at, delay] of rule.delays.entries()) {
      assert.equal(retryDelay(rule, at + 1, 0), Math.round(delay * 0.9));
      assert.equal(retryDelay(rule, at + 1, 1), Math.round(delay * 1.1));
    }
  }
});
