import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clients, draft, editor, baseUrl, origin, signBy, startPlatform, type Platform } from './platform.ts';
import { openSession, sessionHeaders } from './sessions.ts';

test('a proof that was seen before opens nothing: the answer asks for a new one, with a nonce', async () => {
  const platform = await startPlatform();
  const id = await draft(platform, ['first']);
  const { code } = await platform.expert.embedSessions.create({
    purpose: 'prepare',
    collectionId: id,
    origins: [origin],
  });
  const session = await openSession(platform, { code });
  const url = `${baseUrl}/editor/${editor.shortcut}/transaction/${id}`;
  const headers = await sessionHeaders(session, 'GET', url);
  const call = () => platform.sandbox.fetch(new Request(url, { headers }), { origin });
  assert.equal((await call()).status, 200);
  const again = await call();
  assert.equal(again.status, 401);
  assert.equal(((await again.json()) as { code: string }).code, 'use_dpop_nonce');
  assert.match(again.headers.get('dpop-nonce') ?? '', /^[0-9a-f]{32}$/);
  await platform.sandbox.close();
});

test('where the network repeats a request, headers and all, one signs all the same, and once', async () => {
  const platform = await startPlatform();
  const id = await draft(platform, ['first']);
  await platform.expert.collections.launch(id);
  const repeating = new Set<string>();
  // What a browser does when a kept connection was reset: the page sees the second answer only.
  const watched = withFetch(platform, async (fetch, request, info) => {
    const name = `${request.method} ${new URL(request.url).pathname.replace(/[0-9a-f-]{20,}/g, '*')}`;
    if (repeating.has(name) || name.endsWith('/session')) return fetch(request, info);
    repeating.add(name);
    await (await fetch(request.clone(), info)).arrayBuffer();
    return fetch(request, info);
  });
  assert.equal((await signBy(watched, clients.first.email, id)).state, 'signed');
  assert.ok(repeating.size >= 5, `repeated: ${[...repeating].join(', ')}`);
  assert.equal((await platform.expert.collections.get(id)).state, 'completed');
  await platform.sandbox.close();
});

type Carry = Platform['sandbox']['fetch'];

const withFetch = (
  platform: Platform,
  carry: (fetch: Carry, request: Request, info: Parameters<Carry>[1]) => Promise<Response>,
): Platform => ({
  ...platform,
  sandbox: { ...platform.sandbox, fetch: (request, info) => carry(platform.sandbox.fetch, request, info) },
});
