import type { operations, wire } from '@jse/sdk/contract';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { toCsv } from '../../csv.ts';
import { newId } from '../../crypto.ts';
import { defined } from '../../defined.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { lockKey } from '../../store/lock-key.ts';
import type { Row } from '../../store/tables.ts';
import { openCursor, sealCursor } from '../cursor.ts';
import { like } from '../like.ts';
import { pageLimit } from '../page-limit.ts';

type Contact = z.infer<typeof wire.Contact>;
type Query = z.infer<typeof operations.listContacts.query>;

/** A page of the firm's contacts by name; the cursor names the last one, so that what is added never shifts a page. */
export async function listContacts(
  deps: Dependencies,
  actor: Actor,
  { cursor, limit, ...filters }: Query,
): Promise<{ data: Contact[]; nextCursor: string | null }> {
  const count = pageLimit(limit);
  const firmId = firmOf(actor);
  const list = ['contacts', firmId, filters];
  let select = deps.db
    .selectFrom('contacts')
    .selectAll()
    .where('firm_id', '=', firmId)
    .orderBy('last_name')
    .orderBy('first_name')
    .orderBy('id')
    .limit(count + 1);
  if (filters.externalId !== undefined) select = select.where('external_id', '=', filters.externalId);
  if (filters.q !== undefined) select = select.where('words', 'like', like(filters.q));
  if (cursor !== undefined) {
    const [last, first, id] = await openCursor(deps, list, cursor, 3);
    select = select.where(sql<boolean>`(last_name, first_name, id) > (${last}, ${first}, ${id})`);
  }
  const rows = await select.execute();
  const page = rows.slice(0, count);
  const end = page.at(-1);
  const more = rows.length > count && end;
  return {
    data: page.map(toContact),
    nextCursor: more ? await sealCursor(deps, list, [end.last_name, end.first_name, end.id]) : null,
  };
}

/** The contact of the caller's firm, or `not_found`. */
export async function findContact(db: Database, firmId: string, id: string): Promise<Row<'contacts'>> {
  const row = await db
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', id)
    .where('firm_id', '=', firmId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such contact');
  return row;
}

/**
 * Enters a contact. The vendor's `externalId` is unique in the firm: with the same values it names the contact that is
 * there, with others it is refused.
 */
export async function createContact(
  deps: Dependencies,
  actor: Actor,
  given: z.infer<typeof wire.ContactCreate>,
): Promise<Contact> {
  const now = deps.clock.now();
  const columns = toColumns(given);
  const row = { id: newId('con'), firm_id: firmOf(actor), ...columns, created_at: now, updated_at: now, version: 1 };
  return deps.db.transaction().execute(async (db) => {
    await lockDirectory(db, row.firm_id);
    const there = await byExternalId(db, row.firm_id, row.external_id);
    if (there) {
      const same = Object.entries(columns).every(([name, value]) => there[name as keyof typeof columns] === value);
      return same ? toContact(there) : refuseTaken(there);
    }
    return toContact(await db.insertInto('contacts').values(row).returningAll().executeTakeFirstOrThrow());
  });
}

/** Changes a contact; collections made before keep what they had. */
export async function updateContact(
  deps: Dependencies,
  actor: Actor,
  id: string,
  changes: z.infer<typeof wire.ContactUpdate>,
  ifMatch: number | null,
): Promise<Contact> {
  return deps.db.transaction().execute(async (db) => {
    const row = await lockContact(db, firmOf(actor), id, ifMatch);
    const next = toColumns({ ...toContact(row), ...defined(changes) });
    const taken = await byExternalId(db, row.firm_id, next.external_id);
    if (taken && taken.id !== id) refuseTaken(taken);
    const changed = await db
      .updateTable('contacts')
      .set({ ...next, updated_at: deps.clock.now(), version: row.version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return toContact(changed);
  });
}

/** Removes a contact; collections made before keep what they had. */
export async function deleteContact(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    await lockContact(db, firmOf(actor), id, ifMatch);
    await db.deleteFrom('contacts').where('id', '=', id).execute();
  });
}

/** The directory as CSV, with the headings that an import knows. */
export async function exportContacts(deps: Dependencies, actor: Actor): Promise<string> {
  const rows = await deps.db
    .selectFrom('contacts')
    .selectAll()
    .where('firm_id', '=', firmOf(actor))
    .orderBy('last_name')
    .orderBy('first_name')
    .orderBy('id')
    .execute();
  return toCsv(
    ['Nom', 'Prénom', 'E-mail', 'Mobile', 'Société', 'Référence'],
    rows.map((row) => [
      row.last_name,
      row.first_name,
      row.email,
      // A plus sign would make a spreadsheet compute: two zeros say the same.
      row.phone.replace(/^\+/, '00'),
      row.company,
      row.external_id ?? '',
    ]),
  );
}

/** Lets one at a time write into a firm's directory: two would enter the same person twice. */
export const lockDirectory = (db: Database, firmId: string): Promise<void> => lockKey(db, `contacts:${firmId}`);

async function byExternalId(
  db: Database,
  firmId: string,
  externalId: string | null,
): Promise<Row<'contacts'> | undefined> {
  if (externalId === null) return undefined;
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('firm_id', '=', firmId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
}

function refuseTaken({ id }: Row<'contacts'>): never {
  throw new Refusal('state_conflict', 'Another contact of the firm has this externalId', { existingId: id });
}

/** A contact on the wire; the firm's own directory is not masked. */
export function toContact(row: Row<'contacts'>): Contact {
  return {
    id: row.id,
    externalId: row.external_id,
    name: row.last_name,
    firstName: row.first_name,
    email: row.email,
    phone: row.phone,
    company: row.company,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** What of a contact stands in its columns. */
export const toColumns = (given: z.infer<typeof wire.ContactCreate>) => ({
  external_id: given.externalId,
  last_name: given.name,
  first_name: given.firstName,
  email: given.email,
  phone: given.phone,
  company: given.company,
});

async function lockContact(db: Database, firmId: string, id: string, ifMatch: number | null) {
  await lockDirectory(db, firmId);
  const row = await findContact(db, firmId, id);
  if (ifMatch === null || ifMatch === row.version) return row;
  throw new Refusal('precondition_failed', `The contact is at version ${row.version}`, { currentVersion: row.version });
}

/** The firm of a caller who has one. */
export function firmOf({ firm }: Actor): string {
  if (!firm) throw new Refusal('unauthenticated');
  return firm.id;
}
