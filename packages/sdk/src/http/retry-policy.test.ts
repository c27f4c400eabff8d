import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Failure, mayRetry, parseRetryAfter } from './retry-policy.ts';

const left = 90_000;
const refused = (status: number, more: { code?: string; retryable?: boolean; retryAfter?: number } = {}): Failure => ({
  kind: 'refused',
  status,
  code: more.code,
  retryable: more.retryable,
  retryAfter: more.retryAfter,
});

/** The truth table of docs/sdk.md: what happened, whether an ordinary call and a single-use one are tried again. */
const table: readonly (readonly [string, Failure, boolean, boolean])[] = [
  ['no answer', { kind: 'network' }, true, false],
  ['timeout', { kind: 'timeout' }, false, false],
  ...[408, 425, 500, 502, 503, 504].map((status) => [String(status), refused(status), true, false] as const),
  ['500, final', refused(500, { code: 'internal', retryable: false }), false, false],
  ['503, to be repeated', refused(503, { code: 'unavailable', retryable: true }), true, false],
  ['429', refused(429, { code: 'rate_limited', retryable: true }), true, true],
  ['429 without details', refused(429), true, true],
  ['429, code sent a moment ago', refused(429, { code: 'code_resend_too_soon', retryable: true }), false, false],
  ['409, first call running', refused(409, { code: 'idempotency_in_flight', retryable: true }), true, false],
  ['409, revision changed', refused(409, { code: 'revision_changed', retryable: true }), false, false],
  ['409, not signed in yet', refused(409, { code: 'handshake_pending', retryable: true }), false, false],
  ['409 without details', refused(409), false, false],
  ...[400, 401, 402, 403, 404, 412, 413, 422, 423, 501].map((status) => {
    return [String(status), refused(status, { retryAfter: 0 }), false, false] as const;
  }),
  ['Retry-After of a minute', refused(503, { retryAfter: 60_000 }), true, false],
  ['Retry-After of more', refused(503, { retryAfter: 61_000 }), false, false],
];
for (const [name, failure, ordinary, singleUse] of table) {
  test(`${name}: ${ordinary ? 'again' : 'not again'}, single-use ${singleUse ? 'again' : 'not again'}`, () => {
    assert.equal(mayRetry('POST /transaction', failure, left), ordinary);
    assert.equal(mayRetry('GET /transaction/{transactionId}', failure, left), ordinary);
    assert.equal(mayRetry('POST /session', failure, left), singleUse);
    assert.equal(mayRetry('GET /token/officeAndUser/fetch/{idRequest}/{hmac}', failure, left), singleUse);
  });
}

test('a wait that outlasts the call is not begun', () => {
  assert.equal(mayRetry('GET /me', refused(503, { retryAfter: 20_000 }), 10_000), false);
});

test('ending a session and revoking a token are ordinary calls', () => {
  assert.equal(mayRetry('DELETE /session', { kind: 'network' }, left), true);
  assert.equal(mayRetry('DELETE /token/user', { kind: 'network' }, left), true);
});

test('Retry-After is read in both of its forms, and nothing else', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  assert.equal(parseRetryAfter('30', now), 30_000);
  assert.equal(parseRetryAfter('Thu, 01 Jan 2026 00:00:10 GMT', now), 10_000);
  assert.equal(parseRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now), 0);
  for (const malformed of [null, '', '-1', '1.5', 'soon', '2026-01-01'])
    assert.equal(parseRetryAfter(malformed, now), undefined);
});
