import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { signWebhook, unwrapWebhook, type WebhookEvent } from '@jse/sdk/webhooks';
import { dealOnce, sharedReplayCache, tables } from '../database.ts';

let db: PGlite;
before(async () => {
  db = await PGlite.create();
  await db.exec(`${tables} CREATE TABLE paid (collection text)`);
});
beforeEach(() => db.exec('TRUNCATE webhook_events, webhook_deliveries, paid'));
after(() => db.close());

const queries = (on: Pick<PGlite, 'query'>) => ({
  query: (text: string, values: readonly unknown[]) => on.query(text, [...values]),
});
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const event: WebhookEvent = {
  id: 'evt_1',
  type: 'collection.completed',
  timestamp: '2026-06-01T00:00:00Z',
  data: { transactionId: 'tr_1', externalId: null, state: 'completed' },
};

test('an event has its effect once, and is tried again when that failed', async () => {
  const deliver = (fails: boolean) =>
    db.transaction((transaction) =>
      dealOnce(queries(transaction), event, async () => {
        await transaction.query(`INSERT INTO paid VALUES ('tr_1')`);
        if (fails) throw new Error('the bank is closed');
      }),
    );
  const paid = async () => (await db.query('SELECT * FROM paid')).rows.length;
  await assert.rejects(deliver(true), /closed/);
  assert.equal(await paid(), 0);
  await Promise.all([deliver(false), deliver(false), deliver(false)]);
  assert.equal(await paid(), 1);
});

test('what was taken through one process is refused by another, and forgotten in time', async () => {
  let time = Date.now();
  const now = () => time;
  const [one, another] = [sharedReplayCache(queries(db), now), sharedReplayCache(queries(db), now)];
  const { headers, body } = await signWebhook(event, secret, { now });
  await unwrapWebhook(body, headers, secret, { now, replayCache: one });
  await assert.rejects(unwrapWebhook(body, headers, secret, { now, replayCache: another }), {
    code: 'webhook_replayed',
  });
  const race = await signWebhook({ ...event, id: 'evt_2' }, secret, { now });
  const calls = [one, another, one, another].map((replayCache) =>
    unwrapWebhook(race.body, race.headers, secret, { now, replayCache }),
  );
  assert.equal((await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length, 1);
  time += 302_000;
  assert.equal(await one.seen('other', new Date(time + 1000)), false);
  assert.equal((await db.query('SELECT * FROM webhook_deliveries')).rows.length, 1);
});
