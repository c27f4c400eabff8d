import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { json, problem, type Reply, type Seen, startFaultServer } from '../test/fault-server.ts';
import { transactionSample } from '../test/wire-samples.ts';
import { createBrowserClient } from './browser.ts';
import { isJseError } from './errors.ts';

const hour = 3_600_000;
const session = (accessToken: string, lifetime = hour): Reply =>
  json(
    {
      accessToken,
      tokenType: 'DPoP',
      expiresAt: new Date(Date.now() + lifetime).toISOString(),
      purpose: 'sign',
      transactionId: 'tr_1',
      signatoryId: 'si_1',
      memberId: null,
      isolation: 'required',
      embedder: null,
    },
    201,
  );
const collection = json(transactionSample);
const opening = (seen: Seen) => seen.method === 'POST' && seen.path.endsWith('/session');

/** Answers the n-th opening and the n-th call from two lists; the last of each is repeated. */
const platform = (openings: readonly Reply[], calls: readonly Reply[]): Reply => {
  const next = { opened: 0, called: 0 };
  return (response, seen) => {
    const [list, index] = opening(seen) ? [openings, next.opened++] : [calls, next.called++];
    return list[Math.min(index, list.length - 1)]?.(response, seen);
  };
};

const counter = () => {
  const codes: string[] = [];
  return { codes, getEmbedCode: async () => codes[codes.push(`code-${codes.length + 1}`) - 1] ?? '' };
};

async function proofOf(seen: Seen | undefined) {
  assert.ok(seen);
  const verified = await jwtVerify(String(seen.headers['dpop']), EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ['ES256'],
  });
  const payload: Record<string, unknown> = verified.payload;
  payload['jkt'] = await calculateJwkThumbprint(verified.protectedHeader.jwk ?? {});
  return payload;
}

test('the session opens with the first call, once for all, and every call is proven', async () => {
  await using server = await startFaultServer(platform([session('token-one')], [collection]));
  const { codes, getEmbedCode } = counter();
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode });
  assert.equal(server.seen.length, 0);
  const [one] = await Promise.all([client.collections.get('tr_1'), client.collections.get('tr_1'), client.session()]);
  assert.equal(one.title, transactionSample.object);
  assert.deepEqual(codes, ['code-1']);
  const [first, ...calls] = server.seen;
  assert.deepEqual(JSON.parse(String(first?.body)), { code: 'code-1' });
  assert.equal(first?.headers.authorization, undefined);
  const opened = await proofOf(first);
  assert.equal(opened['htm'], 'POST');
  assert.equal(opened['htu'], `${server.baseUrl}/editor/shortcut/session`);
  assert.equal(opened['ath'], undefined);
  const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('token-one'))).toString('base64url');
  const identifiers = new Set([opened['jti']]);
  assert.equal(calls.length, 2);
  for (const call of calls) {
    assert.equal(call.headers.authorization, 'DPoP token-one');
    const proof = await proofOf(call);
    assert.equal(proof['htm'], 'GET');
    assert.equal(proof['htu'], `${server.baseUrl}/editor/shortcut/transaction/tr_1`);
    assert.equal(proof['ath'], ath);
    assert.equal(proof['jkt'], opened['jkt']);
    assert.ok(Math.abs(Number(proof['iat']) * 1000 - Date.now()) < 5000);
    identifiers.add(proof['jti']);
  }
  assert.equal(identifiers.size, 3);
});

test('the query is no part of htu, and each attempt has a proof of its own', async () => {
  const pdf: Reply = (response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
  await using server = await startFaultServer(
    platform([session('token-one')], [(response) => void response.socket?.destroy(), pdf]),
  );
  const { getEmbedCode } = counter();
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode });
  await client.documents.download('tr_1', 'fi_1', { revision: 'current' });
  const [, failed, repeated] = server.seen;
  assert.match(String(repeated?.path), /\?revision=current$/);
  const proofs = [await proofOf(failed), await proofOf(repeated)];
  assert.equal(proofs[1]?.['htu'], `${server.baseUrl}/editor/shortcut/transaction/tr_1/file/fi_1`);
  assert.notEqual(proofs[0]?.['jti'], proofs[1]?.['jti']);
});

test('a session that the platform ended is renewed once, by a fresh code', async () => {
  const expired = problem(401, 'session_expired');
  await using server = await startFaultServer(
    platform([session('token-one'), session('token-two')], [collection, expired, collection, expired]),
  );
  const { codes, getEmbedCode } = counter();
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode });
  await client.collections.get('tr_1');
  await client.collections.get('tr_1');
  assert.deepEqual(codes, ['code-1', 'code-2']);
  assert.equal(server.seen.at(-1)?.headers.authorization, 'DPoP token-two');
  await assert.rejects(client.collections.get('tr_1'), (error) => isJseError(error, 'session_expired'));
  assert.deepEqual(codes, ['code-1', 'code-2', 'code-3']);
});

