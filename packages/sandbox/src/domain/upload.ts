import { wire } from '@jse/sdk/contract';
import { limits } from '@jse/sdk/rules';
import * as z from 'zod/mini';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { inspectUpload } from '../signing/index.ts';
import { type Row, toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { keepBytes } from './blobs.ts';
import { changeCollection, requireMove } from './change.ts';
import { findCollection } from './collection.ts';
import { toFile } from './collection-on-wire.ts';
import { appendEvidence } from './evidence.ts';
import { checkExistingSignatures } from './existing-signatures.ts';
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
  const bytes = new Uint8Array(await upload.file.arrayBuffer());
  const inspection = await inspectUpload(bytes);
  if (!inspection.ok) throw new Refusal(inspection.code, inspection.detail);
  const findings = [
    ...inspection.findings,
    ...(inspection.signed ? await checkExistingSignatures(bytes, inspection.signatureFields) : []),
  ];
  const signFields = parseSignFields(upload.signFields);
  const sha256 = await keepBytes(deps, bytes);
  const document: Row<'documents'> = {
    id: newId('doc'),
    collection_id: upload.collectionId,
    ord: upload.order,
    name: safeName(upload.file.name),
    size: bytes.length,
    original_sha256: sha256,
    head_sha256: sha256,
    pages: inspection.pages.map(({ width, height, rotate }) => ({ width, height, rotate })),
    findings,
    sign_fields: signFields,
    signature_fields: inspection.signatureFields,
  };
  const places = signFields.map((field) => ({ order: field.order, place: placeOn(document, field) }));
  await changeCollection(deps, actor, upload.collectionId, 'edit', upload.ifMatch, async ({ db, collection }) => {
    await db
      .deleteFrom('documents')
      .where('collection_id', '=', upload.collectionId)
      .where('ord', '=', upload.order)
      .execute();
    await db
      .insertInto('documents')
      .values({
        ...document,
        pages: toJson(document.pages),
        findings: toJson(document.findings),
        sign_fields: toJson(document.sign_fields),
        signature_fields: toJson(document.signature_fields),
      })
      .execute();
    const revision = {
      document_id: document.id,
      number: 1,
      sha256,
      kind: 'original' as const,
      created_at: deps.clock.now(),
    };
    await db.insertInto('revisions').values(revision).execute();
    for (const { order, place } of places) {
      const signer = collection.signers.find(({ ord }) => ord === order);
      if (signer) await keepPlacement(db, { signer_id: signer.id, document_id: document.id, ...place });
    }
    const data = { documentId: document.id, name: document.name, size: document.size, sha256 };
    await appendEvidence(db, deps.clock, upload.collectionId, 'document.uploaded', actorName(actor), data);
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

/** The last part of a name, without control characters, ending in .pdf; at most 150 characters. */
function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are just what is taken out
  const last = (name.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\u0000-\u001f\u007f"<>]/g, '').trim();
  const base = last.replace(/\.pdf$/i, '').slice(0, 146) || 'document';
  return `${base}.pdf`;
}
