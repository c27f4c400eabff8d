import { visibleSignature } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import { prepareDocument, type SignatureFieldRequest, trialSignatures } from '../signing/index.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { keepBytes } from './blobs.ts';
import type { Collection } from './collection.ts';
import { requireSignaturesKept } from './existing-signatures.ts';
import { signerName } from './letters.ts';
import { asRefusal } from './providers.ts';

/** A preparation revision that is on disk and not yet written down: the document as it was, the hash of the new bytes. */
export interface Prepared {
  readonly document: Row<'documents'>;
  readonly sha256: string;
}

/** The name of a signer's field in a document: the file's own that his placement names, else one after his id. */
export function fieldName(
  { placements }: Pick<Collection, 'placements'>,
  document: Pick<Row<'documents'>, 'id'>,
  signer: Pick<Row<'signers'>, 'id'>,
): string {
  return placementOf(placements, document, signer)?.field ?? `JSE-${signer.id}`;
}

const placementOf = (
  placements: Collection['placements'],
  document: Pick<Row<'documents'>, 'id'>,
  signer: Pick<Row<'signers'>, 'id'>,
) => placements.find((at) => at.signer_id === signer.id && at.document_id === document.id);

/** Makes the fields of all signers over the file as uploaded. */
export async function prepareFromOriginal(
  deps: Dependencies,
  collection: Collection,
  document: Row<'documents'>,
): Promise<Prepared> {
  const bytes = await bytesOf(deps, document, document.original_sha256);
  const fields = collection.signers.map((signer) => fieldOf(collection, document, signer));
  const prepared = await prepareFields(bytes, fields);
  if (document.findings.some(({ code }) => code === 'pdf_signed')) await requireSignable(bytes, prepared, fields);
  return { document, sha256: await keepBytes(deps, prepared) };
}

/** Adds one signer's field over what others have signed already; refused where a certification forbids it. */
export async function addField(
  deps: Dependencies,
  collection: Collection,
  document: Row<'documents'>,
  signer: Row<'signers'>,
): Promise<Prepared> {
  const bytes = await bytesOf(deps, document, document.head_sha256);
  const field = fieldOf(collection, document, signer);
  const prepared = await prepareFields(bytes, [field]);
  await requireSignable(bytes, prepared, [field]);
  return { document, sha256: await keepBytes(deps, prepared) };
}

/** Writes a preparation down as the document's head, in the transaction for which it was made. */
export async function writePreparation(db: Database, { document, sha256 }: Prepared, at: Date): Promise<void> {
  const { last } = await db
    .selectFrom('revisions')
    .select((row) => row.fn.max('number').as('last'))
    .where('document_id', '=', document.id)
    .executeTakeFirstOrThrow();
  const revision = {
    document_id: document.id,
    number: Number(last) + 1,
    sha256,
    kind: 'preparation' as const,
    created_at: at,
  };
  await db.insertInto('revisions').values(revision).execute();
  await db.updateTable('documents').set({ head_sha256: sha256 }).where('id', '=', document.id).execute();
}

async function prepareFields(bytes: Uint8Array, fields: readonly SignatureFieldRequest[]): Promise<Uint8Array> {
  try {
    return await prepareDocument(bytes, fields);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Refuses where the new fields, or the signatures in them, would break a signature that is there already. */
async function requireSignable(
  bytes: Uint8Array,
  prepared: Uint8Array,
  fields: readonly SignatureFieldRequest[],
): Promise<void> {
  const names = fields.map(({ name }) => name);
  await requireSignaturesKept(bytes, await trialSignatures(prepared, names));
}

async function bytesOf(deps: Dependencies, document: Row<'documents'>, sha256: string): Promise<Uint8Array> {
  const bytes = await deps.blobs.get(sha256);
  if (!bytes) throw new Refusal('internal', `The bytes of document ${document.id} are missing`);
  return bytes;
}

function fieldOf(collection: Collection, document: Row<'documents'>, signer: Row<'signers'>): SignatureFieldRequest {
  const placed = placementOf(collection.placements, document, signer);
  const { width, height } = visibleSignature;
  return {
    name: fieldName(collection, document, signer),
    existing: placed?.field != null,
    tooltip: `${signer.level === 'seal' ? 'Cachet' : 'Signature'} de ${signerName(signer)}`,
    placement: placed ? { page: placed.page, x: placed.x, y: placed.y, width, height } : null,
  };
}
