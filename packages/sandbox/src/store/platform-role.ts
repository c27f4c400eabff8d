import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The role as which the platform works: it may read and write everything, but only add to what must only grow. */
export const platformRole = 'jse_platform';

/** Tables that only grow: money, evidence and its timestamps. */
export const appendOnlyTables = ['ledger', 'evidence', 'evidence_timestamps'] as const;

/** The trigger on each of them that refuses its owner as well; migration 002 makes it. */
const guard = sql.id('only_grows');

/**
 * Makes the role where the server has none yet and gives it its rights; run by the schema's owner after every
 * migration. Roles are the server's, not the database's: two databases may make theirs at the same moment.
 */
export async function grantPlatformRole(database: Database): Promise<void> {
  const role = sql.id(platformRole);
  const name = sql.lit(platformRole);
  await database.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('jse:role', 0))`.execute(db);
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = ${name}) then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`.execute(db);
    // A superuser needs no membership. Whoever made the role may not yet take it on (PostgreSQL 16), so he grants it to
    // himself; who may not grant it was made a member by an operator.
    await sql`do $$ begin
      if not (select rolsuper from pg_roles where rolname = current_user) then grant ${role} to current_user; end if;
    exception when unique_violation or insufficient_privilege then null; end $$`.execute(db);
    await sql`grant usage on schema public to ${role}`.execute(db);
    await sql`grant select, insert, update, delete on all tables in schema public to ${role}`.execute(db);
    await sql`grant usage, select on all sequences in schema public to ${role}`.execute(db);
    const tables = sql.join(appendOnlyTables.map((table) => sql.table(table)));
    await sql`revoke update, delete on ${tables} from ${role}`.execute(db);
  });
}

/**
 * Empties tables with the rights of the schema's owner, those that only grow too: a developer's reset, nothing that the
 * platform does. Fails where the platform's user is not the owner.
 */
export async function emptyTables(database: Database, names: readonly string[]): Promise<void> {
  const guarded = appendOnlyTables.filter((table) => names.includes(table)).map((table) => sql.table(table));
  await database.transaction().execute(async (db) => {
    await sql`set local role none`.execute(db);
    for (const table of guarded) await sql`alter table ${table} disable trigger ${guard}`.execute(db);
    await sql`truncate ${sql.join(names.map((name) => sql.table(name)))}`.execute(db);
    for (const table of guarded) await sql`alter table ${table} enable trigger ${guard}`.execute(db);
  });
}
