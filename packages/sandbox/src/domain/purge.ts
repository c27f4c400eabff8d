import { moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { collectionRow } from './collection.ts';

/** Erases the documents of an ended collection whose retention is over; the evidence and the revisions' hashes stay. */
export async function purgeCollection(deps: Dependencies, id: string): Promise<void> {
  const hashes = await deps.db.transaction().execute(async (db) => {
    const row = await collectionRow(db, id, true);
    // A purge that died after its transaction is taken up again: the state is there, the blobs may be too.
    const state = row && (row.state === 'purged' ? row.state : moveCollection(row.state, 'purge'));
    if (!row?.purge_at || !state || row.purge_at > deps.clock.now()) return [];
    await db
      .updateTable('collections')
      .set({ state, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await db
      .updateTable('download_links')
      .set({ revoked_at: deps.clock.now() })
      .where('collection_id', '=', id)
      .execute();
    const revisions = await db
      .selectFrom('revisions')
      .innerJoin('documents', 'documents.id', 'revisions.document_id')
      .select('revisions.sha256')
      .where('documents.collection_id', '=', id)
      .execute();
    return revisions.map(({ sha256 }) => sha256);
  });
  for (const sha256 of hashes) {
    // The same bytes may stand in a collection that is still alive: blobs are shared by their hash.
    const user = await deps.db
      .selectFrom('revisions')
      .innerJoin('documents', 'documents.id', 'revisions.document_id')
      .innerJoin('collections', 'collections.id', 'documents.collection_id')
      .select('collections.id')
      .where('revisions.sha256', '=', sha256)
      .where('collections.state', '!=', 'purged')
      .executeTakeFirst();
    if (!user) await deps.blobs.delete(sha256);
  }
}
