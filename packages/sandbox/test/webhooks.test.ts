import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { operations, type wire } from '@jse/sdk/contract';
import { retryRules, webhookRules } from '@jse/sdk/rules';
import { Webhook } from 'standardwebhooks';
import type * as z from 'zod/mini';
import { createNodeOutgoing } from '../src/node.ts';
import { defaultFirm } from '../src/index.ts';
import { call, type Caller, callerOf, problem } from './api.ts';
import { draft, editor, type Platform, startPlatform } from './platform.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
type Body = { type: string; timestamp: string; data: Record<string, unknown> };

let platform: Platform;
let as: Caller;
let received: Received[] = [];
/** What the vendor's server answers to a path; 204 where nothing is said. */
let answers: Record<string, (() => number) | undefined> = {};
const vendor = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const path = request.url ?? '';
    received.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() });
    const status = answers[path]?.() ?? 204;
    response.writeHead(status, status === 307 ? { location: '/elsewhere' } : {}).end();
  });
});
let base: string;
/** What happens while a name is looked up. */
let atNextName: (() => Promise<unknown>) | undefined;

before(async () => {
  await new Promise<void>((done) => vendor.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const outgoing = createNodeOutgoing();
  const resolve = async (name: string) => {
    await atNextName?.();
    return outgoing.resolve(name);
  };
  platform = await startPlatform({ outgoing: { ...outgoing, resolve }, allowPrivateTargets: true });
  as = await callerOf(platform);
});
beforeEach(async () => {
  for (const { id } of (await call(platform, operations.listWebhooks, { as })).data)
    await call(platform, operations.deleteWebhook, { as, params: { webhookId: id } });
  await platform.sandbox.outbox.drain();
  received = [];
  answers = {};
});
after(async () => {
  await platform.sandbox.close();
  vendor.close();
});

const register = (path = '/hook', types?: readonly string[]) =>
  call(platform, operations.createWebhook, { as, body: { url: `${base}${path}`, ...(types ? { types } : {}) } });
const verified = (secret: string, { headers, body }: Received): Body =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as Body;
const log = async (webhookId: string) =>
  (await call(platform, operations.listWebhookDeliveries, { as, params: { webhookId }, query: { limit: '100' } })).data;
const read = (webhookId: string) => call(platform, operations.getWebhook, { as, params: { webhookId } });
const tested = async (webhookId: string) =>
  (await call(platform, operations.testWebhook, { as, params: { webhookId } })).eventId;
/** Goes to the next try, whatever the jitter made of its wait. */
async function nextTry(tries: number): Promise<void> {
  platform.sandbox.clock.advance((retryRules.webhook.delays[tries - 1] ?? 0) * 1.2);
  await platform.sandbox.outbox.drain();
}

test('events reach an endpoint signed as Standard Webhooks wants it, under the ids of the stream', async () => {
  const { id: webhookId, secret } = await register();
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  const collectionId = await draft(platform, ['first']);
  await platform.expert.collections.launch(collectionId);
  await platform.sandbox.outbox.drain();
  const bodies = received.map((delivery) => verified(secret, delivery));
  assert.deepEqual(bodies.map(({ type }) => type).sort(), ['collection.launched', 'signer.invited']);
  for (const { data } of bodies) assert.equal(data['transactionId'], collectionId);
  for (const { body } of received) assert.doesNotMatch(body, /camille|cliente|\+336/i);
  const stream = await call(platform, operations.listEvents, { as, query: { limit: '100' } });
  for (const { headers, body } of received) {
    const event = stream.data.find(({ id }) => id === headers['webhook-id']);
    const alone = { id: undefined, cursor: undefined };
    assert.deepEqual({ ...event, ...alone }, { ...(JSON.parse(body) as Body), ...alone });
  }
  assert.throws(() => verified(`whsec_${btoa('another secret of the right length')}`, received[0] as Received));
  assert.ok((await log(webhookId)).every(({ status, error, attempt }) => status === 204 && !error && attempt === 1));
});

test('an endpoint gets the types that it asked for, and nothing once it is deleted or disabled', async () => {
  const { id: launchedOnly } = await register('/launched', ['collection.launched']);
  const { id: disabled } = await register('/disabled');
  const { id: deleted } = await register('/deleted');
  await call(platform, operations.updateWebhook, { as, params: { webhookId: disabled }, body: { enabled: false } });
  await call(platform, operations.deleteWebhook, { as, params: { webhookId: deleted } });
  const collectionId = await draft(platform, ['first']);
  await platform.expert.collections.launch(collectionId);
  await platform.expert.collections.cancel(collectionId);
  await platform.sandbox.outbox.drain();
  assert.deepEqual(
    received.map(({ path, body }) => [path, (JSON.parse(body) as Body).type]),
    [['/launched', 'collection.launched']],
  );
  assert.equal((await read(disabled)).disabledReason, 'asked');
  const refused = await problem(platform, operations.testWebhook, { as, params: { webhookId: disabled } });
  assert.equal(refused.code, 'state_conflict');
  const types = ['collection.cancelled' as const];
  await call(platform, operations.updateWebhook, { as, params: { webhookId: launchedOnly }, body: { types } });
  assert.deepEqual((await read(launchedOnly)).types, types);
});

test('for a day after a change of secret both sign, then the new one alone', async () => {
  const { id: webhookId, secret: first } = await register();
  const { secret: second, previousValidUntil } = await call(platform, operations.rotateWebhookSecret, {
    as,
    params: { webhookId },
  });
  assert.notEqual(first, second);
  const overlap = new Date(previousValidUntil).getTime() - platform.sandbox.clock.now().getTime();
  assert.ok(Math.abs(overlap - webhookRules.secretOverlap) < 5000);
  await tested(webhookId);
  await platform.sandbox.outbox.drain();
  const [overlapping] = received;
  assert.ok(overlapping);
  for (const secret of [first, second]) assert.equal(verified(secret, overlapping).type, 'webhook.test');
  platform.sandbox.clock.advance(webhookRules.secretOverlap + 1000);
  await tested(webhookId);
  await platform.sandbox.outbox.drain();
  const after = received.at(-1) as Received;
  assert.equal(verified(second, after).type, 'webhook.test');
  assert.throws(() => verified(first, after));
  as = await callerOf(platform);
});

test('a failure is tried again later under the same id; the log tells each try, a success clears the endpoint', async () => {
  const { id: webhookId, secret } = await register();
  const statuses = [500, 307, 204];
  answers['/hook'] = () => statuses.shift() ?? 204;
  const eventId = await tested(webhookId);
  await platform.sandbox.outbox.drain();
  assert.equal(received.length, 1);
  assert.notEqual((await read(webhookId)).failingSince, null);
  await platform.sandbox.outbox.drain();
  assert.equal(received.length, 1, 'not before its time');
  await nextTry(1);
  await nextTry(2);
  await nextTry(3);
  assert.deepEqual(
    received.map(({ path }) => path),
    ['/hook', '/hook', '/hook'],
  );
  for (const delivery of received) {
    assert.equal(delivery.headers['webhook-id'], eventId);
    verified(secret, delivery);
  }
  assert.equal((await read(webhookId)).failingSince, null);
  const tries = (await log(webhookId)).reverse();
  assert.deepEqual(
    tries.map(({ attempt, status, error }) => [attempt, status, error]),
    [
      [1, 500, 'The endpoint answered 500'],
      [2, null, 'outgoing_redirected'],
      [3, 204, null],
    ],
  );
});

const letters = async () =>
  (await platform.sandbox.outbox.messages({ to: platform.firm.members[0]?.email ?? '' })).filter(({ subject }) =>
    subject.startsWith('Notifications suspendues'),
  );

test('410 disables an endpoint at once, and the expert is told', async () => {
  const { id: webhookId } = await register('/gone?token=secret-of-the-vendor');
  answers['/gone?token=secret-of-the-vendor'] = () => 410;
  const before = (await letters()).length;
  await tested(webhookId);
  await tested(webhookId);
  await platform.sandbox.outbox.drain();
  const { state, disabledReason } = await read(webhookId);
  assert.deepEqual([state, disabledReason], ['disabled', 'gone']);
  const told = (await letters()).slice(before);
  assert.equal(told.length, 1);
  assert.doesNotMatch(told[0]?.text ?? '', /secret-of-the-vendor/);
  await nextTry(2);
  assert.ok(received.length <= 2);
});

test('an endpoint that fails for three days is disabled, the expert told once; what it missed can be replayed', async () => {
  const { id: webhookId, secret } = await register('/down');
  const { id: healthy } = await register('/up');
  let up = false;
  answers['/down'] = () => (up ? 204 : 503);
  const since = platform.sandbox.clock.now().toISOString();
  const before = (await letters()).length;
  const collectionId = await draft(platform, ['first']);
  await platform.expert.collections.launch(collectionId);
  await platform.sandbox.outbox.drain();
  const tries = retryRules.webhook.delays.length + 1;
  for (let at = 1; at < tries; at++) await nextTry(at);
  as = await callerOf(platform);
  const { state, disabledReason, failingSince } = await read(webhookId);
  assert.deepEqual([state, disabledReason], ['disabled', 'failing']);
  assert.ok(failingSince !== null && failingSince >= since);
  assert.equal((await letters()).length, before + 1);
  assert.equal((await read(healthy)).state, 'enabled');
  const down = received.filter(({ path }) => path === '/down');
  assert.ok(down.length >= tries && down.length <= 2 * tries);
  assert.equal(Math.max(...(await log(webhookId)).map(({ attempt }) => attempt)), tries);

  up = true;
  received = [];
  await call(platform, operations.updateWebhook, { as, params: { webhookId }, body: { enabled: true } });
  const replayed = await call(platform, operations.replayWebhook, { as, params: { webhookId }, body: { since } });
  assert.deepEqual(replayed, { queued: 2, continueFrom: null });
  await platform.sandbox.outbox.drain();
  assert.deepEqual(received.map((delivery) => verified(secret, delivery).type).sort(), [
    'collection.launched',
    'signer.invited',
  ]);
  const [first] = received;
  const one = { eventId: String(first?.headers['webhook-id']) };
  await call(platform, operations.replayWebhook, { as, params: { webhookId }, body: one });
  await platform.sandbox.outbox.drain();
  assert.equal(received.length, 3);
  assert.equal(received.at(-1)?.body, first?.body);
  const unknown = { eventId: 'evt_unknown' };
  const refusal = await problem(platform, operations.replayWebhook, { as, params: { webhookId }, body: unknown });
  assert.equal(refusal.code, 'not_found');
});

test('the delivery log comes in pages, newest first, and of one event', async () => {
  const { id: webhookId } = await register();
  const eventIds = [await tested(webhookId), await tested(webhookId), await tested(webhookId)];
  await platform.sandbox.outbox.drain();
  const page = (query: Record<string, string>) =>
    call(platform, operations.listWebhookDeliveries, { as, params: { webhookId }, query });
  const first = await page({ limit: '2' });
  assert.equal(first.data.length, 2);
  const second = await page({ limit: '2', cursor: first.nextCursor ?? '' });
  assert.equal(second.nextCursor, null);
  const seen = [...first.data, ...second.data].map(({ eventId }) => eventId);
  assert.deepEqual([...seen].sort(), [...eventIds].sort());
  assert.deepEqual((await page({ eventId: eventIds[1] ?? '' })).data.length, 1);
  const given = { as, params: { webhookId }, query: { limit: '1', cursor: first.nextCursor ?? '' } };
  for (const query of [
    { ...given.query, cursor: 'unknown' },
    { ...given.query, eventId: eventIds[1] ?? '' },
  ])
    assert.equal(
      (await problem(platform, operations.listWebhookDeliveries, { ...given, query })).code,
      'cursor_invalid',
    );
  platform.sandbox.clock.advance(31 * 24 * 3_600_000);
  await platform.sandbox.outbox.drain();
  as = await callerOf(platform);
  const later = await call(platform, operations.listWebhookDeliveries, { ...given, as });
  assert.deepEqual(later, { data: [], nextCursor: null }, 'a cursor outlives the tries that it was made of');
});

test('an endpoint that is removed while a change of it is checked is not found', async () => {
  const { id: webhookId } = await register();
  const params = { webhookId };
  atNextName = () => call(platform, operations.deleteWebhook, { as, params });
  const body = { url: base.replace('127.0.0.1', 'localhost') };
  const refusal = await problem(platform, operations.updateWebhook, { as, params, body });
  atNextName = undefined;
  assert.equal(refusal.code, 'not_found');
});

test('nobody sees or touches the endpoints of another firm', async () => {
  const { id: webhookId } = await register();
  const eventId = await tested(webhookId);
  const other = await platform.sandbox.seed.firm({
    ...defaultFirm,
    name: 'Autre cabinet',
    siren: '200000008',
    members: defaultFirm.members.map((member) => ({ ...member, email: `autre-${member.email}` })),
  });
  const tokens = await platform.sandbox.seed.tokens(editor.shortcut, other.members[0]?.id ?? '');
  const stranger = { 'jse-editor-token-office': tokens.officeToken, 'jse-editor-token-user': tokens.userToken };
  assert.deepEqual((await call(platform, operations.listWebhooks, { as: stranger })).data, []);
  assert.deepEqual((await call(platform, operations.listEvents, { as: stranger })).data, []);
  const params = { webhookId };
  for (const refused of [
    await problem(platform, operations.getWebhook, { as: stranger, params }),
    await problem(platform, operations.updateWebhook, { as: stranger, params, body: { enabled: false } }),
    await problem(platform, operations.deleteWebhook, { as: stranger, params }),
    await problem(platform, operations.rotateWebhookSecret, { as: stranger, params }),
    await problem(platform, operations.testWebhook, { as: stranger, params }),
    await problem(platform, operations.listWebhookDeliveries, { as: stranger, params }),
    await problem(platform, operations.replayWebhook, { as: stranger, params, body: { eventId } }),
  ]) {
    assert.equal(refused.code, 'not_found');
  }
  const own = await call(platform, operations.createWebhook, { as: stranger, body: { url: `${base}/other` } });
  const replay = { as: stranger, params: { webhookId: own.id }, body: { eventId } };
  assert.equal((await problem(platform, operations.replayWebhook, replay)).code, 'not_found');
});

test('a secret is shown once, never again', async () => {
  const url = `${base}/hook`;
  const first = await call(platform, operations.createWebhook, { as, body: { url } });
  for (const shown of [await read(first.id), ...(await call(platform, operations.listWebhooks, { as })).data]) {
    assert.equal(JSON.stringify(shown).includes(first.secret), false);
    assert.equal('secret' in (shown as z.infer<typeof wire.WebhookCreated>), false);
  }
});

test('a firm has a limited number of endpoints', async () => {
  for (let at = 0; at < webhookRules.endpointsPerFirm; at++) await register();
  const body = { url: `${base}/hook` };
  assert.equal((await problem(platform, operations.createWebhook, { as, body })).code, 'state_conflict');
});

test('without leave for private targets an endpoint is refused when it is given', async () => {
  const resolve = (name: string) => Promise.resolve(name === 'public.example' ? ['9.9.9.9'] : ['192.168.1.4']);
  const strict = await startPlatform({ outgoing: createNodeOutgoing({ resolve }) });
  const caller = await callerOf(strict);
  const create = (url: string) => ({ as: caller, body: { url } });
  for (const url of [
    'http://public.example/hook',
    'https://127.0.0.1/hook',
    'https://intranet.example/hook',
    'https://user:password@public.example/hook',
    'https://public.example:25/hook',
    'javascript:alert(1)',
    'not an address',
  ]) {
    assert.equal((await problem(strict, operations.createWebhook, create(url))).code, 'target_refused', url);
  }
  const { id } = await call(strict, operations.createWebhook, create('https://public.example/hook'));
  const change = { as: caller, params: { webhookId: id }, body: { url: 'https://intranet.example/' } };
  assert.equal((await problem(strict, operations.updateWebhook, change)).code, 'target_refused');
  await strict.sandbox.close();
});
