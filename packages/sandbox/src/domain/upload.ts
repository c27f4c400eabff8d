import { wire } from '@jse/sdk/contract';
import { limits } from '@jse/sdk/rules';
import * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { changeCollection, requireMove } from './change.ts';
import { findCollection } from './collection.ts';
import { toFile } from './collection-on-wire.ts';
import { documentOf, examineDocument, writeDocument } from './examine-document.ts';
import { keepPlacement, placeOn } from './placement.ts';

/** An upload as the route parsed it. */
export interface Upload {
  readonly collectionId: string;
  readonly order: number;
  readonly file: File;
  readonly signFields: string | undefined;
  readonly ifMatch: number | null;
}

/** Takes a PDF at an order of a collection, replacing the one there; a refused file leaves everything as it was. */
export async function uploadDocument(deps: Dependencies, actor: Actor, upload: Upload) {
  requireDelegation(actor.member, 'prepare');
  if (upload.order < 1 || upload.order > limits.documentsPerCollection) {
    throw new Refusal('validation_failed', `The order runs from 1 to ${limits.documentsPerCollection}`);
  }
  // Whoever may not change this collection has nothing read, and nothing kept.
  const { row } = await findCollection(deps.db, actor, upload.collectionId);
  requireMove(row, 'edit');
  const examined = await examineDocument(deps, upload.file);
  const signFields = parseSignFields(upload.signFields);
  const document = documentOf(upload.collectionId, upload.order, examined, signFields);
  const places = signFields.map((field) => ({ order: field.order, place: placeOn(document, field) }));
  await changeCollection(deps, actor, upload.collectionId, 'edit', upload.ifMatch, async ({ db, collection }) => {
    await db
      .deleteFrom('documents')
      .where('collection_id', '=', upload.collectionId)
      .where('ord', '=', upload.order)
      .execute();
    await writeDocument(db, deps, actor, document);
    for (const { order, place } of places) {
      const signer = collection.signers.find(({ ord }) => ord === order);
      if (signer) await keepPlacement(db, { signer_id: signer.id, document_id: document.id, ...place });
    }
  });
  return toFile(document);
}

function parseSignFields(text: string | undefined): z.infer<typeof wire.SignField>[] {
  if (text === undefined || text === '') return [];
  let fields: z.infer<typeof wire.SignField>[];
  try {
    fields = z.parse(z.array(wire.SignField), JSON.parse(text));
  } catch (cause) {
    throw new Refusal('validation_failed', 'SignFields is not a JSON array of fields', {}, { cause });
  }
  if (new Set(fields.map(({ order }) => order)).size < fields.length) {
    throw new Refusal('validation_failed', 'SignFields places a signer twice on this document');
  }
  const named = fields.flatMap(({ field }) => field ?? []);
  if (new Set(named).size < named.length) {
    throw new Refusal('signature_field_taken', 'SignFields gives a field to two signers');
  }
  return fields;
}
