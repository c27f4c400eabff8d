import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations, type wire } from '@jse/sdk/contract';
import { eventTypes } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { serveSandbox } from '../src/node.ts';
import { call, type Caller, callerOf, problem } from './api.ts';
import { createBrowserClient } from '@jse/sdk/browser';
import { baseUrl, clients, draft, editor, origin, type Platform, startPlatform } from './platform.ts';

type Event = z.infer<typeof wire.Event>;
interface Frame {
  readonly id: string;
  readonly event: Event | null;
}

let platform: Platform;
let as: Caller;
before(async () => {
  platform = await startPlatform();
  as = await callerOf(platform);
});
after(() => platform.sandbox.close());

const page = (query: Record<string, string> = {}) => call(platform, operations.listEvents, { as, query });
const cancelled = async () => {
  const id = await draft(platform, ['first']);
  await platform.expert.collections.cancel(id);
  return id;
};

/** Reads server-sent events (HTML §9.2) until there are so many frames, then hangs up. */
async function listen(response: Response, count: number): Promise<Frame[]> {
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const frames: Frame[] = [];
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (frames.length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const data = field('data');
      const event = data === undefined ? null : (JSON.parse(data) as Event);
      if (event) assert.equal(field('event'), event.type);
      const id = field('id');
      if (id !== undefined) frames.push({ id, event });
    }
  }
  await reader.cancel();
  return frames;
}
const stream = (headers: Record<string, string> = {}, query = '') =>
  platform.sandbox.fetch(
    new Request(`${baseUrl}/editor/${editor.shortcut}/event${query}`, {
      headers: { ...as, accept: 'text/event-stream', ...headers },
    }),
  );

test('a page says what happened, oldest first, and where to go on', async () => {
  const id = await draft(platform, ['first']);
  await platform.expert.collections.launch(id);
  await platform.expert.collections.cancel(id);
  const whole = await page();
  assert.deepEqual(
    whole.data.map(({ type, data }) => [type, data['transactionId'], data['state']]),
    [
      ['collection.launched', id, 'ongoing'],
      ['signer.invited', id, 'ongoing'],
      ['collection.cancelled', id, 'cancelled'],
    ],
  );
  const first = await page({ limit: '1' });
  assert.deepEqual([first.data.length, first.hasMore], [1, true]);
  const rest = await page({ limit: '10', cursor: first.nextCursor });
  assert.deepEqual(
    [...first.data, ...rest.data].map((event) => event.id),
    whole.data.map((event) => event.id),
  );
  assert.equal(rest.nextCursor, whole.nextCursor);
  const signers = await page({ types: 'signer.invited,signer.signed' });
  assert.deepEqual(
    signers.data.map(({ type }) => type),
    ['signer.invited'],
  );
  assert.equal(signers.nextCursor, whole.nextCursor);
});

test('types and cursors that do not exist are refused; every type of the rules is known', async () => {
  const unknown = await problem(platform, operations.listEvents, { as, query: { types: 'collection.exploded' } });
  assert.equal(unknown.code, 'validation_failed');
  const broken = await problem(platform, operations.listEvents, { as, query: { cursor: 'x' } });
  assert.equal(broken.code, 'validation_failed');
  const gone = await problem(platform, operations.listEvents, { as, query: { cursor: '1-999999' } });
  assert.deepEqual([gone.code, gone.status], ['cursor_expired', 410]);
  await page({ types: eventTypes.join(',') });
});

test('a reader may wait: the answer comes with the event, or empty when his time is up', async () => {
  const { nextCursor } = await page({ cursor: 'latest' });
  const started = performance.now();
  const waiting = page({ cursor: nextCursor, wait: '20' });
  const id = await cancelled();
  const { data } = await waiting;
  assert.equal(data[0]?.data['transactionId'], id);
  assert.ok(performance.now() - started < 15_000);
  const { nextCursor: end } = await page({ cursor: 'latest' });
  const empty = await page({ cursor: end, wait: '1' });
  assert.deepEqual([empty.data, empty.nextCursor], [[], end]);
});

test('as server-sent events the stream goes on while things happen, and again from the last id', async () => {
  const { nextCursor } = await page({ cursor: 'latest' });
  const live = stream({ 'last-event-id': nextCursor }).then((response) => listen(response, 2));
  const ids = [await cancelled(), await cancelled()];
  const frames = await live;
  assert.deepEqual(
    frames.map(({ event }) => event?.data['transactionId']),
    ids,
  );
  const resumed = await listen(await stream({ 'last-event-id': frames[0]?.id ?? '' }), 1);
  assert.equal(resumed[0]?.event?.id, frames[1]?.event?.id);
  // Events of other types move the reader's place without being told.
  const silent = await listen(await stream({ 'last-event-id': nextCursor }, '?types=signer.signed'), 1);
  assert.deepEqual(silent, [{ id: frames[1]?.id, event: null }]);
});

