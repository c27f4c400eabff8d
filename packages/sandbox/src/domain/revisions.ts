import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';

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

/**
 * Makes new bytes the head of a document, as its next revision; `revision_changed` where the head is no longer the one
 * they were made over. In the transaction of what they are for.
 */
export async function advanceHead(
  db: Database,
  document: Pick<Row<'documents'>, 'id' | 'head_sha256'>,
  revision: {
    readonly sha256: string;
    readonly kind: Row<'revisions'>['kind'];
    readonly signerId?: string;
    readonly at: Date;
  },
): Promise<void> {
  const { sha256, kind, signerId, at } = revision;
  const moved = await db
    .updateTable('documents')
    .set({ head_sha256: sha256 })
    .where('id', '=', document.id)
    .where('head_sha256', '=', document.head_sha256)
    .returning('id')
    .executeTakeFirst();
  if (!moved) throw new Refusal('revision_changed');
  const { last } = await db
    .selectFrom('revisions')
    .select((row) => row.fn.max('number').as('last'))
    .where('document_id', '=', document.id)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('revisions')
    .values({
      document_id: document.id,
      number: Number(last) + 1,
      sha256,
      kind,
      signer_id: signerId ?? null,
      created_at: at,
    })
    .execute();
}
