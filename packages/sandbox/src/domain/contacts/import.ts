import { wire } from '@jse/sdk/contract';
import parsePhoneNumber from 'libphonenumber-js/min';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { lockKey } from '../../store/lock-key.ts';
import type { Row } from '../../store/tables.ts';
import { firmOf, toColumns } from './contacts.ts';
import { type ContactField, type Directory, readDirectory } from './read-directory.ts';

type Report = z.infer<typeof wire.ContactImport>;
type Line = Report['lines'][number];
type Fault = Line['errors'][number];
type Person = z.infer<typeof wire.ContactCreate>;

const maxBytes = 5_000_000;
/** What a spreadsheet would compute when the directory goes out again; a phone's plus sign is none. */
const formula = /^[=+\-@\t\r]/;

/**
 * Takes a directory file in: who is known by reference, else by e-mail and name, is brought up to date, the others are
 * entered. A line that can't be taken is refused with the reason by field, and the others stand. Nothing is written when
 * it is a dry run.
 */
export async function importContacts(deps: Dependencies, actor: Actor, file: File, dryRun: boolean): Promise<Report> {
  if (file.size > maxBytes) throw new Refusal('validation_failed', 'The file is larger than 5 MB');
  const directory = readDirectory(new Uint8Array(await file.arrayBuffer()));
  const firmId = firmOf(actor);
  const lines = await deps.db.transaction().execute(async (db) => {
    // One import at a time for a firm: two would enter the same people twice.
    await lockKey(db, `contacts:${firmId}`);
    const known = await db.selectFrom('contacts').selectAll().where('firm_id', '=', firmId).execute();
    return takeLines(db, deps, firmId, directory, known, dryRun);
  });
  const count = (outcome: Line['outcome']) => lines.filter((line) => line.outcome === outcome).length;
  return {
    dryRun,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    columns: directory.columns.map((column) => ({ ...column })),
    lines,
  };
}

async function takeLines(
  db: Database,
  deps: Dependencies,
  firmId: string,
  directory: Directory,
  known: readonly Row<'contacts'>[],
  dryRun: boolean,
): Promise<Line[]> {
  const byReference = new Map(known.flatMap((row) => (row.external_id === null ? [] : [[row.external_id, row]])));
  const byPerson = new Map(known.map((row) => [personKey(row), row]));
  const seen = new Set<string>();
  const lines: Line[] = [];
  for (const { line, values } of directory.lines) {
    const { person, errors } = readPerson(values);
    const key = person ? (person.externalId ?? personKey(toColumns(person))) : '';
    if (person && seen.has(key)) errors.push({ field: person.externalId ? 'externalId' : 'email', code: 'duplicate' });
    if (!person || errors.length > 0) {
      lines.push({ line, outcome: 'refused', contactId: null, errors });
      continue;
    }
    seen.add(key);
    const row = (person.externalId && byReference.get(person.externalId)) || byPerson.get(personKey(toColumns(person)));
    lines.push({ line, ...(await take(db, deps, firmId, person, row, dryRun)), errors: [] });
  }
  return lines;
}

/** Enters a person or brings him up to date. */
async function take(
  db: Database,
  deps: Dependencies,
  firmId: string,
  person: Person,
  known: Row<'contacts'> | undefined,
  dryRun: boolean,
): Promise<Pick<Line, 'outcome' | 'contactId'>> {
  const now = deps.clock.now();
  if (!known) {
    const id = newId('con');
    const row = { id, firm_id: firmId, ...toColumns(person), created_at: now, updated_at: now, version: 1 };
    if (!dryRun) await db.insertInto('contacts').values(row).execute();
    return { outcome: 'created', contactId: dryRun ? null : id };
  }
  const next = { ...toColumns(person), external_id: person.externalId ?? known.external_id };
  const same = Object.entries(next).every(([column, value]) => known[column as keyof typeof next] === value);
  if (same) return { outcome: 'unchanged', contactId: known.id };
  const changed = { ...next, updated_at: now, version: known.version + 1 };
  if (!dryRun) await db.updateTable('contacts').set(changed).where('id', '=', known.id).execute();
  return { outcome: 'updated', contactId: known.id };
}

const personKey = (row: Pick<Row<'contacts'>, 'email' | 'last_name' | 'first_name'>): string =>
  [row.email, row.last_name, row.first_name].map((part) => part.toLowerCase()).join('\n');

/** The person of a line, or what is wrong with it by field. */
function readPerson(values: Readonly<Partial<Record<ContactField, string>>>): { person?: Person; errors: Fault[] } {
  const errors: Fault[] = [];
  const given = { ...values, phone: readPhone(values.phone ?? '') };
  for (const field of ['name', 'firstName', 'email', 'phone'] as const)
    if (!values[field]) errors.push({ field, code: 'required' });
  for (const [field, value] of Object.entries(values))
    if (field !== 'phone' && formula.test(value)) errors.push({ field, code: 'formula' });
  const parsed = wire.ContactCreate.safeParse({
    ...given,
    externalId: given.externalId === undefined || given.externalId === '' ? null : given.externalId,
  });
  for (const { path, code } of parsed.success ? [] : parsed.error.issues) {
    const field = String(path[0]);
    if (!errors.some((fault) => fault.field === field))
      errors.push({ field, code: code === 'too_big' ? 'too_long' : 'invalid' });
  }
  return parsed.success ? { person: parsed.data, errors } : { errors };
}

/** A phone as people type it, French unless it says otherwise, in E.164; what is none stays as it is and is refused. */
function readPhone(typed: string): string {
  const parsed = parsePhoneNumber(typed.replace(/^00/, '+'), 'FR');
  return parsed?.isPossible() ? parsed.number : typed;
}
