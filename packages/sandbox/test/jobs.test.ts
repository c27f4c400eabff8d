import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { retryRules } from '@jse/sdk/rules';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createClock } from '../src/clock.ts';
import { createTextSealer, randomBytes } from '../src/crypto.ts';
import { type Job } from '../src/outbox/job.ts';
import { claimJob, enqueue, finishJob, openJob, renewLease } from '../src/outbox/jobs.ts';
import { type Database, type DatabaseServer, openDatabase } from '../src/store/database.ts';
import { createDatabase, type PostgresCluster, startPostgres } from './postgres-cluster.ts';

const installed = existsSync('/usr/lib/postgresql') || process.env['JSE_TEST_DATABASE_URL'] !== undefined;
const email = (to: string): Job => ({ kind: 'email', to, subject: 'Bonjour', text: 'Bonjour' });

for (const kind of ['embedded', 'server'] as const) {
  describe(`jobs in the ${kind} PostgreSQL`, { skip: kind === 'server' && !installed }, () => {
    let cluster: PostgresCluster | undefined;
    let db: Database;
    const clock = createClock();
    const deps = () => ({ db, clock, sealer });
    let sealer: Awaited<ReturnType<typeof createTextSealer>>;
    before(async () => {
      sealer = await createTextSealer(randomBytes(32));
      let source: DatabaseServer | undefined;
      if (kind === 'server') {
        const given = process.env['JSE_TEST_DATABASE_URL'];
        if (given === undefined) cluster = await startPostgres();
        source = createPostgresServer({ url: await createDatabase(given ?? cluster?.url ?? '') });
      }
      db = await openDatabase(source);
    });
    after(async () => {
      await db.destroy();
      await cluster?.stop();
    });
    const clear = () => db.deleteFrom('jobs').execute();
    const all = () => db.selectFrom('jobs').selectAll().execute();

    test('workers that claim at once never get the same job, and leave none', async () => {
      await clear();
      for (let at = 0; at < 60; at++) await enqueue(db, deps(), email(`${at}@example.org`));
      const claimed: string[] = [];
      const worker = async () => {
        for (;;) {
          const row = await claimJob(deps(), 'email');
          if (!row) return;
          claimed.push(row.id);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      assert.equal(claimed.length, 60);
      assert.equal(new Set(claimed).size, 60);
    });

    test('a lease that ran out frees the job, and its old holder can no longer close it', async () => {
      await clear();
      await enqueue(db, deps(), email('a@example.org'));
      const first = await claimJob(deps(), 'email');
      assert.ok(first);
      assert.equal(await claimJob(deps(), 'email'), undefined);
      await sql`update jobs set locked_until = clock_timestamp() - interval '1 second'`.execute(db);
      const second = await claimJob(deps(), 'email');
      assert.equal(second?.id, first.id);
      assert.equal(second.attempts, 2);
      await finishJob(deps(), first, new Error('late'));
      const [row] = await all();
      assert.equal(row?.error, null);
      assert.notEqual(row?.locked_until, null);
      await finishJob(deps(), second);
      assert.notEqual((await all())[0]?.done_at, null);
    });

    test('a lease is renewed by its holder alone', async () => {
      await clear();
      await enqueue(db, deps(), email('a@example.org'));
      const row = await claimJob(deps(), 'email');
      assert.ok(row);
      const half = sql`update jobs set locked_until = clock_timestamp() + interval '1 second'`;
      const left = async () => {
        const { rows } = await sql<{
          seconds: number;
        }>`select extract(epoch from locked_until - clock_timestamp())::float8 as seconds from jobs`.execute(db);
        return rows[0]?.seconds ?? 0;
      };
      await half.execute(db);
      await renewLease(deps(), { ...row, attempts: 7 });
      assert.ok((await left()) < 2);
      await renewLease(deps(), row);
      assert.ok((await left()) > 50);
    });

    test('of one collection, what fell due first is done first, even when it failed meanwhile', async () => {
      await clear();
      const past = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
      await enqueue(db, deps(), { kind: 'purge', collectionId: 'col_1' }, { key: 'purge:col_1', runAt: past(10) });
      await enqueue(db, deps(), { kind: 'expire', collectionId: 'col_1' }, { key: 'expire:col_1', runAt: past(20) });
      await enqueue(db, deps(), { kind: 'purge', collectionId: 'col_2' }, { key: 'purge:col_2', runAt: past(5) });
      const expire = await claimJob(deps(), 'upkeep');
      assert.equal(expire?.kind, 'expire');
      // While one worker expires the first collection another may purge the second, never the first.
      const other = await claimJob(deps(), 'upkeep');
      assert.equal(other?.subject, 'col_2');
      assert.equal(await claimJob(deps(), 'upkeep'), undefined);
      assert.equal(await finishJob(deps(), expire, new Error('the disk is full')), 'again');
      assert.equal(await claimJob(deps(), 'upkeep'), undefined);
      clock.advance(60_000);
      const again = await claimJob(deps(), 'upkeep');
      assert.equal(again?.kind, 'expire');
      await finishJob(deps(), again);
      assert.equal((await claimJob(deps(), 'upkeep'))?.kind, 'purge');
    });

    test('two deliveries go to one endpoint at a time, others are not kept waiting', async () => {
      await clear();
      for (const endpointId of ['slow', 'slow', 'slow', 'slow', 'other'])
        await enqueue(db, deps(), { kind: 'webhook', endpointId, eventId: 'evt' });
      const subjects: (string | null | undefined)[] = [];
      for (let at = 0; at < 4; at++) subjects.push((await claimJob(deps(), 'webhook'))?.subject);
      assert.deepEqual(subjects.filter((subject) => subject !== undefined).sort(), ['other', 'slow', 'slow']);
    });

    test('upkeep is tried for ever; a message dies after its schedule, with the reason', async () => {
      await clear();
      await enqueue(db, deps(), { kind: 'housekeeping' });
      await enqueue(db, deps(), email('a@example.org'));
      const outcomes = { upkeep: [] as string[], email: [] as string[] };
      for (let at = 0; at < 40; at++) {
        for (const lane of ['upkeep', 'email'] as const) {
          const row = await claimJob(deps(), lane);
          if (row) outcomes[lane].push(await finishJob(deps(), row, new Error('out of order')));
        }
        clock.advance(2 * 86_400_000);
      }
      assert.deepEqual(new Set(outcomes.upkeep), new Set(['again']));
      assert.equal(outcomes.upkeep.length, 40);
      assert.equal(outcomes.email.length, retryRules.email.delays.length + 1);
      assert.equal(outcomes.email.at(-1), 'dead');
      const dead = (await all()).find((row) => row.kind === 'email');
      assert.notEqual(dead?.dead_at, null);
      assert.equal(dead?.error, 'out of order');
    });

    test('a job under a key takes the place of the one before it, even while that one runs', async () => {
      await clear();
      const job: Job = { kind: 'remind', collectionId: 'col_1', sent: 1 };
      await enqueue(db, deps(), job, { key: 'remind:col_1' });
      const running = await claimJob(deps(), 'upkeep');
      assert.ok(running);
      const later = new Date(clock.now().getTime() + 86_400_000);
      await enqueue(db, deps(), { ...job, sent: 2 }, { key: 'remind:col_1', runAt: later });
      await finishJob(deps(), running);
      const [row, ...rest] = await all();
      assert.equal(rest.length, 0);
      assert.ok(row && row.done_at === null && row.run_at.getTime() === later.getTime());
      assert.deepEqual(await openJob(deps(), row), { ...job, sent: 2 });
    });
  });
}
