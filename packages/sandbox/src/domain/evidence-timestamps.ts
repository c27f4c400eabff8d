import { fromHex } from '../certificates/bytes.ts';
import { toBase64 } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { enqueue } from '../outbox/jobs.ts';
import { requestTimestampOf } from '../signing/index.ts';
import type { Database } from '../store/database.ts';
import { collectionRow } from './collection.ts';
import { providersOf } from './providers.ts';

const day = 86_400_000;

/** Plans a timestamp of a collection's log: at once when it ends, daily while it runs. */
export async function planTimestamp(db: Database, deps: Dependencies, id: string, inDays = 0): Promise<void> {
  const runAt = new Date(deps.clock.now().getTime() + inDays * day);
  await enqueue(db, deps, { kind: 'timestamp', collectionId: id }, { runAt, key: `timestamp:${id}` });
}

/**
 * Has the head of a collection's log timestamped: from then on it can't be cut or rewritten unseen. The imprint is the
 * hash of the last entry, which is chained over all the others.
 */
export async function timestampEvidence(deps: Dependencies, id: string): Promise<void> {
  const { db, clock } = deps;
  const last = await db
    .selectFrom('evidence')
    .selectAll()
    .where('collection_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last) {
    const { seq } = last;
    const { hash } = last.entry;
    const known = await db
      .selectFrom('evidence_timestamps')
      .select('seq')
      .where('collection_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (!known) {
      const token = toBase64(await requestTimestampOf(fromHex(hash), providersOf(deps).timestamp));
      await db
        .insertInto('evidence_timestamps')
        .values({ collection_id: id, seq, hash, token, at: clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
  // Under its lock: the timestamp that an end has planned meanwhile must not be put off.
  await db.transaction().execute(async (trx) => {
    const row = await collectionRow(trx, id, true);
    if (row?.state === 'ongoing') await planTimestamp(trx, deps, id, 1);
  });
}
