import type { Dependencies } from '../../dependencies.ts';

/**
 * Erases encrypted images that no open check names any more. The row that says so is committed before: a process killed
 * in between leaves them to the daily sweep.
 */
export async function eraseBlobs(deps: Pick<Dependencies, 'db' | 'blobs'>, hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes) {
    await deps.blobs.delete(sha256);
    await deps.db.deleteFrom('blobs').where('sha256', '=', sha256).execute();
  }
}

/** Erases the images of checks that nobody will decide: the collection ended, or another person signs in his place. */
export async function eraseAbandonedImages(deps: Pick<Dependencies, 'db' | 'blobs' | 'clock'>): Promise<void> {
  const abandoned = await deps.db
    .updateTable('identity_checks')
    .set({ erased_at: deps.clock.now() })
    .where('erased_at', 'is', null)
    .where((row) =>
      row.or([
        row.exists(
          row
            .selectFrom('collections')
            .select('collections.id')
            .whereRef('collections.id', '=', 'identity_checks.collection_id')
            .where('collections.state', '!=', 'ongoing'),
        ),
        row.exists(
          row
            .selectFrom('signers')
            .select('signers.id')
            .whereRef('signers.id', '=', 'identity_checks.signer_id')
            .where('signers.replaced_at', 'is not', null),
        ),
      ]),
    )
    .returning(['front_blob', 'back_blob'])
    .execute();
  await eraseBlobs(
    deps,
    abandoned.flatMap(({ front_blob, back_blob }) => [front_blob, back_blob]),
  );
}
