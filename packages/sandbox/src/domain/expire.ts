import { moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { collectionRow, loadCollection } from './collection.ts';
import { endCollection } from './end-collection.ts';

/** Expires a collection whose time is up; one that a reminder has prolonged, or that has ended, is left alone. */
export async function expireCollection(deps: Dependencies, id: string): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    const row = await collectionRow(db, id, true);
    const state = row && moveCollection(row.state, 'expire');
    if (!row?.expires_at || !state || row.expires_at > deps.clock.now()) return;
    await db
      .updateTable('collections')
      .set({ state, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await endCollection(db, deps, await loadCollection(db, row), 'expired', 'platform');
  });
}
