import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { actorName } from './actor-name.ts';
import { changeCollection } from './change.ts';
import { type Collection, loadCollection } from './collection.ts';
import { emitCollectionEvent } from './events.ts';
import { appendEvidence } from './evidence.ts';
import { invite, nextToInvite } from './invite.ts';

/** Gives the signers a new order. Whoever has signed keeps his place before the others; while it runs, turns follow. */
export async function reorderCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  signerIds: readonly string[],
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'prepare');
  const moveOf = ({ state }: Collection['row']) => (state === 'ongoing' ? 'reorder' : 'edit');
  return changeCollection(deps, actor, id, moveOf, ifMatch, async ({ db, collection }) => {
    const done = requireOrder(collection, signerIds);
    for (const [at, signer] of signerIds.entries()) {
      await db
        .updateTable('signers')
        .set({ ord: at + 1 })
        .where('id', '=', signer)
        .execute();
    }
    await appendEvidence(db, deps.clock, id, 'collection.reordered', actorName(actor), { signerIds });
    if (collection.row.state !== 'ongoing') return;
    await emitCollectionEvent(db, deps, collection.row, 'collection.reordered');
    if (collection.row.settings.invitationMode === 'sequential') {
      await passTurn(db, deps, collection, signerIds[done]);
    }
  });
}

/** Refuses an order that is not one of all signers, or that moves somebody who has signed. Returns how many have. */
function requireOrder({ signers }: Collection, signerIds: readonly string[]): number {
  const known = new Set(signers.map(({ id }) => id));
  const complete = signerIds.length === known.size && new Set(signerIds).size === known.size;
  if (!complete || !signerIds.every((id) => known.has(id))) {
    throw new Refusal('validation_failed', 'Name every signer of the collection exactly once');
  }
  const done = signers.filter(({ state }) => state === 'signed').map(({ id }) => id);
  if (!done.every((id, at) => signerIds[at] === id)) {
    throw new Refusal('state_conflict', 'Those who have signed keep their places, before all others');
  }
  return done.length;
}

/** Takes back the invitation of whoever lost his turn, and invites the one who has it now. */
async function passTurn(
  db: Database,
  deps: Dependencies,
  collection: Collection,
  next: string | undefined,
): Promise<void> {
  const acting = collection.signers
    .filter(({ state }) => state !== 'waiting' && state !== 'signed')
    .map(({ id }) => id);
  if (next === undefined || acting.length === 0 || acting.includes(next)) return;
  await db.updateTable('signers').set({ state: 'waiting' }).where('id', 'in', acting).execute();
  await db
    .updateTable('invitations')
    .set({ dead_at: deps.clock.now() })
    .where('signer_id', 'in', acting)
    .where('dead_at', 'is', null)
    .execute();
  const after = await loadCollection(db, collection.row);
  for (const signer of nextToInvite(after)) await invite(db, deps, after, signer);
}
