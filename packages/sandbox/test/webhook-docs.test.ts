import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { operations } from '@jse/sdk/contract';
import { eventTypes, retryRules } from '@jse/sdk/rules';
import { createNodeOutgoing, serveSandbox, type SandboxServer } from '../src/node.ts';
import { editor } from './platform.ts';

interface Samples {
  receiver(secret: string, handle: (id: string, event: { type: string }) => unknown, seen?: Set<string>): Server;
  isGenuine(secret: string, headers: Record<string, string>, body: string, now?: number): boolean;
  eventsFrom(
    base: string,
    officeToken: string,
    cursor: string,
    signal: AbortSignal,
  ): AsyncGenerator<{ event: { id: string; type: string }; cursor: string }>;
}

let page: string;
let samples: Samples;
let folder: string;
let server: SandboxServer;
before(async () => {
  page = await readFile(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  // Below this package, so that what the samples import is found.
  const parent = new URL('../node_modules/.samples/', import.meta.url).pathname;
  await mkdir(parent, { recursive: true });
  folder = await mkdtemp(join(parent, 'webhooks-'));
  const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code ?? '');
  const modules = await Promise.all(
    blocks.map(async (code, at) => {
      const file = join(folder, `${at}.mjs`);
      await writeFile(file, code);
      return (await import(pathToFileURL(file).href)) as object;
    }),
  );
  samples = Object.assign({}, ...modules) as Samples;
  server = await serveSandbox({ port: 0, editor, outgoing: createNodeOutgoing(), allowPrivateTargets: true });
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test('the samples of docs/webhooks.md receive, verify and read what the platform sends', async (context) => {
  const expert = await server.sandbox.seed.memberByEmail('expert@cabinet.example');
  const { officeToken } = await server.sandbox.seed.tokens(editor.shortcut, expert);
  const base = `${server.url}/editor/${editor.shortcut}`;
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', 'JSE-EDITOR-TOKEN-OFFICE': officeToken };
    const response = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as Record<string, string>;
  };
  const handled: string[] = [];
  const deliveries: { headers: Record<string, string>; body: string }[] = [];
  // The secret is known after the address: the receiver is put behind it then.
  const receivers: Server[] = [];
  const front = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => deliveries.push({ headers: request.headers as Record<string, string>, body }));
    receivers[0]?.emit('request', request, response);
  });
  const handle = (id: string, event: { type: string }) => handled.push(`${id} ${event.type}`);
  context.after(() => front.close());
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/hook`;
  const { id, secret = '' } = await post('/webhook', { url });
  receivers.push(samples.receiver(secret, handle));
  const { eventId = '' } = await post(`/webhook/${id}/test`, {});
  await server.sandbox.outbox.drain();
  await post(`/webhook/${id}/replay`, { eventId });
  await server.sandbox.outbox.drain();
  assert.deepEqual(handled, [`${eventId} webhook.test`]);
  assert.equal(deliveries.length, 2);
  for (const { headers, body } of deliveries) {
    assert.equal(samples.isGenuine(secret, headers, body), true);
    assert.equal(samples.isGenuine(secret, headers, `${body} `), false);
    assert.equal(samples.isGenuine(`whsec_${btoa('x'.repeat(32))}`, headers, body), false);
    assert.equal(samples.isGenuine(secret, headers, body, Date.now() + 400_000), false);
    assert.equal(samples.isGenuine(secret, { ...headers, 'webhook-id': 'evt_other' }, body), false);
  }
  const kept = Object.entries(deliveries[0]?.headers ?? {}).filter(([name]) => name.startsWith('webhook-'));
  const forged = await fetch(url, { method: 'POST', headers: kept, body: '{}' });
  assert.equal(forged.status, 400);

  const stop = new AbortController();
  const stream = samples.eventsFrom(base, officeToken, '', stop.signal);
  const first = await stream.next();
  assert.equal(first.done ? undefined : first.value.event.id, eventId);
  stop.abort();
});

test('docs/webhooks.md names every type of event, every operation and the schedule', () => {
  for (const type of eventTypes) assert.ok(page.includes(`\`${type}\``), type);
  for (const { path } of Object.values(operations)) {
    if (path.startsWith('/webhook/')) assert.ok(page.includes(path), path);
  }
  const row = page.split('\n').find((line) => line.startsWith('| after it')) ?? '';
  const waits = row
    .split('|')
    .slice(3, -1)
    .map((cell) => {
      const [count, unit = ''] = cell.trim().split(' ');
      return Number(count) * { second: 1000, minute: 60_000, hour: 3_600_000 }[unit.replace(/s$/, '') as 'hour'];
    });
  assert.deepEqual(waits, [...retryRules.webhook.delays]);
});
