import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import { type ActingMember, activeMember, type Actor } from '../../middleware/actor.ts';
import { enqueue } from '../../outbox/jobs.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { lockCollections } from '../lock-collections.ts';
import { leaverLetter } from './letters.ts';
import { emitDelegations, lockMember, requireOtherExpert } from './membership.ts';
import { requireExpert } from './require-expert.ts';
import { revokeCertificates } from './revoke-certificate.ts';
import { collectionsInCeremony, endAccess } from './sign-out.ts';

const alive = ['draft', 'prepared', 'ongoing'] as const;

/**
 * A member leaves. At once he has no token, session, code or ceremony any more; his drafts and running collections pass
 * to the expert who lets him go; the collectors learn which signatures he still owed, and may replace him; what he has
 * signed stays signed. His certificate is his own: it is revoked only where he belongs to no firm any more.
 */
export async function removeMember(
  deps: Dependencies,
  actor: Actor,
  memberId: string,
): Promise<z.infer<typeof wire.MemberLeft>> {
  const expert = requireExpert(actor, 'lets a member leave');
  return deps.db.transaction().execute(async (db) => {
    const leaver = await lockMember(db, expert, memberId);
    if (leaver.role === 'expert') await requireOtherExpert(db, expert.firmId, memberId);
    const person = await activeMember({ db }, memberId);
    // Who acted is the expert: where he goes himself, another one takes over.
    const heir = memberId === expert.id ? await otherExpert(db, expert) : expert.id;
    const his = await inHand(db, memberId);
    await lockCollections(db, [...his, ...(await collectionsInCeremony(db, memberId))]);
    await db.updateTable('members').set({ left_at: deps.clock.now() }).where('id', '=', memberId).execute();
    await endAccess(db, deps, memberId);
    const handedOver = await handOver(db, deps, actor, his, { from: memberId, to: heir });
    const unsigned = await dropInvitations(db, deps, person);
    const gone = !(await belongsSomewhere(db, leaver.person_id));
    const revoked = gone ? await revokeCertificates(db, deps, leaver.person_id, 'cessationOfOperation') : 0;
    await emitDelegations(db, deps, actor, { memberId, delegations: [], left: true });
    return { memberId, handedOver, unsigned, certificateRevoked: revoked > 0 };
  });
}

async function otherExpert(db: Database, { id, firmId }: ActingMember): Promise<string> {
  const other = await db
    .selectFrom('members')
    .select('id')
    .where('firm_id', '=', firmId)
    .where('id', '!=', id)
    .where('role', '=', 'expert')
    .where('left_at', 'is', null)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return other.id;
}

/** The collections that a member prepares or collects. */
async function inHand(db: Database, memberId: string): Promise<string[]> {
  const found = await db
    .selectFrom('collections')
    .select('id')
    .where('state', 'in', alive)
    .where((row) => row.or([row('preparer_id', '=', memberId), row('collector_id', '=', memberId)]))
    .orderBy('id')
    .execute();
  return found.map(({ id }) => id);
}

/** Makes the expert preparer and collector of what the leaver had in hand, each collection under its lock. */
async function handOver(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  ids: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const passed: string[] = [];
  for (const id of ids) {
    const row = await collectionRow(db, id, true);
    if (!row || !(alive as readonly string[]).includes(row.state)) continue;
    const heir = (memberId: string | null) => (memberId === from ? to : memberId);
    await db
      .updateTable('collections')
      .set({
        preparer_id: heir(row.preparer_id) ?? to,
        collector_id: heir(row.collector_id),
        version: row.version + 1,
      })
      .where('id', '=', id)
      .execute();
    await appendEvidence(db, deps.clock, id, 'collection.handed-over', actorName(actor), { from, to });
    passed.push(id);
  }
  return passed;
}

/** His links die; the collectors are told what he has not signed, one letter each. */
async function dropInvitations(db: Database, deps: Dependencies, leaver: ActingMember) {
  await db
    .updateTable('invitations')
    .set({ dead_at: deps.clock.now() })
    .where('member_id', '=', leaver.id)
    .where('dead_at', 'is', null)
    .execute();
  const owed = await db
    .selectFrom('signers')
    .innerJoin('collections', 'collections.id', 'signers.collection_id')
    .innerJoin('members', (join) =>
      join.on('members.id', '=', (on) => on.fn.coalesce('collections.collector_id', 'collections.preparer_id')),
    )
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['signers.id as signatoryId', 'collections.id as transactionId', 'collections.settings', 'people.email'])
    .where('signers.member_id', '=', leaver.id)
    .where('signers.replaced_at', 'is', null)
    .where('signers.state', 'not in', ['signed', 'refused'])
    .where('collections.state', 'in', alive)
    .orderBy('collections.id')
    .execute();
  const titles = new Map<string, string[]>();
  for (const { email, settings } of owed) titles.set(email, [...(titles.get(email) ?? []), settings.object]);
  const name = `${leaver.firstName} ${leaver.lastName}`;
  for (const [to, objects] of titles)
    await enqueue(db, deps, { kind: 'email', firmId: leaver.firmId, to, ...leaverLetter(name, objects) });
  return owed.map(({ transactionId, signatoryId }) => ({ transactionId, signatoryId }));
}

async function belongsSomewhere(db: Database, personId: Row<'people'>['id']): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('id')
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
