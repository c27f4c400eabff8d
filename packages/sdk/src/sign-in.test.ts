import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, problem, startFaultServer } from '../test/fault-server.ts';
import { isJseError } from './errors.ts';
import { createSignIn, memorySignInStore } from './sign-in.ts';

const hour = 3_600_000;
const started = json({ url: 'https://platform.example/sign-in' });
const tokens = { office: { token: 'o', name: 'Cabinet' }, user: { token: 'u', email: 'expert@cabinet.example' } };
const successUrl = 'https://app.example/back';

function signInOver(baseUrl: string) {
  const clock = { now: Date.parse('2026-01-01T12:00:00Z') };
  const store = memorySignInStore();
  const signIn = createSignIn({ baseUrl, editor: 'shortcut', secret: 'secret', store, now: () => clock.now });
  return { signIn, clock, store };
}

/** The one-time state that the sign-in's page comes back with. */
const stateOf = (body: unknown): string => {
  const { success_url } = JSON.parse(String(body)) as { success_url: string };
  return new URL(success_url).searchParams.get('state') ?? '';
};

test('a sign-in from the button to the revocation', async () => {
  await using server = await startFaultServer(started, json(tokens), json({ ok: true }));
  const { signIn, clock, store } = signInOver(server.baseUrl);
  assert.equal(await signIn.begin('user-1', { successUrl }), 'https://platform.example/sign-in');
  assert.equal(await signIn.tokens('user-1'), undefined);
  const done = await signIn.complete('user-1', stateOf(server.seen[0]?.body));
  assert.deepEqual(done, {
    officeToken: 'o',
    officeName: 'Cabinet',
    userToken: 'u',
    userEmail: 'expert@cabinet.example',
    expiresAt: '2026-01-06T12:00:00.000Z',
    renewSoon: false,
  });
  clock.now += 4 * 24 * hour + 1;
  assert.equal((await signIn.tokens('user-1'))?.renewSoon, true);
  clock.now += 24 * hour;
  assert.equal(await signIn.tokens('user-1'), undefined);
  await signIn.end('user-1');
  assert.equal(await store.get('user-1'), undefined);
  assert.equal(server.seen.at(-1)?.headers['jse-editor-token-user'], 'u');
});

test('a visit of another, a second one, or one that was not begun is refused', async () => {
  await using server = await startFaultServer(started, json(tokens));
  const { signIn } = signInOver(server.baseUrl);
  await signIn.begin('user-1', { successUrl });
  const state = stateOf(server.seen[0]?.body);
  const mismatch = (error: unknown) => isJseError(error, 'sign_in_mismatch');
  for (const wrong of [undefined, '', state.slice(1), [state]])
    await assert.rejects(signIn.complete('user-1', wrong), mismatch);
  await assert.rejects(signIn.complete('user-2', state), mismatch);
  await signIn.complete('user-1', state);
  await assert.rejects(signIn.complete('user-1', state), mismatch);
  assert.equal(server.seen.length, 2);
});

test('who is not back yet may come again; the tokens are gone here even when the platform does not answer', async () => {
  await using server = await startFaultServer(
    started,
    problem(409, 'handshake_pending', { retryable: true }),
    json(tokens),
    problem(403, 'token_revoked'),
  );
  const { signIn } = signInOver(server.baseUrl);
  await signIn.begin('user-1', { successUrl });
  const state = stateOf(server.seen[0]?.body);
  await assert.rejects(signIn.complete('user-1', state), (error) => isJseError(error, 'handshake_pending'));
  await signIn.complete('user-1', state);
  await signIn.end('user-1');
  await signIn.end('user-1');
  assert.equal(await signIn.tokens('user-1'), undefined);
});
