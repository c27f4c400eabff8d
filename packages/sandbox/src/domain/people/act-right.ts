import { activeMember, type ActingMember, type Actor, requireDelegation } from '../../middleware/actor.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';

/**
 * The right that an act needs: a seal the delegation `seal`, a member's act with his certificate (advanced) `sign`. At
 * simple level a member without delegations may be invited to one collection like anybody.
 */
export function requireActRight(
  member: ActingMember | null,
  signer: Pick<Row<'signers'>, 'level' | 'member_id'>,
): void {
  if (signer.level === 'seal') requireDelegation(member, 'seal');
  else if (signer.level === 'advanced' && signer.member_id !== null) requireDelegation(member, 'sign');
}

/** The same inside the transaction of the act, by the rights as they are there: taken away meanwhile is taken away. */
export async function requireActRightNow(
  db: Database,
  actor: Actor,
  signer: Pick<Row<'signers'>, 'level' | 'member_id'>,
): Promise<void> {
  requireActRight(actor.member && (await activeMember({ db }, actor.member.id)), signer);
}
