import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The role as which the platform works: it may read and write everything, but only add to what must only grow. */
export const platformRole = 'jse_platform';

/** Tables that only grow: money, evidence and its timestamps. */
export const appendOnlyTables = ['ledger', 'evidence', 'evidence_timestamps'] as const;

/**
 * Makes the role where the server has none yet and gives it its rights; run by the schema's owner after every
 * migration. Roles are the server's, not the database's: two databases may make theirs at the same moment.
 */
export async function grantPlatformRole(database: Database): Promise<void> {
  const role = sql.id(platformRole);
  await database.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('jse:role', 0))`.execute(db);
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = ${sql.lit(platformRole)}) then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`.execute(db);
    await sql`grant ${role} to current_user`.execute(db);
    await sql`grant usage on schema public to ${role}`.execute(db);
    await sql`grant select, insert, update, delete on all tables in schema public to ${role}`.execute(db);
    await sql`grant usage, select on all sequences in schema public to ${role}`.execute(db);
    const tables = sql.join(appendOnlyTables.map((name) => sql.table(name)));
    await sql`revoke update, delete on ${tables} from ${role}`.execute(db);
  });
}

/** Runs with the rights of the schema's owner, in one transaction: a developer's reset, nothing that the platform does. */
export async function asOwner(database: Database, run: (db: Database) => Promise<void>): Promise<void> {
  await database.transaction().execute(async (db) => {
    await sql`set local role none`.execute(db);
    await run(db);
  });
}
