import type { Database } from '../../store/database.ts';
import { lockKey } from '../../store/lock-key.ts';

/**
 * Lets one transaction at a time submit or decide for a person, so that no document is handed in unseen while another
 * one is accepted. Whoever locks collections too locks them before.
 */
export const lockPerson = (db: Database, personKey: string): Promise<void> => lockKey(db, `identity:${personKey}`);

/** The signers of running collections, of whatever firm, who wait for the check of this person's identity or failed it. */
export async function signersHeldUp(db: Database, personKey: string) {
  return db
    .selectFrom('signers')
    .innerJoin('collections', 'collections.id', 'signers.collection_id')
    .select(['signers.id', 'collection_id'])
    .where('signers.state', 'in', ['identity-pending', 'identity-rejected'])
    .where('replaced_at', 'is', null)
    .where('collections.state', '=', 'ongoing')
    .where('signers.id', 'in', (checks) =>
      checks.selectFrom('identity_checks').select('signer_id').where('person_key', '=', personKey),
    )
    .orderBy('signers.id')
    .execute();
}

/** Gives up the person's other checks that wait for a decision; returns the names of their images, to be erased. */
export async function dropChecks(db: Database, personKey: string, at: Date): Promise<string[]> {
  const dropped = await db
    .updateTable('identity_checks')
    .set({ erased_at: at })
    .where('person_key', '=', personKey)
    .where('state', '=', 'pending')
    .where('erased_at', 'is', null)
    .returning(['front_blob', 'back_blob'])
    .execute();
  return dropped.flatMap(({ front_blob, back_blob }) => [front_blob, back_blob]);
}