test('a refused code opens nothing, is not sent again, and the next call asks for another', async () => {
  await using server = await startFaultServer(
    platform(
      [problem(401, 'embed_code_invalid'), (response) => void response.socket?.destroy(), session('t')],
      [collection],
    ),
  );
  const { codes, getEmbedCode } = counter();
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode });
  await assert.rejects(client.session(), (error) => isJseError(error, 'embed_code_invalid'));
  await assert.rejects(client.session(), (error) => isJseError(error, 'network'));
  assert.equal((await client.session()).signerId, 'si_1');
  assert.equal(codes.length, 3);
  assert.equal(server.seen.length, 3);
});

test('an invitation is redeemed as such; close ends the session', async () => {
  await using server = await startFaultServer(platform([session('token-one')], [json({ ok: true })]));
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', invitation: 'invited' });
  const opened = await client.session();
  const told = ['collectionId', 'embedder', 'expiresAt', 'isolation', 'memberId', 'purpose', 'signerId'];
  assert.deepEqual(Object.keys(opened).sort(), told);
  assert.deepEqual(JSON.parse(String(server.seen[0]?.body)), { invitation: 'invited' });
  await client.close();
  assert.equal(server.seen[1]?.method, 'DELETE');
  await assert.rejects(client.session(), (error) => isJseError(error, 'configuration'));
  await client.close();
  assert.equal(server.seen.length, 2);
});

test('a failing getEmbedCode is told as such, with its cause', async () => {
  await using server = await startFaultServer(collection);
  const cause = new Error('vendor back end down');
  const getEmbedCode = () => Promise.reject(cause);
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode });
  await assert.rejects(client.me(), (error) => isJseError(error, 'unauthenticated') && error.cause === cause);
  assert.equal(server.seen.length, 0);
});

test('a page that is not secure is told so, before anything is sent', async () => {
  await using server = await startFaultServer(session('t'));
  Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true });
  try {
    const { codes, getEmbedCode } = counter();
    const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode });
    await assert.rejects(client.session(), (error) => isJseError(error, 'insecure_context'));
    assert.deepEqual([codes.length, server.seen.length], [0, 0]);
  } finally {
    Reflect.deleteProperty(globalThis, 'isSecureContext');
  }
});

test('settings that cannot work are refused at once', () => {
  const make = (more: object) => () => createBrowserClient({ baseUrl: 'https://p.example', editor: 'e', ...more });
  const wrong = (error: unknown) => isJseError(error, 'configuration');
  assert.throws(make({}), wrong);
  assert.throws(make({ invitation: 'i', getEmbedCode: async () => 'c' }), wrong);
  assert.throws(make({ invitation: 'i', baseUrl: 'http://p.example' }), wrong);
  assert.throws(make({ invitation: 'i', editor: 'a/b' }), wrong);
});

test('a call that is made again with a fresh session keeps its idempotency key', async () => {
  await using server = await startFaultServer(
    platform([session('token-one'), session('token-two')], [problem(401, 'session_expired'), collection]),
  );
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', ...counter() });
  await client.session();
  await client.collections.prepare('tr_1');
  const keys = server.seen.filter((seen) => !opening(seen)).map(({ headers }) => headers['idempotency-key']);
  assert.equal(keys.length, 2);
  assert.match(String(keys[0]), /^"[\w-]{36}"$/);
  assert.equal(keys[1], keys[0]);
});

test('a back end that never gives a code ends the call, and the next one asks again', async () => {
  await using server = await startFaultServer(platform([session('t')], [collection]));
  let asked = 0;
  const getEmbedCode = () => (asked++ === 0 ? new Promise<string>(() => undefined) : Promise.resolve('code'));
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', getEmbedCode, timeoutMs: 300 });
  await assert.rejects(client.session(), (error) => isJseError(error, 'unauthenticated'));
  await client.session();
  assert.equal(asked, 2);
});

test('a client that is closed while its session opens ends that session, and has none afterwards', async () => {
  let answer: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: Reply = async (response, seen) => {
    answer?.();
    await held;
    return session('token-one')(response, seen);
  };
  await using server = await startFaultServer(platform([slow], [json({ ok: true })]));
  const client = createBrowserClient({ baseUrl: server.baseUrl, editor: 'shortcut', invitation: 'invited' });
  const opening = client.session();
  await asked;
  const closing = client.close();
  release();
  await Promise.all([opening, closing]);
  assert.deepEqual(
    server.seen.map(({ method }) => method),
    ['POST', 'DELETE'],
  );
  await assert.rejects(client.session(), (error) => isJseError(error, 'configuration'));
});
