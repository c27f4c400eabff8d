import type { Database } from '../store/database.ts';

/** Whether after the revision with this hash nothing but co-signers' signatures was added: what was read is what is signed. */
export async function wasSignable(db: Database, documentId: string, sha256: string): Promise<boolean> {
  const revisions = await db
    .selectFrom('revisions')
    .select(['kind', 'sha256'])
    .where('document_id', '=', documentId)
    .orderBy('number')
    .execute();
  const read = revisions.findLastIndex((revision) => revision.sha256 === sha256);
  if (read < 0 || revisions[read]?.kind === 'original') return false;
  return revisions.slice(read + 1).every(({ kind }) => kind === 'signature');
}
