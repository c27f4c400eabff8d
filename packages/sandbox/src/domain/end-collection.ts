import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { enqueue } from '../outbox/jobs.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { changeCollection } from './change.ts';
import type { Collection } from './collection.ts';
import { appendEvidence } from './evidence.ts';
import { killInvitations } from './invite.ts';
import { endLetter, signerName } from './letters.ts';
import { signerOf } from './signers.ts';

/** Cancels a collection: the invitations die, acts already done stay billed. A draft is its preparers' to cancel. */
export async function cancelCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<Collection> {
  return changeCollection(deps, actor, id, 'cancel', ifMatch, async ({ db, collection }) => {
    requireDelegation(actor.member, collection.row.state === 'ongoing' ? 'launch' : 'prepare');
    await killInvitations(db, id, deps.clock.now());
    await appendEvidence(db, deps.clock, id, 'collection.cancelled', actorName(actor), {});
    await announceEnd(db, deps, collection, 'cancelled', '');
  });
}

/** The signer of the session refuses; the collection ends, nobody receives the document. */
export async function refuseCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Collection> {
  const signerId = actor.session?.access.signerId;
  if (!signerId) throw new Refusal('scope_missing', 'Only a signer may refuse');
  return changeCollection(deps, actor, id, 'refuse', null, async ({ db, collection }) => {
    const signer = signerOf(collection, signerId);
    if (signer.state === 'signed') throw new Refusal('already_signed');
    if (signer.state !== 'invited') throw new Refusal('not_your_turn');
    const at = deps.clock.now();
    const refusal = toJson({ signatoryId: signerId, reason, at: at.toISOString() });
    await db.updateTable('signers').set({ state: 'refused' }).where('id', '=', signerId).execute();
    await db.updateTable('collections').set({ refusal }).where('id', '=', id).execute();
    await killInvitations(db, id, at);
    await appendEvidence(db, deps.clock, id, 'signer.refused', actorName(actor), { signerId, reason });
    await appendEvidence(db, deps.clock, id, 'collection.refused', 'platform', {});
    await announceEnd(db, deps, collection, 'refused', `${signerName(signer)} : ${reason}`);
  });
}

/** Tells the collector (or the preparer) and everybody already invited how a collection ended, unless notices are off. */
export async function announceEnd(
  db: Database,
  deps: Dependencies,
  collection: Collection,
  how: 'refused' | 'expired' | 'cancelled',
  detail: string,
): Promise<void> {
  if (collection.row.settings.notification === 'NONE') return;
  const owner = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select('email')
    .where('members.id', '=', collection.row.collector_id ?? collection.row.preparer_id)
    .executeTakeFirstOrThrow();
  const invited = collection.signers.filter(({ state }) => state !== 'waiting').map(({ email }) => email);
  const { subject, text } = endLetter(collection, how, '');
  for (const to of new Set(invited))
    if (to !== owner.email) await enqueue(db, deps, { kind: 'email', to, subject, text });
  await enqueue(db, deps, { kind: 'email', to: owner.email, ...endLetter(collection, how, detail) });
}
