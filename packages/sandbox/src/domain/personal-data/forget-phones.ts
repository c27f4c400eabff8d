import type { CeremonyState } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/** Whether a collection of the ceremony is still running: until then its phone is needed. */
export const isRunning = sql<boolean>`exists (select 1 from ceremony_items as item
  join collections as its on its.id = item.collection_id where item.ceremony_id = ceremonies.id and its.state = 'ongoing')`;

/**
 * Blanks the phones of these ceremonies, which need them no more, and returns how many they were; one that was left
 * unfinished is over. The evidence has the phone masked, with an HMAC that tells it from another.
 */
export async function forgetPhones(db: Database, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const state = sql<CeremonyState>`case when state in ('opened', 'code-sent') then 'expired' else state end`;
  const { numUpdatedRows } = await db
    .updateTable('ceremonies')
    .set({ phone: '', state })
    .where('id', 'in', ids)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Blanks the phones of all ceremonies of which no collection is running any more; one in use is left for the next day. */
export async function forgetPhonesOfEnded(db: Database): Promise<void> {
  const batch = 1000;
  const forget = async (transaction: Database) => {
    const ended = transaction
      .selectFrom('ceremonies')
      .select('id')
      .where('phone', '!=', '')
      .where((row) => row.not(isRunning));
    const rows = await ended.limit(batch).forUpdate().skipLocked().execute();
    const ids = rows.map(({ id }) => id);
    return forgetPhones(transaction, ids);
  };
  while ((await db.transaction().execute(forget)) === batch);
}
