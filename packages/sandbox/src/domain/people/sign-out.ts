import { sql } from 'kysely';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { settle } from '../ceremony/ceremony.ts';
import { lockCollections } from '../lock-collections.ts';
import { requireMember } from './require-expert.ts';

/** Signs a member out everywhere, in every software: himself, or anybody of the firm by the expert. */
export async function signOut(deps: Dependencies, actor: Actor, memberId: string): Promise<void> {
  const caller = requireMember(actor);
  if (caller.role !== 'expert' && caller.id !== memberId)
    throw new Refusal('delegation_missing', 'The expert signs others out');
  await deps.db.transaction().execute(async (db) => {
    const member = await db
      .selectFrom('members')
      .select('id')
      .where('id', '=', memberId)
      .where('firm_id', '=', caller.firmId)
      .executeTakeFirst();
    if (!member) throw new Refusal('not_found', 'No such member in the firm');
    await endAccess(db, deps, memberId);
  });
}

/** Withdraws the calling software's access to the firm: its tokens, the members' sessions and codes in it. */
export async function withdrawSoftware(deps: Dependencies, actor: Actor): Promise<void> {
  const { firmId } = requireMember(actor);
  const now = deps.clock.now();
  const { shortcut } = actor.editor;
  const mine = sql<boolean>`access->>'firmId' = ${firmId} and access->>'editor' = ${shortcut} and access->>'via' = 'embed'`;
  await deps.db.transaction().execute(async (db) => {
    await db
      .updateTable('tokens')
      .set({ revoked_at: now })
      .where('firm_id', '=', firmId)
      .where('editor', '=', shortcut)
      .where('revoked_at', 'is', null)
      .execute();
    await db.updateTable('sessions').set({ ended_at: now }).where(mine).where('ended_at', 'is', null).execute();
    await db.updateTable('embed_codes').set({ used_at: now }).where(mine).where('used_at', 'is', null).execute();
  });
}

/**
 * What lets a member act ends at once: tokens, sessions, embed codes (those that he had minted for clients too),
 * invitations, and ceremonies under way, whose codes are void.
 */
export async function endAccess(db: Database, deps: Pick<Dependencies, 'clock'>, memberId: string): Promise<void> {
  const now = deps.clock.now();
  const his = sql<boolean>`(access->>'memberId' = ${memberId} or access->>'mintedBy' = ${`member:${memberId}`})`;
  await db
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .execute();
  await db.updateTable('sessions').set({ ended_at: now }).where(his).where('ended_at', 'is', null).execute();
  await db.updateTable('embed_codes').set({ used_at: now }).where(his).where('used_at', 'is', null).execute();
  // Signing locks a collection before its ceremony. One that is being acted in at this moment is left as it is: that act
  // reads his rights again before it commits.
  await lockCollections(db, await collectionsInCeremony(db, memberId));
  const open = await openCeremonies(db, memberId).forUpdate().skipLocked().execute();
  for (const { id } of open) {
    await db.updateTable('ceremonies').set({ code_mac: null }).where('id', '=', id).execute();
    await db
      .updateTable('ceremony_items')
      .set({ status: 'failed', code: 'token_revoked' })
      .where('ceremony_id', '=', id)
      .where('status', '=', 'pending')
      .execute();
    await settle(db, id);
  }
}

/** The collections of the ceremonies that a member has under way. */
export async function collectionsInCeremony(db: Database, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ceremony_items')
    .select('collection_id')
    .distinct()
    .where('ceremony_id', 'in', openCeremonies(db, memberId))
    .execute();
  return rows.map(({ collection_id }) => collection_id);
}

const openCeremonies = (db: Database, memberId: string) =>
  db
    .selectFrom('ceremonies')
    .select('id')
    .where('signer_key', '=', `member:${memberId}`)
    .where('state', 'in', ['opened', 'code-sent']);
