import { sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { platform } from './001-platform.ts';
import { complete } from './002-complete.ts';
import { mended } from './003-mended.ts';
import { dueJobs } from './004-due-jobs.ts';
import { isolatedCodes } from './005-isolated-codes.ts';

const run = (statements: readonly string[]): Migration => ({
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});

const migrations: Record<string, Migration> = {
  '0001-platform': run(platform),
  '0002-complete': run(complete),
  '0003-mended': run(mended),
  '0004-due-jobs': run(dueJobs),
  '0005-isolated-codes': run(isolatedCodes),
};

/** Kysely's migrations as plain data, so that they run in a page too. */
export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(migrations) };
