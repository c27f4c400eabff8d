import { PostgresDialect } from 'kysely';
import { type ClientBase, Pool, type PoolConfig } from 'pg';
import type { DatabaseServer } from '../store/database.ts';

/** How a PostgreSQL server is reached. */
export interface PostgresOptions {
  /** `postgres://user@host:5432/database`. */
  readonly url: string;
  /**
   * The same database as its owner, who migrates and may make roles. Where it is left out `url` names the owner: he then
   * works with the rights of the role `jse_platform` only, but could take his own back.
   */
  readonly ownerUrl?: string | undefined;
  /** Connections at the most; 10 when left out. */
  readonly connections?: number;
  /** Told of connections that broke while idle; they are replaced. What runs on one that breaks fails by itself. */
  readonly onLost?: (error: Error) => void;
}

/** In milliseconds; whoever waits longer is told that the platform is not available. */
const limits = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 60_000,
  idle_in_transaction_session_timeout: 60_000,
} as const satisfies PoolConfig;

/** A PostgreSQL server (15 or later) as the platform's database. */
export function createPostgresServer(options: PostgresOptions): DatabaseServer {
  const { url, ownerUrl = url, connections = 10, onLost } = options;
  const open = (config: PoolConfig) => {
    const pool = new Pool({ application_name: 'jse-sandbox', keepAlive: true, ...config });
    // Without listeners a connection that breaks would end the process: the pool listens to idle ones only.
    pool.on('error', (error) => onLost?.(error));
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  return {
    dialect(role) {
      // A migration may take its time.
      if (role === null) return new PostgresDialect({ pool: open({ connectionString: ownerUrl, max: 1 }) });
      const assume = `set role "${role.replaceAll('"', '""')}"`;
      // Whoever may not take the role on gets no connection: the pool throws it away and tells why.
      const onConnect = async (client: ClientBase) => {
        await client.query(assume);
      };
      return new PostgresDialect({ pool: open({ connectionString: url, max: connections, onConnect, ...limits }) });
    },
  };
}
