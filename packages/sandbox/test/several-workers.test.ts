import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { createNodeOutgoing } from '../src/adapters/node-outgoing.ts';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createClock } from '../src/clock.ts';
import { createMemoryBlobStore, createSandbox, type Sandbox } from '../src/index.ts';
import { call, callerOf } from './api.ts';
import { baseUrl, clients, draft, type Platform, startPlatform } from './platform.ts';
import { createDatabase, type PostgresCluster, startPostgres } from './postgres-cluster.ts';

const given = process.env['JSE_TEST_DATABASE_URL'];
const skip = given === undefined && !existsSync('/usr/lib/postgresql') && 'PostgreSQL is not installed';
const count = 6;

let cluster: PostgresCluster | undefined;
let platform: Platform;
/** Platforms over one database, as several processes are. */
let processes: Sandbox[];
before(async () => {
  if (skip) return;
  if (given === undefined) cluster = await startPostgres();
  const url = await createDatabase(given ?? cluster?.url ?? '');
  const common = () => ({
    database: createPostgresServer({ url, connections: 6 }),
    blobs,
    clock,
    masterKey: new Uint8Array(32).fill(7),
    outgoing: createNodeOutgoing(),
    allowPrivateTargets: true,
  });
  const [blobs, clock] = [createMemoryBlobStore(), createClock()];
  platform = await startPlatform(common());
  const settings = { baseUrl, padesLevel: 'B-B' as const };
  processes = [
    platform.sandbox,
    await createSandbox({ ...common(), settings }),
    await createSandbox({ ...common(), settings }),
  ];
});
after(async () => {
  for (const sandbox of processes ?? []) await sandbox.close();
  await cluster?.stop();
});
const drainAll = () => Promise.all(processes.map((sandbox) => sandbox.outbox.drain()));

test(
  'after an outage several processes catch up in order, and nothing is sent twice',
  { skip, timeout: 180_000 },
  async (context) => {
    const received: { id: string; type: string; collection: string }[] = [];
    const vendor = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const { type, data } = JSON.parse(body) as { type: string; data: { transactionId: string } };
        received.push({ id: String(request.headers['webhook-id']), type, collection: data.transactionId });
        response.writeHead(204).end();
      });
    });
    context.after(() => vendor.close());
    await new Promise<void>((done) => vendor.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/`;
    const as = await callerOf(platform);
    await call(platform, operations.createWebhook, { as, body: { url } });
    const ids: string[] = [];
    for (let at = 0; at < count; at++) {
      const id = await draft(platform, ['first']);
      await platform.expert.collections.launch(id);
      ids.push(id);
    }
    await drainAll();
    const invitations = await platform.sandbox.outbox.messages({ to: clients.first.email });
    assert.equal(invitations.length, count);

    // Expiry after 15 days and purge a month later fall due together: the machines were off for three months.
    platform.sandbox.clock.advance(90 * 86_400_000);
    await drainAll();
    const fresh = await callerOf(platform);
    for (const transactionId of ids) {
      const { state } = await call(platform, operations.getTransaction, { as: fresh, params: { transactionId } });
      assert.equal(state, 'purged');
    }
    const ends = 'collection.expired,collection.purged';
    const stream = await call(platform, operations.listEvents, { as: fresh, query: { limit: '100', types: ends } });
    for (const id of ids) {
      const types = stream.data.filter(({ data }) => data['transactionId'] === id).map(({ type }) => type);
      assert.deepEqual(types, ends.split(','));
      const told = received.filter(({ collection }) => collection === id).map(({ type }) => type);
      assert.deepEqual(told.sort(), ['collection.launched', 'signer.invited', ...types].sort());
    }
    assert.equal(new Set(received.map(({ id }) => id)).size, received.length);
    // The house was kept meanwhile: the invitations are no longer on file, the word of the expiry is.
    const letters = await platform.sandbox.outbox.messages({ to: clients.first.email });
    assert.deepEqual(
      letters.map(({ subject }) => subject.endsWith('a expiré')),
      Array(count).fill(true),
    );
  },
);
