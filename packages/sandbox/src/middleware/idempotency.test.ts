import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deadlines } from '@jse/sdk/rules';
import { sql } from 'kysely';
import { createClock } from '../clock.ts';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type KeyedCall, once } from './idempotency.ts';

/** A call whose effect is a row of its own in the list of blobs. */
async function effect(db: Database): Promise<void> {
  await db
    .insertInto('blobs')
    .values({ sha256: newId('effect'), put_at: new Date() })
    .execute();
}
const inTransaction = ({ db }: Pick<Dependencies, 'db'>) => db.transaction().execute(effect);

describe('calls with a key', () => {
  let db: Database;
  const clock = createClock();
  /** As if so many seconds had gone by for the calls that run. */
  const elapse = (seconds: number) =>
    sql`update idempotency set lease_until = lease_until - make_interval(secs => ${seconds})`.execute(db);
  before(async () => {
    db = await openDatabase(undefined);
  });
  after(() => db.destroy());

  let keys = 0;
  const call = (given: Partial<KeyedCall> = {}): KeyedCall => ({
    key: `key-${keys}`,
    caller: 'token',
    target: 'POST /',
    fingerprint: 'body',
    severalSteps: false,
    refused: ({ code }) => Promise.resolve({ status: 422, body: JSON.stringify({ code }) }),
    ...given,
  });
  const deps = () => ({ db, clock }) as unknown as Dependencies;
  const answer = { status: 201, body: '{"id":"1"}' };
  const effects = async () => {
    const rows = await db.selectFrom('blobs').select('sha256').where('sha256', 'like', 'effect%').execute();
    return rows.length;
  };
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answered',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    );
  const fresh = async () => {
    keys += 1;
    await db.deleteFrom('blobs').execute();
  };

  test('a process that was held dead too early commits nothing any more', async () => {
    await fresh();
    let wake = () => {};
    const asleep = new Promise<void>((done) => (wake = done));
    const first = once(deps(), call(), async (within) => {
      await asleep;
      await inTransaction(within);
      return answer;
    });
    const settled = codeOf(first);
    await new Promise((done) => setTimeout(done, 20));
    assert.equal(await codeOf(once(deps(), call(), () => assert.fail('it runs already'))), 'idempotency_in_flight');
    await elapse(31);
    const second = await once(deps(), call(), async (within) => {
      await inTransaction(within);
      return answer;
    });
    assert.equal(second.replayed, false);
    wake();
    assert.equal(await settled, 'idempotency_in_flight');
    assert.equal(await effects(), 1);
    assert.equal((await once(deps(), call(), () => assert.fail('it was answered'))).replayed, true);
  });

  test('a call that lasts keeps its key', async (t) => {
    await fresh();
    t.mock.timers.enable({ apis: ['setInterval'] });
    let wake = () => {};
    const asleep = new Promise<void>((done) => (wake = done));
    const first = once(deps(), call(), async (within) => {
      await asleep;
      await inTransaction(within);
      return answer;
    });
    await new Promise((done) => setTimeout(done, 20));
    for (let at = 0; at < 5; at++) {
      await elapse(10);
      t.mock.timers.tick(10_000);
      await new Promise((done) => setTimeout(done, 20));
    }
    assert.equal(await codeOf(once(deps(), call(), () => assert.fail('it runs already'))), 'idempotency_in_flight');
    wake();
    assert.equal((await first).replayed, false);
    assert.equal(await effects(), 1);
  });

  test('a failure undoes what the call had written, and frees the key', async () => {
    await fresh();
    const run = async (within: Dependencies) => {
      await inTransaction(within);
      await inTransaction(within);
      throw new Error('broken');
    };
    assert.equal(await codeOf(once(deps(), call(), run)), 'Error: broken');
    assert.equal(await effects(), 0);
    assert.equal((await once(deps(), call(), () => Promise.resolve(answer))).replayed, false);
  });

  test('a refusal after something was written is kept with it; one before, or that may pass, frees the key', async () => {
    await fresh();
    const refuse = (code: 'code_wrong' | 'revision_changed') => async (within: Dependencies) => {
      await inTransaction(within);
      throw new Refusal(code);
    };
    assert.equal(await codeOf(once(deps(), call(), refuse('code_wrong'))), 'code_wrong');
    assert.equal(await effects(), 1);
    const again = await once(deps(), call(), () => assert.fail('it was answered'));
    assert.deepEqual(again, { status: 422, body: '{"code":"code_wrong"}', replayed: true });
    await fresh();
    assert.equal(await codeOf(once(deps(), call(), refuse('revision_changed'))), 'revision_changed');
    assert.equal((await once(deps(), call(), () => Promise.resolve(answer))).replayed, false);
    await fresh();
    const before = () => Promise.reject(new Refusal('delegation_missing'));
    assert.equal(await codeOf(once(deps(), call(), before)), 'delegation_missing');
    assert.equal((await once(deps(), call(), () => Promise.resolve(answer))).replayed, false);
  });

  test('a step that fails is undone alone, and reads see what the call has written', async () => {
    await fresh();
    const { replayed } = await once(deps(), call(), async (within) => {
      await inTransaction(within);
      const failing = within.db.transaction().execute(async (step) => {
        await effect(step);
        throw new Error('this step only');
      });
      await assert.rejects(failing);
      await inTransaction(within);
      const { length } = await within.db.selectFrom('blobs').select('sha256').execute();
      assert.equal(length, 2);
      return answer;
    });
    assert.equal(replayed, false);
    assert.equal(await effects(), 2);
  });

  test('another body is refused; after a day the key is new', async () => {
    await fresh();
    await once(deps(), call(), () => Promise.resolve(answer));
    const other = call({ fingerprint: 'another body' });
    assert.equal(await codeOf(once(deps(), other, () => assert.fail())), 'idempotency_key_reused');
    clock.advance(deadlines.idempotencyReplay);
    assert.equal((await once(deps(), other, () => Promise.resolve(answer))).replayed, false);
  });

  test('a call of several steps commits as it goes along', async () => {
    await fresh();
    const severalSteps = call({ severalSteps: true });
    const cut = async (within: Dependencies) => {
      await inTransaction(within);
      throw new Error('cut off');
    };
    assert.equal(await codeOf(once(deps(), severalSteps, cut)), 'Error: cut off');
    assert.equal(await effects(), 1);
    assert.equal((await once(deps(), severalSteps, () => Promise.resolve(answer))).replayed, false);
  });
});
