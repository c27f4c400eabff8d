import { PGlite } from '@electric-sql/pglite';
import { type Dialect, Kysely, PGliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrationProvider } from './migrations/index.ts';
import { grantPlatformRole, platformRole } from './platform-role.ts';
import type { Tables } from './tables.ts';

/** The platform's database, PostgreSQL in every case; a transaction has the same type. */
export type Database = Kysely<Tables>;

/**
 * Opens connections to a PostgreSQL that runs elsewhere: as the user of its address (who owns the schema), or with
 * that user's rights laid down for those of a role.
 */
export interface DatabaseServer {
  dialect(role: string | null): Dialect;
}

/**
 * Opens a database server, or the embedded PostgreSQL (in memory, or in a folder or `idb://` name), and brings its
 * schema up to date. The schema's owner migrates; what is returned has the rights of the platform's role only.
 */
export async function openDatabase(source: DatabaseServer | string | undefined): Promise<Database> {
  if (typeof source === 'object') {
    const owner = new Kysely<Tables>({ dialect: source.dialect(null) });
    try {
      await migrate(owner);
    } finally {
      await owner.destroy();
    }
    return new Kysely<Tables>({ dialect: source.dialect(platformRole) });
  }
  const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: () => PGlite.create(source) }) });
  try {
    await migrate(database);
    // Its one connection is the platform's for good.
    await sql`set role ${sql.id(platformRole)}`.execute(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

async function migrate(database: Database): Promise<void> {
  const { error } = await new Migrator({ db: database, provider: migrationProvider }).migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date', { cause: error });
  await grantPlatformRole(database);
}
