import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type EventType, webhookRules } from '@jse/sdk/rules';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createClock } from '../src/clock.ts';
import { newId } from '../src/crypto.ts';
import { readEvents } from '../src/domain/event-stream.ts';
import { writeEvent } from '../src/domain/events.ts';
import { pruneEvents } from '../src/domain/prune-events.ts';
import { Refusal } from '../src/problem.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { createDatabase, type PostgresCluster, startPostgres } from './postgres-cluster.ts';

const installed = existsSync('/usr/lib/postgresql');

/** The stream of a new firm in a database. */
async function subjectIn(db: Database) {
  const [shortcut, firmId] = [newId('ed'), newId('firm')];
  const software = { shortcut, name: shortcut, secret_sealed: '', origins: '[]', signing_url: '' };
  await db.insertInto('editors').values(software).execute();
  await db.insertInto('firms').values({ id: firmId, name: 'F', siren: '', created_at: new Date() }).execute();
  return { editor: shortcut, firmId };
}
const clock = createClock();
type Subject = Awaited<ReturnType<typeof subjectIn>>;
const write = (db: Database, subject: Subject, mark: string, type: EventType = 'signer.signed') =>
  writeEvent(db, { clock }, subject, type, { mark });
/** Reads on from a cursor to the end, page by page. */
async function readAll(db: Database, subject: Subject, cursor?: string, limit = 3, types?: EventType[]) {
  const marks: string[] = [];
  let at = cursor;
  for (;;) {
    const page = await readEvents(db, subject, {
      limit,
      ...(at === undefined ? {} : { cursor: at }),
      ...(types ? { types } : {}),
    });
    marks.push(...page.events.map(({ event }) => String(event.data['mark'])));
    at = page.nextCursor;
    if (!page.hasMore) return { marks, cursor: at };
  }
}

describe('the stream while transactions are open', { skip: !installed && 'PostgreSQL is not installed' }, () => {
  let cluster: PostgresCluster | undefined;
  let db: Database;
  before(async () => {
    cluster = await startPostgres();
    db = await openDatabase(createPostgresServer({ url: await createDatabase(cluster.url) }));
  });
  after(async () => {
    await db.destroy();
    await cluster?.stop();
  });

  test('an event whose transaction commits late is not skipped by a reader who was there in between', async () => {
    const subject = await subjectIn(db);
    await write(db, subject, 'before');
    const late = await db.startTransaction().execute();
    await write(late, subject, 'late');
    const early = await db.startTransaction().execute();
    await write(early, subject, 'early');
    await early.commit().execute();
    // The early one is committed and has the higher number: it waits, or the late one would be passed by.
    const between = await readAll(db, subject);
    assert.deepEqual(between.marks, ['before']);
    await late.commit().execute();
    const afterwards = await readAll(db, subject, between.cursor);
    assert.deepEqual(afterwards.marks, ['late', 'early']);
    assert.deepEqual((await readAll(db, subject, afterwards.cursor)).marks, []);
  });

  test('a number given out before its transaction wrote anything is not skipped either', async () => {
    const subject = await subjectIn(db);
    const slow = await db.startTransaction().execute();
    // Its number is taken, its transaction has no id yet: the other one overtakes it in both.
    const { seq } = await slow
      .selectNoFrom(({ fn, val }) => fn<string>('nextval', [val('events_seq_seq')]).as('seq'))
      .executeTakeFirstOrThrow();
    await write(db, subject, 'overtaking');
    const first = await readAll(db, subject);
    assert.deepEqual(first.marks, ['overtaking']);
    const { editor, firmId } = subject;
    const row = { id: newId('evt'), seq, editor, firm_id: firmId, type: 'signer.signed' as const, at: clock.now() };
    await slow
      .insertInto('events')
      .values({ ...row, data: '{"mark":"overtaken"}' })
      .execute();
    await slow.commit().execute();
    assert.deepEqual((await readAll(db, subject, first.cursor)).marks, ['overtaken']);
  });

  test('an open transaction of another database of the server holds nothing back', async () => {
    const other = await openDatabase(createPostgresServer({ url: await createDatabase(cluster?.url ?? '') }));
    try {
      const open = await other.startTransaction().execute();
      await write(open, await subjectIn(other), 'elsewhere');
      const subject = await subjectIn(db);
      await write(db, subject, 'here');
      assert.deepEqual((await readAll(db, subject)).marks, ['here']);
      const own = await db.startTransaction().execute();
      await write(own, subject, 'open here');
      await write(db, subject, 'after it');
      assert.deepEqual((await readAll(db, subject)).marks, ['here']);
      await own.commit().execute();
      assert.deepEqual((await readAll(db, subject)).marks, ['here', 'open here', 'after it']);
      await open.rollback().execute();
    } finally {
      await other.destroy();
    }
  });

  test('readers and writers at random: every reader sees every committed event once, in one order', async () => {
    const subject = await subjectIn(db);
    const committed: string[] = [];
    let writing = true;
    const writer = async (name: number) => {
      for (let turn = 0; turn < 25; turn++) {
        const transaction = await db.startTransaction().execute();
        const marks = Array.from({ length: 1 + (turn % 3) }, (_, at) => `${name}.${turn}.${at}`);
        for (const mark of marks) await write(transaction, subject, mark);
        await new Promise((done) => setTimeout(done, (name * 7 + turn * 3) % 11));
        if (turn % 7 === 6) await transaction.rollback().execute();
        else {
          await transaction.commit().execute();
          committed.push(...marks);
        }
      }
    };
    const reader = async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      while (writing) {
        const page = await readAll(db, subject, cursor, 4);
        seen.push(...page.marks);
        cursor = page.cursor;
      }
      const { marks } = await readAll(db, subject, cursor);
      return [...seen, ...marks];
    };
    const reading = Promise.all([reader(), reader()]);
    await Promise.all([1, 2, 3, 4, 5].map(writer));
    writing = false;
    const [one, other] = await reading;
    assert.deepEqual(one, other);
    assert.equal(new Set(one).size, one.length);
    assert.deepEqual([...one].sort(), committed.sort());
  });
});

