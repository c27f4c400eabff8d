import { moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { releaseBytes } from './blobs.ts';
import { collectionRow } from './collection.ts';
import { emitCollectionEvent } from './events.ts';
import { appendEvidence } from './evidence.ts';
import { planTimestamp } from './evidence-timestamps.ts';

/** Erases the documents of an ended collection whose retention is over; the evidence and the revisions' hashes stay. */
export async function purgeCollection(deps: Dependencies, id: string): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    const row = await collectionRow(db, id, true);
    const state = row && moveCollection(row.state, 'purge');
    if (!row?.purge_at || !state || row.purge_at > deps.clock.now()) return;
    await db
      .updateTable('collections')
      .set({ state, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await db
      .updateTable('download_links')
      .set({ revoked_at: deps.clock.now() })
      .where('collection_id', '=', id)
      .where('revoked_at', 'is', null)
      .execute();
    const revisions = await db
      .selectFrom('revisions')
      .innerJoin('documents', 'documents.id', 'revisions.document_id')
      .select(['documents.id', 'revisions.sha256'])
      .orderBy('documents.ord')
      .where('documents.collection_id', '=', id)
      .execute();
    const data = { purgeAt: row.purge_at.toISOString(), documents: [...new Set(revisions.map((one) => one.id))] };
    await appendEvidence(db, deps.clock, id, 'collection.purged', 'platform', data);
    await planTimestamp(db, deps, id);
    await emitCollectionEvent(db, deps, { ...row, state }, 'collection.purged');
    // Last: a purge whose transaction fails hereafter is taken up again by its job, and finds less to erase.
    await releaseBytes(
      db,
      deps,
      revisions.map(({ sha256 }) => sha256),
    );
  });
}
