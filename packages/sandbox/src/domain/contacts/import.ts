import type { wire } from '@jse/sdk/contract';
import { limits } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { firmOf, lockDirectory, toColumns } from './contacts.ts';
import type { Directory } from './directory.ts';
import { knownContacts } from './known-contacts.ts';
import { readDirectory } from './read-directory.ts';
import { readPerson } from './read-person.ts';

type Report = z.infer<typeof wire.ContactImport>;
type Line = Report['lines'][number];
type Contact = Omit<Row<'contacts'>, 'words'>;

/** How many contacts one statement writes. */
const batch = 500;

/**
 * Takes a directory file in: who is known by reference, else by e-mail and name, is brought up to date, the others are
 * entered. A line that can't be taken is refused with the reason by field, and the others stand. Nothing is written when
 * it is a dry run.
 */
export async function importContacts(deps: Dependencies, actor: Actor, file: File, dryRun: boolean): Promise<Report> {
  if (file.size > limits.importBytes)
    throw new Refusal('body_too_large', `A directory file weighs at most ${limits.importBytes} bytes`);
  const directory = readDirectory(new Uint8Array(await file.arrayBuffer()));
  const firmId = firmOf(actor);
  const lines = await deps.db.transaction().execute(async (db) => {
    await lockDirectory(db, firmId);
    const known = await db.selectFrom('contacts').selectAll().where('firm_id', '=', firmId).execute();
    const taken = takeLines(directory, known, { firmId, now: deps.clock.now() });
    if (!dryRun) await write(db, taken.written);
    return taken.lines;
  });
  const count = (outcome: Line['outcome']) => lines.filter((line) => line.outcome === outcome).length;
  return {
    dryRun,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    columns: directory.columns.map((column) => ({ ...column })),
    // An id that a dry run made up names nobody.
    lines: lines.map((line) => (dryRun && line.outcome === 'created' ? { ...line, contactId: null } : line)),
  };
}

/** What becomes of each line, and the contacts as they are to be written. */
function takeLines(
  directory: Directory,
  known: readonly Contact[],
  { firmId, now }: { readonly firmId: string; readonly now: Date },
): { lines: Line[]; written: Contact[] } {
  const contacts = knownContacts(known);
  const used = new Set<string>();
  const written: Contact[] = [];
  const takeLine = ({ values, malformed }: Directory['lines'][number]): Omit<Line, 'line'> => {
    if (malformed) return refused({ field: 'line', code: 'malformed' });
    const { person, errors } = readPerson(values);
    if (!person || errors.length > 0) return refused(...errors);
    const columns = toColumns(person);
    const meant = contacts.find(columns);
    if (meant === 'ambiguous') return refused({ field: 'externalId', code: 'ambiguous' });
    if (meant && used.has(meant.id)) {
      const byReference = columns.external_id !== null && columns.external_id === meant.external_id;
      return refused({ field: byReference ? 'externalId' : 'email', code: 'duplicate' });
    }
    const before = meant ?? { id: newId('con'), firm_id: firmId, external_id: null, created_at: now, version: 0 };
    const { id, version } = before;
    const next = { ...columns, external_id: columns.external_id ?? before.external_id };
    const same = meant && Object.entries(next).every(([name, value]) => meant[name as keyof typeof next] === value);
    const contact = same ? meant : { ...before, ...next, updated_at: now, version: version + 1 };
    used.add(id);
    contacts.add(contact);
    if (same) return { outcome: 'unchanged', contactId: id, errors: [] };
    written.push(contact);
    return { outcome: meant ? 'updated' : 'created', contactId: id, errors: [] };
  };
  const lines = directory.lines.map((line) => ({ line: line.line, ...takeLine(line) }));
  return { lines, written };
}

const refused = (...errors: Line['errors']): Omit<Line, 'line'> => ({ outcome: 'refused', contactId: null, errors });

/** Enters the new ones and brings the known ones up to date, many at once. */
async function write(db: Database, contacts: readonly Contact[]): Promise<void> {
  for (let at = 0; at < contacts.length; at += batch) {
    const rows = contacts.slice(at, at + batch).map((contact) => ({
      id: contact.id,
      firm_id: contact.firm_id,
      external_id: contact.external_id,
      first_name: contact.first_name,
      last_name: contact.last_name,
      email: contact.email,
      phone: contact.phone,
      company: contact.company,
      created_at: contact.created_at,
      updated_at: contact.updated_at,
      version: contact.version,
    }));
    const taken = (column: string) => sql.ref<never>(`excluded.${column}`);
    await db
      .insertInto('contacts')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          external_id: taken('external_id'),
          first_name: taken('first_name'),
          last_name: taken('last_name'),
          email: taken('email'),
          phone: taken('phone'),
          company: taken('company'),
          updated_at: taken('updated_at'),
          version: taken('version'),
        }),
      )
      .execute();
  }
}
