import { computeEntryHash, type EvidenceEntry } from '@jse/verify/evidence';
import type { Clock } from '../clock.ts';
import type { Database } from '../store/database.ts';
import { toJson } from '../store/tables.ts';

/** What happened, of the evidence log of a collection. */
export type EvidenceType =
  | 'collection.created'
  | 'collection.edited'
  | 'collection.prepared'
  | 'collection.launched'
  | 'collection.reminded'
  | 'collection.reordered'
  | 'collection.completed'
  | 'collection.refused'
  | 'collection.expired'
  | 'collection.cancelled'
  | 'collection.purged'
  | 'collection.handed-over'
  | 'identity.submitted'
  | 'identity.accepted'
  | 'identity.rejected'
  | 'document.uploaded'
  | 'document.downloaded'
  | 'document.renewed'
  | 'signer.invited'
  | 'evidence.handed-out'
  | 'attestation.downloaded'
  | 'archive.downloaded'
  | 'archive.asked'
  | 'archive.pushed'
  | 'archive.refused'
  | 'link.revoked'
  | 'signer.viewed'
  | 'signer.consented'
  | 'signer.signed'
  | 'signer.refused'
  | 'signer.replaced'
  | 'signer.unlocked'
  | 'code.sent'
  | 'code.wrong'
  | 'code.locked';

/**
 * Appends an entry to a collection's evidence log, hashed over the one before. The caller holds the collection's row
 * lock, or the primary key makes one of two racing writers fail. Of processes whose clocks differ, one that is behind
 * dates its entry as the one before: a log never goes back in time.
 */
export async function appendEvidence(
  db: Database,
  clock: Clock,
  collectionId: string,
  type: EvidenceType,
  actor: string,
  data: Record<string, unknown>,
): Promise<void> {
  const last = await db
    .selectFrom('evidence')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seq = (last?.seq ?? 0) + 1;
  const entry: Omit<EvidenceEntry, 'hash'> = {
    seq,
    at: atOrAfter(last?.entry.at, clock.now()),
    type,
    actor,
    data,
    previousHash: last?.entry.hash ?? null,
  };
  const hashed = { ...entry, hash: await computeEntryHash(entry) };
  await db
    .insertInto('evidence')
    .values({ collection_id: collectionId, seq, entry: toJson(hashed) })
    .execute();
}

const atOrAfter = (before: string | undefined, now: Date): string =>
  new Date(Math.max(now.getTime(), before === undefined ? 0 : Date.parse(before))).toISOString();
