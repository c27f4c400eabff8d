import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { App } from '../../route.ts';
import { developerRoute } from './access.ts';

/** A call's outcome where this token is set: what the route answers, or the code of its refusal. */
async function outcome(developerToken: string | null, authorization?: string): Promise<string> {
  const app: App = new Hono();
  // The part that the gate reaches.
  developerRoute(app, { developerToken } as unknown as Dependencies, 'GET', '/sandbox/secret', () =>
    Promise.resolve({ opened: true }),
  );
  app.onError((error, context) => context.text(error instanceof Refusal ? error.code : String(error), 500));
  const headers = authorization === undefined ? {} : { authorization };
  return (await app.request('/sandbox/secret', { headers })).text();
}

const token = 'a token of the tests';

test('the holder of the developer token gets in, nobody else does', async () => {
  assert.equal(await outcome(token, `Bearer ${token}`), '{"opened":true}');
  for (const other of [undefined, '', 'Bearer', 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token])
    assert.equal(await outcome(token, other), 'unauthenticated', String(other));
  assert.equal(await outcome(null, `Bearer ${token}`), 'not_found');
});

test('who brings nothing does not get in, not even where the token that is set is empty', async () => {
  for (const nothing of [undefined, '', 'Bearer', 'Bearer ', 'Bearer  '])
    assert.equal(await outcome('', nothing), 'unauthenticated', JSON.stringify(nothing));
});
