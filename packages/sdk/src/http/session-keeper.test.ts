import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenSession } from '../codecs/session.ts';
import { createSessionKeeper } from './session-keeper.ts';

const minute = 60_000;
const start = Date.parse('2026-01-01T12:00:00Z');

function keeperAt(lifetime: number) {
  const state = { now: start, opened: 0, failing: false };
  const open = async (): Promise<OpenSession> => {
    if (state.failing) throw new Error('no code');
    const token = `token-${++state.opened}`;
    const expiresAt = new Date(state.now + lifetime).toISOString();
    const about = { purpose: 'sign', collectionId: null, signerId: null, memberId: null } as const;
    return { token, session: { ...about, isolation: 'optional', embedder: null, expiresAt } };
  };
  return { state, keeper: createSessionKeeper(open, () => state.now) };
}

test('a session is renewed a minute before it expires', async () => {
  const { state, keeper } = keeperAt(60 * minute);
  assert.equal((await keeper.current()).token, 'token-1');
  state.now += 58 * minute;
  assert.equal((await keeper.current()).token, 'token-1');
  state.now += 1.5 * minute;
  const both = await Promise.all([keeper.current(), keeper.current()]);
  assert.equal(state.opened, 2);
  assert.ok(both.some(({ token }) => token === 'token-2'));
  assert.equal((await keeper.current()).token, 'token-2');
});

test('a renewal that fails leaves the session that still works', async () => {
  const { state, keeper } = keeperAt(60 * minute);
  await keeper.current();
  state.now += 59.5 * minute;
  state.failing = true;
  assert.equal((await keeper.current()).token, 'token-1');
  state.failing = false;
  state.now += 0.3 * minute;
  assert.equal((await keeper.current()).token, 'token-2');
});

test('a clock that is plainly off does not renew at every call', async () => {
  for (const lifetime of [-5 * 60 * minute, 30_000, 8 * 60 * minute]) {
    const { state, keeper } = keeperAt(lifetime);
    for (let call = 0; call < 5; call++) {
      await keeper.current();
      state.now += minute;
    }
    assert.equal(state.opened, 1);
  }
});

test('only the session in use is dropped', async () => {
  const { state, keeper } = keeperAt(60 * minute);
  await keeper.current();
  keeper.drop('token-0');
  assert.equal((await keeper.current()).token, 'token-1');
  keeper.drop('token-1');
  assert.equal((await keeper.current()).token, 'token-2');
  assert.equal(state.opened, 2);
});
