import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrationProvider } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** The platform's database, PostgreSQL in every case; a transaction has the same type. */
export type Database = Kysely<Tables>;

/** Opens the embedded PostgreSQL (in memory, or in a folder or `idb://` name) and brings its schema up to date. */
export async function openDatabase(dataDir?: string): Promise<Database> {
  const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: () => PGlite.create(dataDir) }) });
  const { error } = await new Migrator({ db: database, provider: migrationProvider }).migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date', { cause: error });
  return database;
}
