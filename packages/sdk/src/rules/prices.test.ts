import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { costOf, creditNoteCents, prices, vatOf } from './prices.ts';

const cents = fc.integer({ min: -10_000_000, max: 10_000_000 });

test('a signature costs 25 cents and a seal 5, on each document or once, as it is set', () => {
  const levels = ['simple', 'advanced', 'seal'];
  assert.deepEqual(costOf(3, levels), { signatures: 6, seals: 3, amountCents: 6 * 25 + 3 * 5 });
  assert.deepEqual(costOf(3, levels, 'signer'), { signatures: 2, seals: 1, amountCents: 55 });
  assert.deepEqual(costOf(0, levels, 'signer'), { signatures: 0, seals: 0, amountCents: 0 });
});

test('VAT is whole cents, rounded half away from zero, and no amount’s sign changes it', () => {
  assert.equal(vatOf(25, prices.vatBasisPoints), 5);
  assert.equal(vatOf(5, 550), 0);
  assert.equal(vatOf(100, 550), 6);
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 10_000 }), (amount, rate) => {
      const vat = vatOf(amount, rate);
      assert.ok(Number.isSafeInteger(vat));
      assert.ok(Math.abs(vat - (amount * rate) / 10_000) <= 0.5);
      assert.equal(vatOf(-amount, rate) + vat, 0);
    }),
  );
});

test('a legacy key is credited for its unused days, rounded down, within its price', () => {
  assert.equal(creditNoteCents({ priceCents: 9900, boughtDays: 1095, unusedDays: 100 }), 904);
  assert.equal(creditNoteCents({ priceCents: 9900, boughtDays: 1095, unusedDays: 2000 }), 9900);
  assert.equal(creditNoteCents({ priceCents: 9900, boughtDays: 1095, unusedDays: -3 }), 0);
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 4000 }),
      fc.nat(4000),
      (priceCents, boughtDays, unusedDays) => {
        const credit = creditNoteCents({ priceCents, boughtDays, unusedDays });
        assert.ok(credit >= 0 && credit <= priceCents && Number.isSafeInteger(credit));
        const exact = (priceCents * Math.min(unusedDays, boughtDays)) / boughtDays;
        assert.ok(exact - credit >= 0 && exact - credit < 1);
      },
    ),
  );
});
