import { deadlines } from '@jse/sdk/rules';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Database } from '../store/database.ts';

/**
 * Keeps bytes under their SHA-256 and returns it. The row is written first: whatever the store holds is on the list, and
 * the time keeps a sweep away until the transaction that names the bytes has had its day.
 */
export async function keepBytes(
  deps: Pick<Dependencies, 'db' | 'blobs' | 'clock'>,
  bytes: Uint8Array,
): Promise<string> {
  const sha256 = await sha256Hex(bytes);
  const put_at = deps.clock.now();
  await deps.db
    .insertInto('blobs')
    .values({ sha256, put_at })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ put_at }))
    .execute();
  await deps.blobs.put(sha256, bytes);
  return sha256;
}

/**
 * Erases bytes that nothing alive names: a purged collection's, a replaced upload's, a signature's that lost its race.
 * What was put within the last day is left for the next sweep. Returns how many were erased.
 */
export async function sweepBlobs(deps: Dependencies): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - deadlines.blobGrace);
  let erased = 0;
  for (;;) {
    const batch = await deps.db.transaction().execute(async (db) => {
      const rows = await unnamed(db).where('put_at', '<=', before).limit(100).forUpdate().skipLocked().execute();
      const hashes = rows.map(({ sha256 }) => sha256);
      // Gone from the store before its row goes: a process killed in between leaves a row, never forgotten bytes.
      for (const sha256 of hashes) await deps.blobs.delete(sha256);
      if (hashes.length > 0) await db.deleteFrom('blobs').where('sha256', 'in', hashes).execute();
      return hashes.length;
    });
    erased += batch;
    if (batch === 0) return erased;
  }
}

/** Erases these bytes now where nothing alive names them any more, inside the transaction that let go of them. */
export async function releaseBytes(db: Database, deps: Dependencies, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  const before = new Date(deps.clock.now().getTime() - deadlines.blobSettling);
  const rows = await unnamed(db)
    .where('sha256', 'in', [...new Set(hashes)])
    .where('put_at', '<=', before)
    .forUpdate()
    .execute();
  for (const { sha256 } of rows) {
    await deps.blobs.delete(sha256);
    await db.deleteFrom('blobs').where('sha256', '=', sha256).execute();
  }
}

/** The blobs that no living collection, template or open identity check names. */
function unnamed(db: Database) {
  return db
    .selectFrom('blobs')
    .select('sha256')
    .where((row) =>
      row.not(
        row.or([
          row.exists(
            row
              .selectFrom('revisions')
              .innerJoin('documents', 'documents.id', 'revisions.document_id')
              .innerJoin('collections', 'collections.id', 'documents.collection_id')
              .select('collections.id')
              .whereRef('revisions.sha256', '=', 'blobs.sha256')
              .where('collections.state', '!=', 'purged'),
          ),
          row.exists(
            row
              .selectFrom('template_documents')
              .select('template_id')
              .whereRef('template_documents.sha256', '=', 'blobs.sha256'),
          ),
          row.exists(
            row
              .selectFrom('identity_checks')
              .select('id')
              .where('erased_at', 'is', null)
              .where((check) =>
                check.or([
                  check('front_blob', '=', check.ref('blobs.sha256')),
                  check('back_blob', '=', check.ref('blobs.sha256')),
                ]),
              ),
          ),
        ]),
      ),
    );
}
