import { automaticReminders, deadlines } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { enqueue } from '../outbox/jobs.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { actorName } from './actor-name.ts';
import { purgeDate } from './calendar.ts';
import { changeCollection } from './change.ts';
import { type Collection, collectionRow, loadCollection } from './collection.ts';
import { emitCollectionEvent } from './events.ts';
import { appendEvidence } from './evidence.ts';
import { invite } from './invite.ts';

const day = 86_400_000;

/** Reminds those whose turn it is, with fresh links; the expiry becomes 15 × 24 h from now. */
export async function remindCollection(deps: Dependencies, actor: Actor, id: string): Promise<Collection> {
  requireDelegation(actor.member, 'launch');
  return changeCollection(deps, actor, id, 'remind', null, async ({ db, collection }) => {
    if (collection.row.expires_at && collection.row.expires_at <= deps.clock.now())
      throw new Refusal('state_conflict', 'The collection has expired');
    await remind(db, deps, collection, actorName(actor));
  });
}

/** Plans the next automatic reminder where the collection asks for them; `sent` is how many went out already. */
export async function planReminder(db: Database, deps: Dependencies, collection: Collection, sent = 0): Promise<void> {
  const everyDays = collection.row.settings.reminderEveryDays;
  if (everyDays === null || sent >= automaticReminders.max) return;
  const runAt = new Date(deps.clock.now().getTime() + everyDays * day);
  const job = { kind: 'remind', collectionId: collection.row.id, sent } as const;
  await enqueue(db, deps, job, { runAt, key: `remind:${collection.row.id}` });
}

/** The automatic reminder: a reminder like any other, by the platform; a collection that ended or expired gets none. */
export async function remindByItself(deps: Dependencies, id: string, sent: number): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    const row = await collectionRow(db, id, true);
    if (row?.state !== 'ongoing' || (row.expires_at && row.expires_at <= deps.clock.now())) return;
    const collection = await loadCollection(db, row);
    await remind(db, deps, collection, 'platform');
    await db
      .updateTable('collections')
      .set({ version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await planReminder(db, deps, collection, sent + 1);
  });
}

async function remind(db: Database, deps: Dependencies, collection: Collection, by: string): Promise<void> {
  const { row } = collection;
  const expires_at = new Date(deps.clock.now().getTime() + deadlines.collectionExpiry);
  const purge_at = purgeDate(expires_at);
  await db.updateTable('collections').set({ expires_at, purge_at }).where('id', '=', row.id).execute();
  await appendEvidence(db, deps.clock, row.id, 'collection.reminded', by, { expiresAt: expires_at.toISOString() });
  await emitCollectionEvent(db, deps, row, 'collection.reminded');
  const prolonged = await loadCollection(db, { ...row, expires_at });
  for (const signer of prolonged.signers)
    if (signer.state === 'invited' || signer.state === 'identity-rejected')
      await invite(db, deps, prolonged, signer, true);
  await enqueue(db, deps, { kind: 'expire', collectionId: row.id }, { runAt: expires_at, key: `expire:${row.id}` });
  await enqueue(db, deps, { kind: 'purge', collectionId: row.id }, { runAt: purge_at, key: `purge:${row.id}` });
}
