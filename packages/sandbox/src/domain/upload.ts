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
import { changeCollection } from './change.ts';
import { toFile } from './collection-on-wire.ts';
import { appendEvidence } from './evidence.ts';
import { checkExistingSignatures } from './existing-signatures.ts';
import { checkPlacement } from './placement.ts';

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
  const bytes = new Uint8Array(await upload.file.arrayBuffer());
  const inspection = await inspectUpload(bytes);
  if (!inspection.ok) throw new Refusal(inspection.code, inspection.detail);
  const findings = [...inspection.findings, ...(inspection.signed ? await checkExistingSignatures(bytes) : [])];
  const signFields = parseSignFields(upload.signFields);
  for (const { page, positionX, positionY } of signFields) {
    checkPlacement(inspection.pages, { page, x: positionX, y: positionY });
  }
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
  };
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
    for (const field of signFields) {
      const signer = collection.signers.find(({ ord }) => ord === field.order);
      if (!signer) continue;
      const { page, positionX: x, positionY: y } = field;
      await db
        .insertInto('placements')
        .values({ signer_id: signer.id, document_id: document.id, page, x, y })
        .execute();
    }
    const data = { documentId: document.id, name: document.name, size: document.size, sha256 };
    await appendEvidence(db, deps.clock, upload.collectionId, 'document.uploaded', actorName(actor), data);
  });
  return toFile(document);
}

function parseSignFields(text: string | undefined): z.infer<typeof wire.SignField>[] {
  if (text === undefined || text === '') return [];
  try {
    const fields = z.parse(z.array(wire.SignField), JSON.parse(text));
    if (new Set(fields.map(({ order }) => order)).size === fields.length) return fields;
  } catch (cause) {
    throw new Refusal('validation_failed', 'SignFields is not a JSON array of fields', {}, { cause });
  }
  throw new Refusal('validation_failed', 'SignFields places a signer twice on this document');
}

/** The last part of a name, without control characters, ending in .pdf; at most 150 characters. */
function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are just what is taken out
  const last = (name.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\u0000-\u001f\u007f"<>]/g, '').trim();
  const base = last.replace(/\.pdf$/i, '').slice(0, 146) || 'document';
  return `${base}.pdf`;
}
