import type { Database } from '../store/database.ts';

/** Locks these collections in the order of their ids, as everybody does who locks several: nobody waits in a circle. */
export async function lockCollections(db: Database, ids: readonly string[]): Promise<void> {
  for (const id of [...new Set(ids)].sort())
    await db.selectFrom('collections').select('id').where('id', '=', id).forUpdate().execute();
}
