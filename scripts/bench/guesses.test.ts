import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otpRules } from '@jse/sdk/rules';
import { countOdds, seeded, simulateGuesses } from './guess-odds.ts';
import { chiSquareTail, kruskalWallis, poissonInterval, quantile } from './statistics.ts';

const near = (actual: number, expected: number, relative = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);

test('odds per signer by count are at most 2 in 100,000', () => {
  const { guesses, perSigner } = countOdds();
  assert.equal(guesses, 20);
  assert.ok(perSigner <= 2e-5, String(perSigner));
  near(perSigner, 2e-5, 1e-4);
});

test('the simulated attacker never gets more guesses than counted, and finds as many codes as counted', () => {
  // With a thousand codes instead of a million there are enough finds to compare.
  const { signers, broken, mostForOne, guesses } = simulateGuesses(200_000, 1000, seeded(1));
  assert.ok(guesses >= 200_000);
  assert.equal(mostForOne, otpRules.wrongInAllBeforeLock);
  const [low, high] = poissonInterval(broken);
  const atMost = signers * countOdds(1000).perSigner;
  assert.ok(low <= atMost, `${broken} finds, at most ${atMost} expected (${low} – ${high})`);
  near(broken / guesses, 1 / 1000, 0.15);
});

test('statistics agree with published values', () => {
  near(chiSquareTail(3.841459, 1), 0.05, 1e-5);
  near(chiSquareTail(11.0705, 5), 0.05, 1e-5);
  near(chiSquareTail(0.5543, 5), 0.99, 1e-4);
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
  // Hollander and Wolfe (1973), half-time of mucociliary efficiency: H = 0.77143, p = 0.68.
  const { statistic, p } = kruskalWallis([
    [2.9, 3.0, 2.5, 2.6, 3.2],
    [3.8, 2.7, 4.0, 2.4],
    [2.8, 3.4, 3.7, 2.2, 2.0],
  ]);
  near(statistic, 0.7714286, 1e-5);
  near(p, 0.6799648, 1e-5);
});
