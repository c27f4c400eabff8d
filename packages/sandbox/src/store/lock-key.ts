import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Lets one transaction at a time do what the key names, to its end. Unlike a row's lock it stands in nobody else's way:
 * who locks the row of a firm holds up every act of it, and meets those who hold a collection and want the firm's credit.
 */
export async function lockKey(db: Database, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db);
}