describe('the stream in the embedded PostgreSQL', () => {
  let db: Database;
  before(async () => {
    db = await openDatabase(undefined);
  });
  after(() => db.destroy());

  test('comes in pages, by type, of one firm and software only', async () => {
    const [subject, stranger] = [await subjectIn(db), await subjectIn(db)];
    for (let at = 0; at < 10; at++) {
      await write(db, subject, String(at), at % 2 === 0 ? 'signer.signed' : 'signer.viewed');
      await write(db, stranger, 'strange');
    }
    assert.equal((await readAll(db, subject)).marks.join(''), '0123456789');
    const even = await readAll(db, subject, undefined, 2, ['signer.signed']);
    assert.equal(even.marks.join(''), '02468');
    // Having read all of one type, the reader stands behind the others too.
    assert.deepEqual((await readAll(db, subject, even.cursor)).marks, []);
    assert.deepEqual((await readAll(db, { ...subject, editor: stranger.editor })).marks, []);
    const latest = await readEvents(db, subject, { cursor: 'latest', limit: 5 });
    assert.deepEqual([latest.events.length, latest.nextCursor], [0, even.cursor]);
    await write(db, subject, 'next');
    assert.deepEqual((await readAll(db, subject, latest.nextCursor)).marks, ['next']);
    const empty = await readEvents(db, await subjectIn(db), { limit: 5 });
    assert.deepEqual(empty, { events: [], nextCursor: '0-0', hasMore: false });
  });

  test('after 30 days events go; a reader who had read all goes on, one who had not is told', async () => {
    const subject = await subjectIn(db);
    for (const mark of ['a', 'b', 'c']) await write(db, subject, mark);
    const behind = (await readEvents(db, subject, { limit: 1 })).nextCursor;
    const upToDate = (await readAll(db, subject)).cursor;
    clock.advance(webhookRules.eventRetention + 1000);
    await pruneEvents({ db, clock });
    assert.deepEqual((await readAll(db, subject, upToDate)).marks, []);
    await write(db, subject, 'd');
    await pruneEvents({ db, clock });
    assert.deepEqual((await readAll(db, subject, upToDate)).marks, ['d']);
    await assert.rejects(
      readAll(db, subject, behind),
      (error) => error instanceof Refusal && error.code === 'cursor_expired',
    );
    clock.advance(webhookRules.eventRetention + 1000);
    await write(db, subject, 'e');
    await pruneEvents({ db, clock });
    assert.deepEqual((await readAll(db, subject)).marks, ['d', 'e']);
    for (const cursor of [
      'nonsense',
      '1-2-3',
      "1-1'; drop table events",
      '-',
      '1-9999999999999999999',
      `${2n ** 64n}-1`,
    ]) {
      await assert.rejects(readEvents(db, subject, { cursor, limit: 1 }), Refusal, cursor);
    }
  });
});
