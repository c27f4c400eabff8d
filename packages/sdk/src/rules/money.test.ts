import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { actUnits, costOf, creditNoteFor, fallsBelow, prices, withVat } from './index.ts';

const cents = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });
const levels = fc.array(fc.constantFrom('simple', 'advanced', 'seal'), { maxLength: 40 });
const documents = fc.integer({ min: 0, max: 50 });

describe('the cost of a collection', () => {
  test('is the price of each act, one signer on one document', () => {
    assert.deepEqual(costOf(3, ['simple', 'advanced', 'seal']), { signatures: 6, seals: 3, amountCents: 165 });
  });

  test('where an act is one signer, is the same however many documents there are', () => {
    assert.deepEqual(costOf(3, ['simple', 'seal'], 'signer'), { signatures: 1, seals: 1, amountCents: 30 });
    assert.equal(costOf(0, ['simple'], 'signer').amountCents, 0);
  });

  test('is a sum over its signers, whatever their order', () => {
    fc.assert(
      fc.property(documents, levels, fc.constantFrom(...actUnits), (count, of, unit) => {
        const { signatures, seals, amountCents } = costOf(count, of, unit);
        const alone = of.map((level) => costOf(count, [level], unit).amountCents);
        assert.equal(
          amountCents,
          alone.reduce((sum, one) => sum + one, 0),
        );
        assert.equal(amountCents, signatures * prices.signature + seals * prices.seal);
        assert.deepEqual(costOf(count, of.toReversed(), unit), costOf(count, of, unit));
      }),
    );
  });
});

describe('value added tax', () => {
  test('of 20 % on 0,25 € and 0,05 €', () => {
    assert.deepEqual(withVat(25), { amountCents: 25, vatCents: 5, totalCents: 30 });
    assert.deepEqual(withVat(5), { amountCents: 5, vatCents: 1, totalCents: 6 });
  });

  test('rounds half a cent away from zero', () => {
    assert.equal(withVat(10, 550).vatCents, 1);
    assert.equal(withVat(100, 550).vatCents, 6);
    assert.equal(withVat(-100, 550).vatCents, -6);
    assert.ok(Object.is(withVat(0).vatCents, 0) && Object.is(withVat(-1, 100).vatCents, 0));
  });

  test('is a whole number of cents, less than a cent from the exact product', () => {
    fc.assert(
      fc.property(cents, rate, (amount, basisPoints) => {
        const { vatCents, totalCents } = withVat(amount, basisPoints);
        assert.ok(Number.isSafeInteger(vatCents));
        const off = BigInt(vatCents) * 10_000n - BigInt(amount) * BigInt(basisPoints);
        assert.ok((off < 0n ? -off : off) <= 5000n);
        assert.equal(totalCents, amount + vatCents);
        assert.equal(vatCents + withVat(-amount, basisPoints).vatCents, 0);
      }),
    );
  });
});

describe('the credit note for a legacy key', () => {
  const key = { priceCents: 9900, boughtOn: '2025-01-01', expiresOn: '2028-01-01', revokedOn: '2027-01-01' };

  test('is the price for the days that are left, rounded down', () => {
    assert.deepEqual(creditNoteFor(key), { boughtDays: 1095, unusedDays: 365, amountCents: 3300 });
    assert.equal(creditNoteFor({ ...key, priceCents: 9999, revokedOn: '2027-12-31' }).amountCents, 9);
  });

  test('counts calendar days over the change of the clocks and the leap day', () => {
    const one = { priceCents: 100, boughtOn: '2028-02-01', expiresOn: '2028-04-01' };
    assert.equal(creditNoteFor({ ...one, revokedOn: '2028-02-29' }).unusedDays, 32);
  });

  test('is never more than was paid, and nothing once the key has run out', () => {
    assert.equal(creditNoteFor({ ...key, revokedOn: '2024-12-31' }).amountCents, 9900);
    assert.equal(creditNoteFor({ ...key, revokedOn: '2028-01-02' }).amountCents, 0);
    assert.equal(creditNoteFor({ ...key, boughtOn: '2028-01-01' }).amountCents, 0);
  });

  test('is the largest whole number of cents that is not more than the exact share', () => {
    const start = Date.UTC(2020, 0, 1);
    const date = (at: number) => new Date(start + at * 86_400_000).toISOString().slice(0, 10);
    const span = fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 0, max: 4000 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), span, (priceCents, [bought, used]) => {
        const of = { priceCents, boughtOn: date(0), expiresOn: date(bought), revokedOn: date(used) };
        const { amountCents, boughtDays, unusedDays } = creditNoteFor(of);
        assert.equal(boughtDays, bought);
        assert.equal(unusedDays, Math.max(bought - used, 0));
        const exact = BigInt(priceCents) * BigInt(unusedDays);
        assert.ok(BigInt(amountCents) * BigInt(boughtDays) <= exact);
        assert.ok(BigInt(amountCents + 1) * BigInt(boughtDays) > exact);
        const later = creditNoteFor({ ...of, revokedOn: date(used + 1) });
        assert.ok(later.amountCents <= amountCents);
      }),
    );
  });
});

test('the threshold is crossed once on the way down, however the credit is spent', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 60 }),
      (opening, threshold, spent) => {
        let balance = opening;
        let told = 0;
        for (const amount of spent) {
          if (fallsBelow(balance, balance - amount, threshold)) told += 1;
          balance -= amount;
        }
        assert.equal(told, opening >= threshold && balance < threshold ? 1 : 0);
      },
    ),
  );
});
