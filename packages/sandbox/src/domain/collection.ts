import { groupBy } from '../group-by.ts';
import type { Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { isVisible } from './visibility.ts';

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
  const collection = await loadCollection(db, row);
  const given = scoped?.collectionId === id && scoped.purpose !== 'parapheur';
  if (!given && !isVisible(row, collection.signers, actor.member)) throw new Refusal('not_found', 'No such collection');
  return collection;
}

/** The row of a collection; with `lock`, held until the transaction ends. */
export async function collectionRow(db: Database, id: string, lock = false): Promise<Row<'collections'> | undefined> {
  const query = db.selectFrom('collections').selectAll().where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** Reads what belongs to a collection's row. */
export async function loadCollection(db: Database, row: Row<'collections'>): Promise<Collection> {
  const [collection] = await loadCollections(db, [row]);
  return collection ?? { row, documents: [], signers: [], placements: [] };
}

/** Reads what belongs to these rows, one query a kind however many they are. */
export async function loadCollections(db: Database, rows: readonly Row<'collections'>[]): Promise<Collection[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const documents = await db
    .selectFrom('documents')
    .selectAll()
    .where('collection_id', 'in', ids)
    .orderBy('ord')
    .execute();
  const signers = await db
    .selectFrom('signers')
    .selectAll()
    .where('collection_id', 'in', ids)
    .where('replaced_at', 'is', null)
    .orderBy('ord')
    .orderBy('id')
    .execute();
  const placements = await db
    .selectFrom('placements')
    .innerJoin('signers', 'signers.id', 'placements.signer_id')
    .selectAll('placements')
    .select('signers.collection_id')
    .where('signers.collection_id', 'in', ids)
    .where('signers.replaced_at', 'is', null)
    .execute();
  const [documentsOf, signersOf, placementsOf] = [
    byCollection(documents),
    byCollection(signers),
    byCollection(placements),
  ];
  return rows.map((row) => ({
    row,
    documents: documentsOf.get(row.id) ?? [],
    signers: signersOf.get(row.id) ?? [],
    placements: placementsOf.get(row.id) ?? [],
  }));
}

const byCollection = <T extends { readonly collection_id: string }>(rows: readonly T[]): Map<string, T[]> =>
  groupBy(rows, ({ collection_id }) => collection_id);

/** `+33612345678` → `+33 6 •• •• •• 78`: enough to recognise one's own. */
export function maskPhone(phone: string): string {
  if (phone === '') return '';
  const french = /^\+33(\d)\d{6}(\d\d)$/.exec(phone);
  if (french) return `+33 ${french[1]} •• •• •• ${french[2]}`;
  return `${phone.slice(0, 3)} ${'•'.repeat(Math.max(phone.length - 5, 2))} ${phone.slice(-2)}`;
}

/** The e-mail address of who answers for a collection: its collector, before the launch its preparer. */
export async function ownerEmail(db: Database, { row }: Collection): Promise<string> {
  const { email } = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select('email')
    .where('members.id', '=', row.collector_id ?? row.preparer_id)
    .executeTakeFirstOrThrow();
  return email;
}
