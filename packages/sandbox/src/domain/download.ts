import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { fromHex } from '../certificates/bytes.ts';
import { toBase64 } from '../crypto.ts';
import { isKnown } from '../middleware/entity-tags.ts';
import { Refusal } from '../problem.ts';
import { actorName } from './actor-name.ts';
import { type Collection, collectionRow, findCollection } from './collection.ts';
import { appendEvidence } from './evidence.ts';
import { keptState } from './kept-state.ts';

/**
 * A document as uploaded, or as it stands now. After a refusal, an expiry or a cancellation nobody receives it; a reader
 * who has the bytes already gets 304, which hands nothing out.
 */
export async function downloadDocument(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  documentId: string,
  revision: 'original' | 'current',
  request: Request,
): Promise<Response> {
  const collection = await findCollection(deps.db, actor, collectionId);
  const response = await pdfResponse(deps, collection, documentId, revision);
  const etag = response.headers.get('etag') ?? '';
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers: { etag } });
  await noteDownload(deps, collection, documentId, actorName(actor));
  return response;
}

/** The bytes of a document with their digest (RFC 9530), never cached by anybody between. */
export async function pdfResponse(
  deps: Dependencies,
  { row, documents }: Collection,
  documentId: string,
  revision: 'original' | 'current',
): Promise<Response> {
  requireHandedOut(deps, row);
  const document = documents.find(({ id }) => id === documentId);
  if (!document) throw new Refusal('not_found', 'No such document in this collection');
  const sha256 = revision === 'original' ? document.original_sha256 : document.head_sha256;
  const bytes = await deps.blobs.get(sha256);
  if (!bytes) {
    // A purge may have come in between.
    requireHandedOut(deps, (await collectionRow(deps.db, row.id)) ?? row);
    throw new Refusal('internal', `The bytes of document ${document.id} are missing`);
  }
  return new Response(bytes.slice(), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`,
      'repr-digest': `sha-256=:${toBase64(fromHex(sha256))}:`,
      'cache-control': 'no-store',
      etag: `"${sha256}"`,
    },
  });
}

/** Refuses (`state_conflict`) what nobody receives any more. */
function requireHandedOut(deps: Dependencies, row: Collection['row']): void {
  const state = keptState(row, deps);
  if (state !== 'refused' && state !== 'expired' && state !== 'cancelled' && state !== 'purged') return;
  throw new Refusal('state_conflict', `The collection is ${state}: its documents are no longer handed out`);
}

/** Each hand-out of a document of a launched collection goes into its evidence. */
export async function noteDownload(
  deps: Dependencies,
  collection: Collection,
  documentId: string,
  by: string,
): Promise<void> {
  if (!collection.row.launched_at) return;
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, collection.row.id, true);
    await appendEvidence(db, deps.clock, collection.row.id, 'document.downloaded', by, { documentId });
  });
}
