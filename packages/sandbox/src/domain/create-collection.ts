import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { appendEvidence } from './evidence.ts';

/** Makes an empty collection in draft and returns its id; the vendor's `externalId` is unique in the firm. */
export async function createCollection(
  deps: Dependencies,
  actor: Actor,
  settings: z.infer<typeof wire.TransactionCreate>,
): Promise<string> {
  const preparer = requireDelegation(actor.member, 'prepare');
  if (settings.isHandwrittenSignatureActive) {
    throw new Refusal('validation_failed', 'Drawn signatures are not offered: the visible signature is a cartouche', {
      errors: [{ pointer: '/isHandwrittenSignatureActive', code: 'unsupported', detail: 'Only false' }],
    });
  }
  const id = newId('col');
  await deps.db.transaction().execute(async (db) => {
    const inserted = await db
      .insertInto('collections')
      .values({
        id,
        firm_id: preparer.firmId,
        editor: actor.editor.shortcut,
        external_id: settings.externalId ?? null,
        state: 'draft',
        version: 1,
        settings: toJson(settings),
        preparer_id: preparer.id,
        created_at: deps.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['firm_id', 'external_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) throw new Refusal('state_conflict', 'Another collection of the firm has this externalId');
    await appendEvidence(db, deps.clock, id, 'collection.created', actorName(actor), { object: settings.object });
  });
  return id;
}
