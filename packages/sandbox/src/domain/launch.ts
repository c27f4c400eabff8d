import { costOf, deadlines } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { enqueue } from '../outbox/jobs.ts';
import type { Database } from '../store/database.ts';
import { actorName } from './actor-name.ts';
import { purgeDate } from './calendar.ts';
import { changeCollection, requireMove } from './change.ts';
import { type Collection, findCollection, loadCollection } from './collection.ts';
import { requireCredit } from './credit.ts';
import { emitCollectionEvent } from './events.ts';
import { appendEvidence } from './evidence.ts';
import { planTimestamp } from './evidence-timestamps.ts';
import { invite, nextToInvite } from './invite.ts';
import { requireTerms } from './people/terms.ts';
import { phoneFlags, phonesOfMembers } from './phone-flags.ts';
import { requireComplete, requireSignersReady } from './launch-requirements.ts';
import { prepareFromOriginal, type Prepared, writePreparation } from './preparation.ts';
import { planReminder } from './remind.ts';

/** Hands a complete draft over for launching. */
export async function prepareCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'prepare');
  return changeCollection(deps, actor, id, 'prepare', ifMatch, async ({ db, collection }) => {
    requireComplete(collection);
    await appendEvidence(db, deps.clock, id, 'collection.prepared', actorName(actor), {});
  });
}

/**
 * Launches a collection: one preparation revision a document with the fields of all signers, the clock of 15 × 24 h,
 * the first invitations. The revisions are made before the transaction, over the version that it then finds again.
 */
export async function launchCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<Collection> {
  const collector = requireDelegation(actor.member, 'launch');
  const before = await findCollection(deps.db, actor, id);
  requireMove(before.row, 'launch');
  requireComplete(before);
  await requireTerms(deps.db, deps, before.row.firm_id);
  await requireSignersReady(deps, before);
  const cost = costOf(
    before.documents.length,
    before.signers.map(({ level }) => level),
    deps.settings.billingUnit,
  );
  await requireCredit(deps.db, before.row.firm_id, cost.amountCents);
  const prepared: Prepared[] = [];
  for (const document of before.documents) prepared.push(await prepareFromOriginal(deps, before, document));
  const launchedAt = deps.clock.now();
  const expiresAt = new Date(launchedAt.getTime() + deadlines.collectionExpiry);
  return changeCollection(deps, actor, id, 'launch', ifMatch ?? before.row.version, async ({ db }) => {
    await requireCredit(db, before.row.firm_id, cost.amountCents);
    for (const made of prepared) await writePreparation(db, made, launchedAt);
    await db
      .updateTable('collections')
      .set({
        collector_id: collector.id,
        launched_at: launchedAt,
        expires_at: expiresAt,
        purge_at: purgeDate(expiresAt),
      })
      .where('id', '=', id)
      .execute();
    const data = {
      object: before.row.settings.object,
      expiresAt: expiresAt.toISOString(),
      documents: prepared.map(({ document, sha256 }) => ({ id: document.id, sha256 })),
      phoneFlags: await flagsOf(db, before),
    };
    await appendEvidence(db, deps.clock, id, 'collection.launched', actorName(actor), data);
    await emitCollectionEvent(db, deps, { ...before.row, state: 'ongoing' }, 'collection.launched');
    const launched = await loadCollection(db, { ...before.row, state: 'ongoing', expires_at: expiresAt });
    for (const signer of nextToInvite(launched)) await invite(db, deps, launched, signer);
    await enqueue(db, deps, { kind: 'expire', collectionId: id }, { runAt: expiresAt, key: `expire:${id}` });
    await enqueue(db, deps, { kind: 'purge', collectionId: id }, { runAt: purgeDate(expiresAt), key: `purge:${id}` });
    await planReminder(db, deps, launched);
    await planTimestamp(db, deps, id, 1);
  });
}

/** What was odd about the clients' phones when it was launched, for the evidence. */
async function flagsOf(db: Database, collection: Collection) {
  const firmPhones = await phonesOfMembers(db, [collection.row.firm_id]);
  return collection.signers
    .map((signer) => ({ signerId: signer.id, flags: phoneFlags(collection, signer, firmPhones) }))
    .filter(({ flags }) => flags.length > 0);
}
