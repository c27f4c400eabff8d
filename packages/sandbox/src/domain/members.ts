import type { wire } from '@jse/sdk/contract';
import type { Delegation } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import { activeMember, type ActingMember, type Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { toJson } from '../store/tables.ts';
import { maskPhone } from './collection.ts';

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

/** Sets a member's rights; the expert's to decide, and at work from the next call on. */
export async function replaceDelegations(
  deps: Dependencies,
  actor: Actor,
  memberId: string,
  delegations: readonly Delegation[],
) {
  if (actor.member?.role !== 'expert') throw new Refusal('delegation_missing', 'Only the expert sets delegations');
  const changed = await deps.db
    .updateTable('members')
    .set({ delegations: toJson(delegations) })
    .where('id', '=', memberId)
    .where('firm_id', '=', actor.member.firmId)
    .where('left_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst();
  if (!changed) throw new Refusal('not_found', 'No such member in the firm');
  if (delegations.includes('sign')) {
    const person = await deps.db
      .selectFrom('people')
      .selectAll()
      .where('id', '=', changed.person_id)
      .executeTakeFirstOrThrow();
    await deps.pki.ensurePerson(person, 'expert');
  }
  return toMember(await activeMember(deps, memberId));
}
