import { deadlines } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { enqueue } from '../outbox/jobs.ts';
import { Refusal } from '../problem.ts';
import { actorName } from './actor-name.ts';
import { purgeDate } from './calendar.ts';
import { changeCollection } from './change.ts';
import { type Collection, loadCollection } from './collection.ts';
import { appendEvidence } from './evidence.ts';
import { invite, nextToInvite } from './invite.ts';

/** Reminds those whose turn it is, with fresh links; the expiry becomes 15 × 24 h from now. */
export async function remindCollection(deps: Dependencies, actor: Actor, id: string): Promise<Collection> {
  requireDelegation(actor.member, 'launch');
  return changeCollection(deps, actor, id, 'remind', null, async ({ db, collection }) => {
    const now = deps.clock.now();
    if (collection.row.expires_at && collection.row.expires_at <= now)
      throw new Refusal('state_conflict', 'The collection has expired');
    const expiresAt = new Date(now.getTime() + deadlines.collectionExpiry);
    await db
      .updateTable('collections')
      .set({ expires_at: expiresAt, purge_at: purgeDate(expiresAt) })
      .where('id', '=', id)
      .execute();
    await appendEvidence(db, deps.clock, id, 'collection.reminded', actorName(actor), {
      expiresAt: expiresAt.toISOString(),
    });
    const prolonged = await loadCollection(db, { ...collection.row, expires_at: expiresAt });
    for (const signer of prolonged.signers)
      if (signer.state === 'invited') await invite(db, deps, prolonged, signer, true);
    await enqueue(db, deps, { kind: 'expire', collectionId: id }, { runAt: expiresAt, key: `expire:${id}` });
    await enqueue(db, deps, { kind: 'purge', collectionId: id }, { runAt: purgeDate(expiresAt), key: `purge:${id}` });
  });
}

/** Gives the signers a new order. Whoever has signed keeps his place before the others; while it runs, turns follow. */
export async function reorderCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  signerIds: readonly string[],
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'prepare');
  return changeCollection(deps, actor, id, 'reorder', ifMatch, async ({ db, collection }) => {
    const known = new Set(collection.signers.map((signer) => signer.id));
    if (
      new Set(signerIds).size !== known.size ||
      signerIds.length !== known.size ||
      !signerIds.every((signer) => known.has(signer))
    ) {
      throw new Refusal('validation_failed', 'Name every signer of the collection exactly once');
    }
    const done = collection.signers.filter(({ state }) => state === 'signed').map((signer) => signer.id);
    if (!done.every((signer, at) => signerIds[at] === signer)) {
      throw new Refusal('state_conflict', 'Those who have signed keep their places, before all others');
    }
    for (const [at, signer] of signerIds.entries()) {
      await db
        .updateTable('signers')
        .set({ ord: at + 1 })
        .where('id', '=', signer)
        .execute();
    }
    await appendEvidence(db, deps.clock, id, 'collection.reordered', actorName(actor), { signerIds });
    if (collection.row.state !== 'ongoing' || collection.row.settings.invitationMode === 'parallel') return;
    const now = deps.clock.now();
    const waiting = collection.signers.filter(({ state }) => state === 'invited').map((signer) => signer.id);
    const first = signerIds[done.length];
    if (first === undefined || waiting.includes(first)) return;
    await db.updateTable('signers').set({ state: 'waiting' }).where('id', 'in', waiting).execute();
    await db.updateTable('invitations').set({ dead_at: now }).where('signer_id', 'in', waiting).execute();
    const after = await loadCollection(db, collection.row);
    for (const signer of nextToInvite(after)) await invite(db, deps, after, signer);
  });
}
