import { moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { renewDocument } from '../signing/index.ts';
import type { Row } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { keepBytes } from './blobs.ts';
import { changeCollection } from './change.ts';
import { type Collection, findCollection } from './collection.ts';
import { appendEvidence } from './evidence.ts';
import { asRefusal, providersOf } from './providers.ts';
import { advanceHead } from './revisions.ts';

/**
 * Renews every document of a completed collection: validation data for the last timestamps and one more document
 * timestamp. The revisions are made before the transaction, over heads that it then finds again, else `revision_changed`.
 */
export async function renewCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'launch');
  const { row, documents } = await findCollection(deps.db, actor, id);
  if (!moveCollection(row.state, 'renew')) {
    throw new Refusal('state_conflict', `A collection in state ${row.state} has nothing to renew`);
  }
  const renewed: Awaited<ReturnType<typeof renew>>[] = [];
  for (const document of documents) renewed.push(await renew(deps, document));
  return changeCollection(deps, actor, id, 'renew', ifMatch, async ({ db }) => {
    const at = deps.clock.now();
    for (const { document, sha256, incomplete } of renewed) {
      await advanceHead(db, document, { sha256, kind: 'archive-timestamp', at });
      const data = { documentId: document.id, before: document.head_sha256, sha256, incomplete };
      await appendEvidence(db, deps.clock, id, 'document.renewed', actorName(actor), data);
    }
  });
}

async function renew(deps: Dependencies, document: Row<'documents'>) {
  const bytes = await deps.blobs.get(document.head_sha256);
  if (!bytes) throw new Refusal('internal', `The bytes of document ${document.id} are missing`);
  try {
    const renewed = await renewDocument(bytes, providersOf(deps));
    return { document, sha256: await keepBytes(deps, renewed.bytes), incomplete: renewed.incomplete };
  } catch (error) {
    throw asRefusal(error);
  }
}
