import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { ArchivePush } from '@jse/sdk';
import { retryRules } from '@jse/sdk/rules';
import { createMemoryBlobStore } from '../src/blobs/blob-store.ts';
import { createNodeOutgoing } from '../src/node.ts';
import { clients, draft, type Platform, renewed, signBy, startPlatform } from './platform.ts';
import { watchDatabase, type Witness } from './witness.ts';

interface Put {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
}

describe('the archive pushed into a safe', () => {
  let platform: Platform;
  let witness: Witness;
  let id: string;
  let safe: Server;
  let url: string;
  let puts: Put[] = [];
  let answers: number[] = [];
  const placeGiven = 'https://door:key-in-the-place@safe.example/coffre/1?sig=secret-of-the-place#secret-of-the-place';
  const blobs = createMemoryBlobStore();
  let blobsLost = false;
  before(async () => {
    safe = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        puts.push({ method, url: path, headers, bytes: Buffer.concat(parts) });
        const status = answers.shift() ?? 201;
        const place = { etag: '"v1"', location: status === 302 ? 'http://127.0.0.1:1/' : placeGiven };
        response.writeHead(status, place).end('what the safe says');
      });
    }).listen(0, '127.0.0.1');
    await new Promise((done) => safe.once('listening', done));
    url = `http://127.0.0.1:${(safe.address() as AddressInfo).port}/coffre?sig=secret-of-the-address`;
    witness = await watchDatabase();
    const network = { outgoing: createNodeOutgoing(), allowPrivateTargets: true };
    const losing = { ...blobs, get: (sha256: string) => (blobsLost ? Promise.resolve(undefined) : blobs.get(sha256)) };
    platform = await startPlatform({ ...witness.options, ...network, blobs: losing });
    id = await completed();
  });
  beforeEach(() => {
    puts = [];
    answers = [];
    blobsLost = false;
  });
  after(async () => {
    safe.close();
    await platform.sandbox.close();
    await witness.close();
  });

  const archive = async () => (await renewed(platform)).archive;
  const push = async (to = id) => (await archive()).push(to, { url, headers: { 'X-Api-Key': 'key-of-the-safe' } });
  const find = async ({ id: pushId }: ArchivePush, of = id) => (await archive()).getPush(of, pushId);
  async function completed(): Promise<string> {
    const expert = await renewed(platform);
    const made = await draft({ ...platform, expert }, ['first']);
    await expert.collections.launch(made);
    await signBy(platform, clients.first.email, made);
    await platform.sandbox.outbox.drain();
    return made;
  }
  const told = async (of = id) =>
    (await (await renewed(platform)).collections.evidence(of)) as unknown as {
      entries: { type: string; data: Record<string, unknown> }[];
    };

  test('it arrives whole, with a receipt, and the keys of the safe stand in clear nowhere', async () => {
    const asked = await push();
    assert.deepEqual([asked.state, asked.receipt, asked.error], ['pending', null, null]);
    await platform.sandbox.outbox.drain();
    const done = await find(asked);
    const [put] = puts;
    assert.equal(puts.length, 1);
    assert.deepEqual([put?.method, put?.url], ['PUT', '/coffre?sig=secret-of-the-address']);
    assert.equal(put?.headers['x-api-key'], 'key-of-the-safe');
    assert.equal(put?.headers['content-length'], String(put?.bytes.length));
    assert.equal(put?.headers['transfer-encoding'], undefined);
    const sha256 = createHash('sha256')
      .update(put?.bytes ?? '')
      .digest('hex');
    const place = { etag: '"v1"', location: 'https://safe.example/coffre/1' };
    assert.deepEqual(done.receipt, { status: 201, sha256, size: put?.bytes.length, ...place });
    assert.deepEqual([done.state, done.error], ['done', null]);
    const { entries } = await told();
    const noted = entries.find(({ type }) => type === 'archive.pushed')?.data;
    assert.deepEqual([noted?.['sha256'], noted?.['safe'], noted?.['etag']], [sha256, new URL(url).origin, '"v1"']);
    for (const secret of ['key-of-the-safe', 'secret-of-the-address', 'secret-of-the-place', 'key-in-the-place'])
      assert.deepEqual(await witness.tablesHolding(secret), []);
    assert.ok((await witness.tablesHolding('archive.pushed')).includes('evidence'), 'it would be found');
  });

  test('a safe that is down is asked again; one that refuses is not, and both are told', async () => {
    answers = [503, 201];
    const asked = await push();
    await platform.sandbox.outbox.drain();
    assert.equal((await find(asked)).state, 'pending');
    platform.sandbox.clock.advance(10_000);
    await platform.sandbox.outbox.drain();
    assert.deepEqual([(await find(asked)).state, puts.length], ['done', 2]);

    answers = [403];
    const refused = await push();
    await platform.sandbox.outbox.drain();
    platform.sandbox.clock.advance(86_400_000);
    await platform.sandbox.outbox.drain();
    const failed = await find(refused);
    assert.deepEqual([failed.state, failed.error, failed.receipt?.status], ['failed', 'status_403', 403]);
    assert.equal(puts.length, 3);
    assert.ok((await told()).entries.some(({ data }) => data['error'] === 'status_403'));
  });

  test('the last try that fails ends the push, a redirect is not followed', async () => {
    const tries = retryRules.webhook.delays.length + 1;
    answers = Array.from({ length: tries }, (_, at) => (at % 2 ? 302 : 500));
    const asked = await push();
    for (let at = 0; at < tries; at++) {
      await platform.sandbox.outbox.drain();
      platform.sandbox.clock.advance(1.2 * (retryRules.webhook.delays[at] ?? 0));
    }
    const failed = await find(asked);
    assert.deepEqual([failed.state, failed.error, puts.length], ['failed', 'outgoing_redirected', tries]);
    assert.equal((await told()).entries.filter(({ data }) => data['pushId'] === asked.id).length, 2);
  });

  test('the last try that fails on our side ends the push as well, and the evidence tells it', async () => {
    const asked = await push();
    blobsLost = true;
    for (const delay of [...retryRules.webhook.delays, 0]) {
      await platform.sandbox.outbox.drain();
      platform.sandbox.clock.advance(1.2 * delay);
    }
    const failed = await find(asked);
    assert.deepEqual([failed.state, failed.error, puts.length], ['failed', 'internal', 0]);
    assert.notEqual(failed.doneAt, null);
    const { entries } = await told();
    assert.equal(
      entries.find(({ type, data }) => type === 'archive.refused' && data['pushId'] === asked.id)?.data['error'],
      'internal',
    );
  });

  test('a push whose worker died in it for good is shown as failed', async () => {
    answers = [503];
    const asked = await push();
    await platform.sandbox.outbox.drain();
    assert.equal((await find(asked)).state, 'pending');
    await witness.run('update jobs set dead_at = now() where key = $1', [`archive:${asked.id}`]);
    assert.equal((await find(asked)).state, 'failed');
  });

  test('what is purged before the safe has taken it is told as well; nothing is pushed that has not ended well', async () => {
    const purged = await completed();
    answers = [503];
    const asked = await push(purged);
    await platform.sandbox.outbox.drain();
    const { purgeAt } = await (await renewed(platform)).collections.get(purged);
    platform.sandbox.clock.set(new Date(Date.parse(purgeAt ?? '') + 1000));
    await platform.sandbox.outbox.drain();
    // Both jobs are due, in any order: nothing leaves after the date, whichever is done first.
    const failed = await find(asked, purged);
    assert.deepEqual([failed.state, failed.error, puts.length], ['failed', 'purged', 1]);
    await assert.rejects(push(purged), { code: 'state_conflict' });
    const expert = await renewed(platform);
    await assert.rejects(push(await draft({ ...platform, expert }, ['first'])), { code: 'state_conflict' });
    for (const target of ['ftp://safe.example/', 'http://user:word@127.0.0.1/', 'not an address'])
      await assert.rejects((await archive()).push(id, { url: target }), { code: 'target_refused' });
  });
});
