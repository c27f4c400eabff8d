import assert from 'node:assert/strict';
import { test } from 'node:test';
import { purgeDate } from './calendar.ts';

const purged = (expiry: string) => purgeDate(new Date(expiry)).toISOString();

test('one calendar month by the wall clock of Paris', () => {
  assert.equal(purged('2026-05-10T08:30:00.123Z'), '2026-06-10T08:30:00.123Z');
});

test('a day that the next month lacks becomes its last day', () => {
  assert.equal(purged('2026-01-31T09:00:00Z'), '2026-02-28T09:00:00.000Z');
  assert.equal(purged('2028-01-31T09:00:00Z'), '2028-02-29T09:00:00.000Z');
});

test('the wall clock stays the same when summer time begins or ends in between', () => {
  assert.equal(purged('2026-03-10T08:00:00Z'), '2026-04-10T07:00:00.000Z');
  assert.equal(purged('2026-10-10T07:00:00Z'), '2026-11-10T08:00:00.000Z');
});

test('the day is that of Paris, where it is already tomorrow', () => {
  assert.equal(purged('2026-01-30T23:30:00Z'), '2026-02-27T23:30:00.000Z');
});

test('December runs into January', () => {
  assert.equal(purged('2026-12-15T12:00:00Z'), '2027-01-15T12:00:00.000Z');
});
