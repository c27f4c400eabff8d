import type { CollectionState } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { enqueue } from '../outbox/jobs.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { purgeDate } from './calendar.ts';
import { changeCollection } from './change.ts';
import type { Collection } from './collection.ts';
import { correspondentOf } from './correspondent.ts';
import { emitCollectionEvent, emitSignerEvent } from './events.ts';
import { appendEvidence } from './evidence.ts';
import { planTimestamp } from './evidence-timestamps.ts';
import { killInvitations } from './invite.ts';
import { endLetter, signerName } from './letters.ts';
import { signerOf } from './signers.ts';

/** How a collection may end without its last signature. */
export type Ending = Extract<CollectionState, 'refused' | 'expired' | 'cancelled'>;

/** Cancels a collection: the invitations die, acts already done stay billed. A draft is its preparers' to cancel. */
export async function cancelCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<Collection> {
  return changeCollection(deps, actor, id, 'cancel', ifMatch, async ({ db, collection }) => {
    requireDelegation(actor.member, collection.row.state === 'ongoing' ? 'launch' : 'prepare');
    await endCollection(db, deps, collection, 'cancelled', actorName(actor));
  });
}

/** The signer of the session refuses; the collection ends, nobody receives the document. */
export async function refuseCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Collection> {
  const session = actor.session?.access;
  const signerId = session?.signerId;
  if (!session || !signerId) throw new Refusal('scope_missing', 'Only a signer may refuse');
  return changeCollection(deps, actor, id, 'refuse', null, async ({ db, collection }) => {
    const signer = signerOf(collection, signerId);
    if (signer.state === 'signed') throw new Refusal('already_signed');
    if (signer.state === 'waiting' || signer.state === 'refused') throw new Refusal('not_your_turn');
    if (signer.level === 'seal') requireDelegation(actor.member, 'seal');
    const refusal = toJson({ signatoryId: signerId, reason, at: deps.clock.now().toISOString() });
    await db.updateTable('signers').set({ state: 'refused' }).where('id', '=', signerId).execute();
    await db.updateTable('collections').set({ refusal }).where('id', '=', id).execute();
    const { via, mintedBy } = session;
    await appendEvidence(db, deps.clock, id, 'signer.refused', actorName(actor), { signerId, reason, via, mintedBy });
    await emitSignerEvent(db, deps, collection.row, { ...signer, state: 'refused' }, 'signer.refused');
    await endCollection(db, deps, collection, 'refused', 'platform', `${signerName(signer)} : ${reason}`);
  });
}

/**
 * What every end without completion has in common, in the transaction that ends it: the invitations die, evidence and
 * event say how, the collector and everybody invited is told. A collection that was never launched has no expiry: its
 * documents stay a calendar month from now.
 */
export async function endCollection(
  db: Database,
  deps: Dependencies,
  collection: Collection,
  how: Ending,
  by: string,
  detail = '',
): Promise<void> {
  const { row } = collection;
  const now = deps.clock.now();
  await killInvitations(db, row.id, now);
  await db.updateTable('collections').set({ ended_at: now }).where('id', '=', row.id).execute();
  if (!row.purge_at) {
    const purge_at = purgeDate(now);
    await db.updateTable('collections').set({ purge_at }).where('id', '=', row.id).execute();
    await enqueue(db, deps, { kind: 'purge', collectionId: row.id }, { runAt: purge_at, key: `purge:${row.id}` });
  }
  await appendEvidence(db, deps.clock, row.id, `collection.${how}`, by, {});
  await emitCollectionEvent(db, deps, { ...row, state: how }, `collection.${how}`);
  await announceEnd(db, deps, collection, how, detail);
  await planTimestamp(db, deps, row.id);
}

/** Tells the collector (or the preparer) and everybody already invited how a collection ended, unless notices are off. */
async function announceEnd(
  db: Database,
  deps: Dependencies,
  collection: Collection,
  how: Ending,
  detail: string,
): Promise<void> {
  if (collection.row.settings.notification === 'NONE') return;
  const { sender, replyTo } = await correspondentOf(db, collection.row);
  const firmId = collection.row.firm_id;
  const invited = collection.signers.filter(({ state }) => state !== 'waiting').map(({ email }) => email);
  const { subject, text } = endLetter(collection, how, '');
  for (const to of new Set(invited))
    if (to !== replyTo) await enqueue(db, deps, { kind: 'email', firmId, to, subject, text, sender, replyTo });
  await enqueue(db, deps, { kind: 'email', firmId, to: replyTo, ...endLetter(collection, how, detail) });
}
