import type { wire } from '@jse/sdk/contract';
import type { Delegation } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import { activeMember, type ActingMember, type Actor } from '../middleware/actor.ts';
import { toJson } from '../store/tables.ts';
import { maskPhone } from './collection.ts';
import { bringCertificates } from './people/bring-certificates.ts';
import { emitDelegations, hasAll, lockMember, requireOtherExpert } from './people/membership.ts';
import { requireExpert } from './people/require-expert.ts';

/** A member on the wire. */
export function toMember(member: ActingMember): z.infer<typeof wire.Member> {
  return {
    id: member.id,
    name: member.lastName,
    firstName: member.firstName,
    email: member.email,
    phone: maskPhone(member.phone),
    role: member.role,
    delegations: [...member.delegations],
  };
}

/** The members of the caller's firm who have not left, experts first. */
export async function listMembers(deps: Dependencies, actor: Actor): Promise<z.infer<typeof wire.Member>[]> {
  const rows = await deps.db
    .selectFrom('members')
    .select('id')
    .where('firm_id', '=', actor.firm?.id ?? '')
    .where('left_at', 'is', null)
    .orderBy((row) => row.case().when('role', '=', 'expert').then(0).else(1).end())
    .orderBy('id')
    .execute();
  const members: ActingMember[] = [];
  for (const { id } of rows) members.push(await activeMember(deps, id));
  return members.map(toMember);
}

/**
 * Sets a member's rights; the expert's to decide, and at work from the next call on: every route reads them anew. A firm
 * keeps one expert with all of them.
 */
export async function replaceDelegations(
  deps: Dependencies,
  actor: Actor,
  memberId: string,
  delegations: readonly Delegation[],
) {
  const expert = requireExpert(actor, 'sets delegations');
  return deps.db.transaction().execute(async (db) => {
    const target = await lockMember(db, expert, memberId);
    if (target.role === 'expert' && !hasAll(delegations)) await requireOtherExpert(db, expert.firmId, memberId);
    const rights = toJson(delegations);
    await db.updateTable('members').set({ delegations: rights }).where('id', '=', memberId).execute();
    const member = await activeMember({ db }, memberId);
    await bringCertificates(db, deps, member, false);
    await emitDelegations(db, deps, actor, { memberId, delegations, left: false });
    return toMember(member);
  });
}
