import type { wire } from '@jse/sdk/contract';
import { costOf } from '@jse/sdk/rules';
import type { ActingMember, Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';

/** A collection with all that belongs to it, documents and signers in their order. */
export interface Collection {
  readonly row: Row<'collections'>;
  readonly documents: readonly Row<'documents'>[];
  readonly signers: readonly Row<'signers'>[];
  readonly placements: readonly Row<'placements'>[];
}

/** Reads a collection within what the caller may see: his firm's, and in a session that one alone. */
export async function findCollection(db: Database, actor: Actor, id: string, lock = false): Promise<Collection> {
  const scoped = actor.session?.access;
  const foreign = scoped && scoped.purpose !== 'parapheur' && scoped.collectionId !== id;
  const row = foreign || !actor.firm ? undefined : await collectionRow(db, id, lock);
  if (!row || row.firm_id !== actor.firm?.id || row.editor !== actor.editor.shortcut) {
    throw new Refusal('not_found', 'No such collection');
  }
  const given = scoped?.collectionId === id && scoped.purpose !== 'parapheur';
  if (!given && !isVisible(row, actor.member)) throw new Refusal('not_found', 'No such collection');
  return loadCollection(db, row);
}

/** A confidential collection is seen by those it names, by its preparer and its collector; by all of the firm otherwise. */
export function isVisible(row: Row<'collections'>, member: ActingMember | null): boolean {
  const { confidentiality } = row.settings;
  if (confidentiality.length === 0 || !member) return true;
  return confidentiality.includes(member.email) || row.preparer_id === member.id || row.collector_id === member.id;
}

/** The row of a collection; with `lock`, held until the transaction ends. */
export async function collectionRow(db: Database, id: string, lock = false): Promise<Row<'collections'> | undefined> {
  const query = db.selectFrom('collections').selectAll().where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** Reads what belongs to a collection's row. */
export async function loadCollection(db: Database, row: Row<'collections'>): Promise<Collection> {
  const documents = await db
    .selectFrom('documents')
    .selectAll()
    .where('collection_id', '=', row.id)
    .orderBy('ord')
    .execute();
  const signers = await db
    .selectFrom('signers')
    .selectAll()
    .where('collection_id', '=', row.id)
    .orderBy('ord')
    .orderBy('id')
    .execute();
  const placements = await db
    .selectFrom('placements')
    .innerJoin('signers', 'signers.id', 'placements.signer_id')
    .selectAll('placements')
    .where('signers.collection_id', '=', row.id)
    .execute();
  return { row, documents, signers, placements };
}

/** The collection on the wire, with phones masked. */
export async function toTransaction(db: Database, collection: Collection): Promise<wire.Transaction> {
  const { row, documents, signers } = collection;
  const { externalId: _, ...settings } = row.settings;
  const firm = await db
    .selectFrom('firms')
    .select(['id', 'name'])
    .where('id', '=', row.firm_id)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    externalId: row.external_id,
    state: row.state,
    version: row.version,
    ...settings,
    office: firm,
    preparer: { name: await memberName(db, row.preparer_id) },
    collector: row.collector_id ? { name: await memberName(db, row.collector_id) } : null,
    files: documents.map(toFile),
    signatories: signers.map((signer) => toSignatory(collection, signer)),
    cost: costOf(
      documents.length,
      signers.map(({ level }) => level),
    ),
    refusal: row.refusal,
    createdAt: row.created_at.toISOString(),
    launchedAt: time(row.launched_at),
    expiresAt: time(row.expires_at),
    completedAt: time(row.completed_at),
    purgeAt: time(row.purge_at),
  };
}

/** A document on the wire. */
export function toFile(row: Row<'documents'>): wire.Transaction['files'][number] {
  return {
    id: row.id,
    order: row.ord,
    name: row.name,
    size: row.size,
    sha256: row.original_sha256,
    currentSha256: row.head_sha256,
    pages: row.pages,
    findings: row.findings,
  };
}

/** A signer on the wire. */
export function toSignatory({ placements }: Collection, row: Row<'signers'>): wire.Transaction['signatories'][number] {
  return {
    id: row.id,
    level: row.ord,
    signatureLevel: row.level,
    memberId: row.member_id,
    name: row.last_name,
    firstName: row.first_name,
    email: row.email,
    phone: maskPhone(row.phone),
    state: row.state,
    positions: placements
      .filter(({ signer_id }) => signer_id === row.id)
      .map(({ document_id, page, x, y }) => ({ fileId: document_id, page, positionX: x, positionY: y })),
    invitedAt: time(row.invited_at),
    viewedAt: time(row.viewed_at),
    signedAt: time(row.signed_at),
  };
}

/** `+33612345678` → `+33 6 •• •• •• 78`: enough to recognise one's own. */
export function maskPhone(phone: string): string {
  if (phone === '') return '';
  const french = /^\+33(\d)\d{6}(\d\d)$/.exec(phone);
  if (french) return `+33 ${french[1]} •• •• •• ${french[2]}`;
  return `${phone.slice(0, 3)} ${'•'.repeat(Math.max(phone.length - 5, 2))} ${phone.slice(-2)}`;
}

/** First and last name of a member, also one who has left. */
export async function memberName(db: Database, memberId: string): Promise<string> {
  const person = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['first_name', 'last_name'])
    .where('members.id', '=', memberId)
    .executeTakeFirstOrThrow();
  return `${person.first_name} ${person.last_name}`;
}

function time(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}
