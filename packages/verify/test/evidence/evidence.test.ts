import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceCases } from './cases.ts';
import { mutateEvidence } from './run.ts';

test('the cases are what they are called', async () => {
  for (const one of await evidenceCases()) {
    const { signatures } = await one.judge();
    const passes = signatures[0]?.trust.indication === 'TOTAL-PASSED';
    assert.equal(passes, /^passes|^archived$/u.test(one.name), `${one.name}: ${signatures[0]?.trust.subIndication}`);
  }
});

test('900 mutated certificates, CRLs, OCSP responses and tokens: no verdict rises', async () => {
  const { faults, stillPassed } = await mutateEvidence(7, 0, 900);
  assert.deepEqual(faults, []);
  // A run after which nothing passes has judged nothing.
  assert.ok(stillPassed > 0);
});
