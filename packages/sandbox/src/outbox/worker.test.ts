import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { retryRules } from '@jse/sdk/rules';
import { sql } from 'kysely';
import { createClock } from '../clock.ts';
import { createTextSealer, randomBytes } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { deliverMessage } from './deliver-message.ts';
import type { Job } from './job.ts';
import { claimJob, enqueue, openJob } from './jobs.ts';
import type { Mail } from './transports.ts';
import { createWorker, type Worker } from './worker.ts';

let db: Database;
let deps: Dependencies;
let worker: Worker;
let logged: { event: string; [field: string]: unknown }[] = [];
let sent: Mail[] = [];
let mailing: (mail: Mail) => Promise<void> = () => Promise.resolve();

before(async () => {
  db = await openDatabase(undefined);
  const parts = {
    db,
    clock: createClock(),
    sealer: await createTextSealer(randomBytes(32)),
    developerToken: null,
    smsGateway: null,
    mailer: {
      async send(mail: Mail) {
        sent.push(mail);
        await mailing(mail);
      },
    },
    log: (event: { event: string }) => void logged.push(event),
  };
  // The parts that these jobs reach; the others belong to the API.
  deps = parts as unknown as Dependencies;
  worker = createWorker(() => deps);
});
beforeEach(async () => {
  await db.deleteFrom('jobs').execute();
  await db.deleteFrom('messages').execute();
  [logged, sent] = [[], []];
  mailing = () => Promise.resolve();
});
after(async () => {
  await worker.stop();
  await db.destroy();
});

const email = (to: string): Job => ({ kind: 'email', to, subject: 'Bonjour', text: `À ${to}` });
const messages = () => db.selectFrom('messages').selectAll().orderBy('recipient').execute();
const expireLeases = () => sql`update jobs set locked_until = clock_timestamp() - interval '1 second'`.execute(db);

test('a worker that dies after sending and before it says so leaves one message, sent under one id', async () => {
  await enqueue(db, deps, email('a@example.org'));
  const row = await claimJob(deps, 'email');
  assert.ok(row);
  await deliverMessage(deps, row.id, (await openJob(deps, row)) as Extract<Job, { kind: 'email' }>);
  await expireLeases();
  assert.equal(await worker.drain(), 1);
  assert.deepEqual(
    (await messages()).map(({ id }) => id),
    [row.id],
  );
  assert.deepEqual(new Set(sent.map(({ id }) => id)), new Set([row.id]));
});

test('a job whose payload cannot be opened is put off, and stops no other', async () => {
  for (const to of ['a@example.org', 'b@example.org', 'c@example.org']) await enqueue(db, deps, email(to));
  const { id } = await db.selectFrom('jobs').select('id').orderBy('run_at').orderBy('id').executeTakeFirstOrThrow();
  await db
    .updateTable('jobs')
    .set({ payload: btoa('x'.repeat(64)) })
    .where('id', '=', id)
    .execute();
  assert.equal(await worker.drain(), 2);
  assert.equal((await messages()).length, 2);
  const [failure, ...others] = logged;
  assert.deepEqual([failure?.event, failure?.['id'], others.length], ['job.failed', id, 0]);
});

test('a mail that cannot be sent is tried again until its schedule ends, and never shown as sent', async () => {
  mailing = () => Promise.reject(new Error('SMTP 451'));
  await enqueue(db, deps, email('a@example.org'));
  for (let at = 0; at <= retryRules.email.delays.length; at++) {
    await worker.drain();
    deps.clock.advance(2 * 86_400_000);
  }
  assert.equal(await worker.drain(), 0);
  assert.equal(sent.length, retryRules.email.delays.length + 1);
  assert.deepEqual(await messages(), []);
  assert.equal(logged.at(-1)?.event, 'job.dead');
  const { error, dead_at } = await db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
  assert.equal(error, 'SMTP 451');
  assert.notEqual(dead_at, null);
});

test('a job in which its workers die again and again is given up without another try', async () => {
  await enqueue(db, deps, email('a@example.org'));
  await db
    .updateTable('jobs')
    .set({ attempts: retryRules.email.delays.length + 1 })
    .execute();
  await worker.drain();
  assert.equal(sent.length, 0);
  assert.equal(logged.at(-1)?.event, 'job.dead');
});

test('a mail server that does not answer keeps no SMS waiting', async () => {
  let answer = () => undefined as void;
  mailing = () => new Promise((resolve) => (answer = resolve));
  await enqueue(db, deps, email('a@example.org'));
  const whole = worker.drain();
  while (sent.length === 0) await new Promise((done) => setTimeout(done, 5));
  await enqueue(db, deps, { kind: 'sms', to: '+33639980011', text: '123456' });
  assert.equal(await worker.drain('sms'), 1);
  assert.deepEqual(
    (await messages()).map(({ channel }) => channel),
    ['sms'],
  );
  answer();
  await whole;
  assert.equal((await messages()).length, 2);
});

test('a mail server that is slow with one mail keeps no other waiting', async () => {
  let answer = () => undefined as void;
  mailing = ({ to }) => (to === 'slow@example.org' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve());
  await enqueue(db, deps, email('slow@example.org'));
  worker.wake();
  while (sent.length === 0) await new Promise((done) => setTimeout(done, 5));
  await enqueue(db, deps, email('quick@example.org'));
  worker.wake();
  for (let tries = 0; (await messages()).length === 0 && tries < 200; tries++)
    await new Promise((done) => setTimeout(done, 10));
  assert.deepEqual(
    (await messages()).map(({ recipient }) => recipient),
    ['quick@example.org'],
  );
  answer();
  await worker.drain();
  assert.equal((await messages()).length, 2);
});

test('what becomes due by a job that was done is done too, without another call', async () => {
  await enqueue(db, deps, { kind: 'sms', to: '+33639980011', text: '123456' });
  const whole = worker.drain();
  await enqueue(db, deps, email('a@example.org'));
  await whole;
  for (let tries = 0; (await messages()).length < 2 && tries < 200; tries++)
    await new Promise((done) => setTimeout(done, 10));
  assert.equal((await messages()).length, 2);
});

test('what is put in while a drain runs is done before a drain that is asked for afterwards ends', async () => {
  for (let at = 0; at < 10; at++) {
    const before = worker.drain();
    await enqueue(db, deps, email(`${at}@example.org`));
    await worker.drain();
    assert.equal((await messages()).length, at + 1);
    await before;
  }
});

test('a stopped worker begins nothing', async () => {
  const other = createWorker(() => deps);
  await other.stop();
  await enqueue(db, deps, email('a@example.org'));
  assert.equal(await other.drain(), 0);
  assert.deepEqual(await messages(), []);
});
