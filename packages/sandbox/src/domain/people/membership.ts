import { type Delegation, delegations } from '@jse/sdk/rules';
import type { Dependencies } from '../../dependencies.ts';
import { activeMember, type ActingMember, type Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { lockKey } from '../../store/lock-key.ts';
import type { Row } from '../../store/tables.ts';
import { emitEvent } from '../events.ts';

/** Whether these are all the rights that there are. */
export const hasAll = (given: readonly Delegation[]): boolean => delegations.every((right) => given.includes(right));

/**
 * A member who has not left, under the lock of his firm's members: of two changes to its members one waits, so that both
 * can't take the last expert away, and an expert who was let go meanwhile decides nothing any more.
 */
export async function lockMember(db: Database, expert: ActingMember, memberId: string): Promise<Row<'members'>> {
  const { firmId } = expert;
  await lockKey(db, `members:${firmId}`);
  await activeMember({ db }, expert.id);
  const member = await db
    .selectFrom('members')
    .selectAll()
    .where('id', '=', memberId)
    .where('firm_id', '=', firmId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!member) throw new Refusal('not_found', 'No such member in the firm');
  return member;
}

/** Refuses (`last_expert`) where nobody else is an expert of the firm with every right. */
export async function requireOtherExpert(db: Database, firmId: string, memberId: string): Promise<void> {
  const experts = await db
    .selectFrom('members')
    .select('delegations')
    .where('firm_id', '=', firmId)
    .where('id', '!=', memberId)
    .where('role', '=', 'expert')
    .where('left_at', 'is', null)
    .execute();
  if (experts.some((expert) => hasAll(expert.delegations))) return;
  throw new Refusal('last_expert', 'Le cabinet garde au moins un expert-comptable avec toutes les délégations');
}

/** Tells every software that has access to the firm what a member may do from now on. */
export async function emitDelegations(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  change: { readonly memberId: string; readonly delegations: readonly Delegation[]; readonly left: boolean },
): Promise<void> {
  const firmId = actor.firm?.id ?? '';
  for (const editor of await softwareOf(db, firmId, actor.editor.shortcut))
    await emitEvent(db, deps, { editor, firmId }, 'member.delegations_changed', { ...change });
}

/** The software that holds an office token of the firm, and the one named. */
export async function softwareOf(db: Database, firmId: string, calling?: string): Promise<string[]> {
  const rows = await db
    .selectFrom('tokens')
    .select('editor')
    .distinct()
    .where('firm_id', '=', firmId)
    .where('kind', '=', 'office')
    .where('revoked_at', 'is', null)
    .execute();
  return [...new Set([...rows.map(({ editor }) => editor), ...(calling === undefined ? [] : [calling])])].sort();
}