test('a stream that may not be read is refused before it begins', async () => {
  for (const headers of [{ 'jse-editor-token-office': 'unknown' }, { 'last-event-id': '1-424242' }]) {
    const response = await stream(headers as Record<string, string>);
    assert.ok([401, 410].includes(response.status), String(response.status));
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
  }
});

test('over HTTP the stream is sent as it comes; a server that closes waits for no reader', async () => {
  const server = await serveSandbox({ port: 0, editor });
  try {
    const expert = await server.sandbox.seed.memberByEmail('expert@cabinet.example');
    const { officeToken, userToken } = await server.sandbox.seed.tokens(editor.shortcut, expert);
    const headers = { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
    const base = `${server.url}/editor/${editor.shortcut}`;
    const response = await fetch(`${base}/event`, { headers: { ...headers, accept: 'text/event-stream' } });
    const live = listen(response, 1);
    const json = { ...headers, 'content-type': 'application/json' };
    const url = `http://127.0.0.1:9/hook`;
    const refused = await fetch(`${base}/webhook`, { method: 'POST', headers: json, body: JSON.stringify({ url }) });
    assert.equal(refused.status, 422, 'a private address, and nobody allowed it');
    const created = await fetch(`${base}/transaction`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ object: 'Lettre de mission' }),
    });
    const { id } = (await created.json()) as { id: string };
    await fetch(`${base}/transaction/${id}/cancel`, { method: 'POST', headers });
    const [frame] = await live;
    assert.deepEqual([frame?.event?.type, frame?.event?.data['transactionId']], ['collection.cancelled', id]);
    const latest = `${base}/event?cursor=latest`;
    const open = await fetch(latest, { headers: { ...headers, accept: 'text/event-stream' } });
    const waiting = fetch(`${latest}&wait=30`, { headers }).then((answer) => answer.json());
    await new Promise((done) => setTimeout(done, 200));
    const started = performance.now();
    await server.close();
    assert.ok(performance.now() - started < 5000);
    assert.doesNotMatch(await open.text(), /data:/);
    assert.deepEqual(((await waiting) as { data: unknown[] }).data, []);
  } finally {
    await server.close();
  }
});

test('a page that follows is told what happens to its collection, and of no other', async () => {
  const followed = await draft(platform, ['first', 'second']);
  const { expert, sandbox } = platform;
  await expert.collections.launch(followed);
  const getEmbedCode = async () =>
    (await expert.embedSessions.create({ purpose: 'follow', collectionId: followed, origins: [origin] })).code;
  const fetch = (request: Request) => sandbox.fetch(request, { origin });
  const following = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
  const { nextCursor } = await following.events.list({ cursor: 'latest' });
  const stopped = new AbortController();
  const told = following.events.stream({ cursor: nextCursor }, { signal: stopped.signal })[Symbol.asyncIterator]();
  const next = told.next();
  await cancelled();
  await following.collections.remind(followed);
  const { value: first } = await next;
  assert.equal(first?.type, 'collection.reminded');
  await cancelled();
  await following.collections.cancel(followed);
  assert.deepEqual(
    [(await told.next()).value?.type, (await told.next()).value?.type],
    ['signer.invited', 'collection.cancelled'],
  );
  stopped.abort();
  const all = await following.events.list();
  assert.deepEqual(
    all.data.map(({ type }) => type),
    ['collection.launched', 'signer.invited', 'collection.reminded', 'signer.invited', 'collection.cancelled'],
  );
  await following.close();
});

test('a page that follows has evidence and archive, lists members, and does not unlock who is not locked', async () => {
  const id = await draft(platform, ['first']);
  const { expert, sandbox } = platform;
  await expert.collections.launch(id);
  const getEmbedCode = async () =>
    (await expert.embedSessions.create({ purpose: 'follow', collectionId: id, origins: [origin] })).code;
  const fetch = (request: Request) => sandbox.fetch(request, { origin });
  const following = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
  assert.equal((await following.evidence.get(id)).version > 0, true);
  assert.equal((await following.evidence.forDispute(id)).bytes.slice(0, 2).join(), '80,75');
  assert.equal((await following.me()).member?.id, platform.firm.members[0]?.id);
  assert.ok((await following.members.list()).length > 1);
  await assert.rejects(following.archive.download(id), { code: 'state_conflict' });
  const [signer] = (await following.collections.get(id)).signers;
  await assert.rejects(following.signers.unlock(id, signer?.id ?? ''), { code: 'state_conflict' });
  await assert.rejects(following.collections.get('col_other'), { code: 'not_found' });
  assert.equal(signer?.email, clients.first.email);
});
