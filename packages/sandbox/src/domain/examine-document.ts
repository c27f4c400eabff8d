import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { inspectUpload } from '../signing/index.ts';
import type { Database } from '../store/database.ts';
import { type Row, toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { keepBytes } from './blobs.ts';
import { appendEvidence } from './evidence.ts';
import { checkExistingSignatures } from './existing-signatures.ts';

/** A PDF that passed the checks; its bytes are kept under their hash. */
export type ExaminedDocument = Pick<
  Row<'template_documents'>,
  'name' | 'size' | 'sha256' | 'pages' | 'findings' | 'signature_fields'
>;

/** Checks an uploaded file and keeps it; one that can't be signed safely is refused with the reason. */
export async function examineDocument(deps: Dependencies, file: File): Promise<ExaminedDocument> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const inspection = await inspectUpload(bytes);
  if (!inspection.ok) throw new Refusal(inspection.code, inspection.detail);
  const findings = [
    ...inspection.findings,
    ...(inspection.signed ? await checkExistingSignatures(bytes, inspection.signatureFields) : []),
  ];
  return {
    name: safeName(file.name),
    size: bytes.length,
    sha256: await keepBytes(deps, bytes),
    pages: inspection.pages.map(({ width, height, rotate }) => ({ width, height, rotate })),
    findings,
    signature_fields: inspection.signatureFields,
  };
}

/** The row of an examined document at an order of a collection. */
export function documentOf(
  collectionId: string,
  order: number,
  { sha256, ...examined }: ExaminedDocument,
  signFields: z.infer<typeof wire.SignField>[] = [],
): Row<'documents'> {
  const row = { id: newId('doc'), collection_id: collectionId, ord: order, sign_fields: signFields };
  return { ...examined, ...row, original_sha256: sha256, head_sha256: sha256 };
}

/** Writes a document, its first revision and the entry in the evidence. */
export async function writeDocument(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  document: Row<'documents'>,
): Promise<void> {
  const { id, name, size, original_sha256: sha256 } = document;
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
  const revision = { document_id: id, number: 1, sha256, kind: 'original' as const, created_at: deps.clock.now() };
  await db.insertInto('revisions').values(revision).execute();
  const data = { documentId: id, name, size, sha256 };
  await appendEvidence(db, deps.clock, document.collection_id, 'document.uploaded', actorName(actor), data);
}

/** The last part of a name, without characters that control or turn the text around, ending in .pdf; at most 150 characters. */
function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are just what is taken out
  const last = (name.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\u0000-\u001f\u007f"<>]|\p{Bidi_Control}/gu, '').trim();
  // By characters, not by halves of them.
  const base = [...last.replace(/\.pdf$/i, '')].slice(0, 146).join('') || 'document';
  return `${base}.pdf`;
}
