import type { wire } from '@jse/sdk/contract';
import { delegations } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { activeMember, type Actor } from '../../middleware/actor.ts';
import { enqueue } from '../../outbox/jobs.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { toMember } from '../members.ts';
import { welcomeLetter } from './letters.ts';
import { emitDelegations, hasAll } from './membership.ts';
import { requireExpert } from './require-expert.ts';

type Invited = z.infer<typeof wire.MemberInvite>;

/**
 * Takes a person into the firm, by his Comptexpert identity; whoever left may come back. He gets no token by it: he
 * signs in himself, and with the delegation `sign` his certificate is made then.
 */
export async function inviteMember(
  deps: Dependencies,
  actor: Actor,
  invited: Invited,
): Promise<z.infer<typeof wire.Member>> {
  const expert = requireExpert(actor, 'takes people into the firm');
  if (invited.role === 'expert' && invited.delegations.length > 0 && !hasAll(invited.delegations))
    throw new Refusal('validation_failed', 'An expert has every delegation', {
      errors: [{ pointer: '/delegations', code: 'incomplete', detail: 'Leave them out, or name all of them' }],
    });
  const rights =
    invited.role === 'expert' ? delegations : delegations.filter((right) => invited.delegations.includes(right));
  return deps.db.transaction().execute(async (db) => {
    const person = await personOf(db, invited);
    const change = { role: invited.role, delegations: toJson(rights), left_at: null };
    const row = await db
      .insertInto('members')
      .values({ id: newId('mem'), firm_id: expert.firmId, person_id: person.id, ...change })
      .onConflict((conflict) =>
        conflict.columns(['firm_id', 'person_id']).doUpdateSet(change).where('members.left_at', 'is not', null),
      )
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Refusal('state_conflict', 'This person belongs to the firm already');
    const letter = welcomeLetter(actor.firm?.name ?? '', actor.editor.name);
    await enqueue(db, deps, { kind: 'email', firmId: expert.firmId, to: person.email, ...letter });
    await emitDelegations(db, deps, actor, { memberId: row.id, delegations: rights, left: false });
    return toMember(await activeMember({ db }, row.id));
  });
}

/** The person with this address as Comptexpert knows him; somebody unknown is made known, by the sandbox in its place. */
async function personOf(db: Database, { email, name, firstName, phone }: Invited): Promise<Row<'people'>> {
  const known = await db
    .selectFrom('people')
    .selectAll()
    .where((row) => row(row.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst();
  if (known) return known;
  const missing = Object.entries({ name, firstName, phone }).filter(([, value]) => value === undefined);
  if (name === undefined || firstName === undefined || phone === undefined) {
    throw new Refusal('validation_failed', 'Comptexpert does not know this person yet', {
      errors: missing.map(([field]) => ({ pointer: `/${field}`, code: 'required', detail: 'Required' })),
    });
  }
  const person = { id: newId('per'), email, first_name: firstName, last_name: name, phone };
  await db
    .insertInto('people')
    .values({ ...person, identity_verified_at: null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
  return db.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
}
