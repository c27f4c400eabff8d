import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { signWebhook, type WebhookEvent } from '@jse/sdk/webhooks';
import express from 'express';
import * as inExpress from '../express.ts';
import * as inHono from '../hono.ts';
import * as inNode from '../node-http.ts';
import * as serverless from '../serverless.ts';

type Handle = (event: WebhookEvent) => Promise<void>;

const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const secrets = [secretOf(1), secretOf(2)];
const path = '/hooks/jesignexpert';

/** Each sample as a server; what it answers to an error of the handler is its framework's. */
const receivers: Record<string, (handle: Handle) => Server> = {
  'Node http': (handle) => inNode.createReceiver(secrets, handle),
  Express: (handle) => createServer(express().use(inExpress.createReceiver(secrets, handle)).use(express.json())),
  Hono: (handle) => createAdaptorServer(inHono.createReceiver(secrets, handle)) as Server,
  serverless: (handle) => {
    const { fetch } = serverless.createReceiver(handle);
    const environment = { JSE_WEBHOOK_SECRETS: secrets.join(' ') };
    return createAdaptorServer({ fetch: (request: Request) => fetch(request, environment) }) as Server;
  },
};

async function listening(context: TestContext, server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

const data = { transactionId: 'tr_1', externalId: 'lettre é', state: 'completed' } as const;
const post = async (url: string, headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
  (await fetch(url, { method: 'POST', headers, body })).status;

for (const [name, serverOf] of Object.entries(receivers)) {
  test(`${name}: takes what is signed by either secret, refuses what is forged`, async (context) => {
    const taken: WebhookEvent[] = [];
    const server = serverOf(async (event) => void taken.push(event));
    const url = await listening(context, server);
    for (const secret of [...secrets, secrets]) {
      const { headers, body } = await signWebhook({ id: 'evt_1', type: 'collection.completed', data }, secret);
      assert.equal(await post(url, headers, body), 204);
      const event = taken.pop();
      assert.deepEqual({ ...event, timestamp: '' }, { id: 'evt_1', type: 'collection.completed', timestamp: '', data });
    }
    const { headers, body } = await signWebhook({ type: 'collection.completed', data }, secrets);
    const forged = await signWebhook({ type: 'collection.completed', data }, secretOf(3));
    const old = await signWebhook({ type: 'collection.completed', data }, secrets, { now: () => Date.now() - 400_000 });
    assert.equal(await post(url, forged.headers, forged.body), 400);
    assert.equal(await post(url, old.headers, old.body), 400);
    assert.equal(await post(url, headers, body.replace('completed', 'cancelled')), 400);
    assert.equal(await post(url, headers, ''), 400);
    assert.equal(await post(url, {}, body), 400);
    assert.ok((await post(url, headers, new Uint8Array(300_000))) >= 400);
    assert.deepEqual(taken, []);
  });

  test(`${name}: an event that could not be dealt with is not confirmed`, async (context) => {
    context.mock.method(console, 'error', () => {});
    const url = await listening(
      context,
      serverOf(() => Promise.reject(new Error('the database is down'))),
    );
    const { headers, body } = await signWebhook({ type: 'collection.completed', data }, secrets);
    assert.equal(await post(url, headers, body), 500);
  });
}

test('Node http: a body without an end is cut off', async (context) => {
  const server = inNode.createReceiver(secrets, () => Promise.reject(new Error('taken')));
  const url = new URL(await listening(context, server));
  const { headers } = await signWebhook({ type: 'collection.completed', data }, secrets);
  const socket = connect(Number(url.port), url.hostname);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 900000000\r\n${lines.join('')}\r\n`);
  socket.write(Buffer.alloc(200_000));
  const [answer] = (await new Promise((done) => socket.once('data', (part: Buffer) => done([part.toString()])))) as [
    string,
  ];
  assert.match(answer, /^HTTP\/1\.1 400 /);
  socket.destroy();
});
