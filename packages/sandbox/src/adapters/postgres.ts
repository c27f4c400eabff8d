import { CompiledQuery, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { DatabaseServer } from '../store/database.ts';

/** How a PostgreSQL server is reached. */
export interface PostgresOptions {
  /** `postgres://user@host:5432/database`; the user owns the schema and may make roles. */
  readonly url: string;
  /** Connections at the most; 10 when left out. */
  readonly connections?: number;
  /** Told of connections that broke while idle; they are replaced. */
  readonly onIdleError?: (error: Error) => void;
}

/** A PostgreSQL server (15 or later) as the platform's database. */
export function createPostgresServer({ url, connections = 10, onIdleError }: PostgresOptions): DatabaseServer {
  return {
    dialect(role) {
      const pool = new Pool({ connectionString: url, max: role === null ? 1 : connections });
      // Without a listener a connection that breaks while idle would end the process.
      pool.on('error', (error) => onIdleError?.(error));
      if (role === null) return new PostgresDialect({ pool });
      const assume = CompiledQuery.raw(`set role "${role.replaceAll('"', '""')}"`);
      return new PostgresDialect({
        pool,
        onCreateConnection: async (connection) => {
          await connection.executeQuery(assume);
        },
      });
    },
  };
}
