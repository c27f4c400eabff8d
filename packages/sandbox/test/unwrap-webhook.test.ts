import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { eventData } from '@jse/sdk/contract';
import { webhookRules } from '@jse/sdk/rules';
import { isJseError, memoryReplayCache, signWebhook, unwrapWebhook, type WebhookEvent } from '@jse/sdk/webhooks';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { createNodeOutgoing } from '../src/node.ts';
import { draft, type Platform, startPlatform } from './platform.ts';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

let platform: Platform;
let vendor: Server;
let url: string;
let secrets: string[] = [];
let deliveries: Delivery[] = [];
let taken: WebhookEvent[] = [];
const replayCache = memoryReplayCache();

before(async () => {
  vendor = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    deliveries.push({ headers: request.headers, body });
    try {
      taken.push(await unwrapWebhook(body, request.headers, secrets, { replayCache }));
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(isJseError(error) ? 400 : 500).end();
    }
  });
  await new Promise<void>((done) => vendor.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/hook`;
  platform = await startPlatform({ outgoing: createNodeOutgoing(), allowPrivateTargets: true });
});
beforeEach(async () => {
  for (const { id } of await platform.expert.webhookEndpoints.list()) await platform.expert.webhookEndpoints.remove(id);
  await platform.sandbox.outbox.drain();
  [secrets, deliveries, taken] = [[], [], []];
});
after(async () => {
  await platform.sandbox.close();
  vendor.close();
});

const refuses = (code: string) => (error: unknown) => isJseError(error) && error.code === code;

test('what the worker delivers is read as the event of the stream, and agrees with the contract', async () => {
  const { expert, sandbox } = platform;
  const { id: endpoint, secret } = await expert.webhookEndpoints.create({ url });
  secrets = [secret];
  const collectionId = await draft(platform, ['first']);
  await expert.collections.launch(collectionId);
  await expert.collections.remind(collectionId);
  await expert.collections.cancel(collectionId);
  const { eventId } = await expert.webhookEndpoints.test(endpoint);
  await sandbox.outbox.drain();
  // A reminder invites again.
  const types = ['cancelled', 'launched', 'reminded'].map((word) => `collection.${word}`);
  types.push('signer.invited', 'signer.invited', 'webhook.test');
  assert.deepEqual(taken.map(({ type }) => type).sort(), types);
  const { data: stream } = await expert.events.list();
  for (const event of taken) {
    assert.ok(event.type !== 'unknown');
    assert.ok(eventData[event.type].safeParse(event.data).success);
    const { cursor: _, ...streamed } = stream.find(({ id }) => id === event.id) ?? { cursor: '' };
    assert.deepEqual(event, streamed);
    if (event.type === 'signer.invited') {
      assert.equal(event.data.transactionId, collectionId);
      assert.equal(event.data.signatory.state, 'invited');
    }
  }
  const tests = taken.filter(({ type }) => type === 'webhook.test');
  assert.deepEqual(
    tests.map(({ id, data }) => [id, data]),
    [[eventId, { webhookId: endpoint }]],
  );
});

test('through a change of secret the old one, the new one and both are accepted, after it the new one', async () => {
  const { expert, sandbox } = platform;
  const { id, secret: first } = await expert.webhookEndpoints.create({ url });
  const { secret: second } = await expert.webhookEndpoints.rotateSecret(id);
  for (const given of [[first], [second], [first, second], [second, first]]) {
    secrets = given;
    await expert.webhookEndpoints.test(id);
    await sandbox.outbox.drain();
  }
  assert.equal(taken.length, 4);
  for (const { headers } of deliveries) assert.equal(String(headers['webhook-signature']).split(' ').length, 2);
  sandbox.clock.advance(webhookRules.secretOverlap + 1000);
  const { eventId } = await expert.webhookEndpoints.test(id);
  await sandbox.outbox.drain();
  assert.equal(taken.at(-1)?.id, eventId);
  const { headers, body } = deliveries.at(-1) as Delivery;
  await assert.rejects(unwrapWebhook(body, headers, first), refuses('webhook_signature_wrong'));
  await unwrapWebhook(body, headers, [first, second]);
});

test('a delivery that is sent again is refused, the replay that was asked for is not', async () => {
  const { expert, sandbox } = platform;
  const { id, secret } = await expert.webhookEndpoints.create({ url });
  secrets = [secret];
  const { eventId } = await expert.webhookEndpoints.test(id);
  await sandbox.outbox.drain();
  const { headers, body } = deliveries[0] as Delivery;
  const overheard = Object.entries(headers).filter(([name]) => name.startsWith('webhook-')) as [string, string][];
  const again = await fetch(url, { method: 'POST', headers: overheard, body: new Uint8Array(body) });
  assert.equal(again.status, 400);
  assert.equal(taken.length, 1);
  // Deliveries are signed by the second.
  await new Promise((done) => setTimeout(done, 1001 - (Date.now() % 1000)));
  await expert.webhookEndpoints.replay(id, { eventId });
  await sandbox.outbox.drain();
  assert.deepEqual(
    taken.map((event) => event.id),
    [eventId, eventId],
  );
});

test('the standardwebhooks library signs and verifies the same', async () => {
  for (const length of [24, 32, 64]) {
    const secret = `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString('base64')}`;
    const theirs = new Webhook(secret);
    const data = { transactionId: 'tr_1', externalId: 'lettre n° 1 €', state: 'completed' } as const;
    const ours = await signWebhook({ type: 'collection.completed', data }, secret);
    assert.deepEqual(theirs.verify(ours.body, ours.headers), JSON.parse(ours.body));
    assert.throws(() => theirs.verify(`${ours.body} `, ours.headers), WebhookVerificationError);

    const at = new Date();
    const body = JSON.stringify({ type: 'collection.completed', timestamp: at.toISOString(), data });
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': theirs.sign('msg_1', at, body),
    };
    const event = await unwrapWebhook(body, headers, secret);
    assert.deepEqual(event, { id: 'msg_1', type: 'collection.completed', timestamp: at.toISOString(), data });
    await assert.rejects(unwrapWebhook(`${body} `, headers, secret), refuses('webhook_signature_wrong'));
  }
});

test('both are of one mind about what is forged', async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const theirs = new Webhook(secret);
  const event = { id: 'evt_1', type: 'webhook.test', data: { webhookId: 'whe_1' } } as const;
  const { headers, body } = await signWebhook(event, secret);
  const signature = headers['webhook-signature'];
  const dated = async (seconds: number) =>
    (await signWebhook(event, secret, { now: () => Date.now() + seconds * 1000 })).headers;
  const cases: Record<string, string>[] = [
    headers,
    { ...headers, 'webhook-signature': `v1a,AAAA v1,AAAA ${signature}` },
    { ...headers, 'webhook-signature': signature.replace('v1,', 'v1a,') },
    { ...headers, 'webhook-signature': signature.replace('=', '') },
    { ...headers, 'webhook-signature': '' },
    { ...headers, 'webhook-signature': ' ' },
    { ...headers, 'webhook-id': 'evt_2' },
    { ...headers, 'webhook-timestamp': 'soon' },
    { ...headers, 'webhook-timestamp': `${Number(headers['webhook-timestamp']) - 1}` },
  ];
  for (const given of cases) {
    const ours = await unwrapWebhook(body, given, secret).then(
      () => true,
      () => false,
    );
    let other = true;
    try {
      theirs.verify(body, given);
    } catch {
      other = false;
    }
    assert.equal(ours, other, JSON.stringify(given));
  }
  for (const seconds of [-290, 290]) {
    const timely = await signWebhook(event, secret, { now: () => Date.now() + seconds * 1000 });
    theirs.verify(timely.body, timely.headers);
    await unwrapWebhook(timely.body, timely.headers, secret);
  }
  for (const seconds of [-310, 310]) {
    const given = await dated(seconds);
    assert.throws(() => theirs.verify(body, given), WebhookVerificationError);
    await assert.rejects(unwrapWebhook(body, given, secret), refuses(`webhook_too_${seconds < 0 ? 'old' : 'new'}`));
  }
});
