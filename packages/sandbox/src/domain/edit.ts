import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { changeCollection } from './change.ts';
import type { Collection } from './collection.ts';
import { appendEvidence } from './evidence.ts';

/** Changes the settings of a collection that is not launched. */
export async function editSettings(
  deps: Dependencies,
  actor: Actor,
  id: string,
  changes: z.infer<typeof wire.TransactionUpdate>,
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'prepare');
  return changeCollection(deps, actor, id, 'edit', ifMatch, async ({ db, collection }) => {
    const settings = toJson({ ...collection.row.settings, ...changes });
    await db.updateTable('collections').set({ settings }).where('id', '=', id).execute();
    await appendEvidence(db, deps.clock, id, 'collection.edited', actorName(actor), { fields: Object.keys(changes) });
  });
}

/** Removes a document, and the visible signatures on it, from a collection that is not launched. */
export async function removeDocument(
  deps: Dependencies,
  actor: Actor,
  id: string,
  documentId: string,
  ifMatch: number | null,
): Promise<void> {
  requireDelegation(actor.member, 'prepare');
  await changeCollection(deps, actor, id, 'edit', ifMatch, async ({ db, collection }) => {
    if (!collection.documents.some((document) => document.id === documentId)) {
      throw new Refusal('not_found', 'No such document in this collection');
    }
    await db.deleteFrom('documents').where('id', '=', documentId).execute();
    await appendEvidence(db, deps.clock, id, 'collection.edited', actorName(actor), { removedDocument: documentId });
  });
}
