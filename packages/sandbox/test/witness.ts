import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import type { SandboxOptions } from '../src/index.ts';
import { createDatabase, dropDatabase } from './postgres-cluster.ts';

/** What changes by itself or by being asked at all: replay stores, counters and the console's log. */
const volatile = ['proofs', 'idempotency', 'rate_counters', 'requests'];

/** Looks into the platform's database from the side. */
export interface Witness {
  /** What the platform is to be started with. */
  readonly options: SandboxOptions;
  /** Each table's number of rows and a digest of all of them. */
  readonly look: () => Promise<Record<string, string>>;
  /** The tables in which a text stands in clear. */
  readonly tablesHolding: (text: string) => Promise<string[]>;
  /** Runs a statement: what an operator or the passing of time would do. */
  readonly run: (statement: string, values: readonly unknown[]) => Promise<void>;
  /** Goes, after the platform was closed. */
  readonly close: () => Promise<void>;
}

type Query = (statement: string, values?: unknown[]) => Promise<{ rows: Record<string, string>[] }>;

/** Watches the database that the platform opens next: the embedded one, or one on the server of the tests. */
export async function watchDatabase(): Promise<Witness> {
  const server = process.env['JSE_TEST_DATABASE_URL'];
  if (server === undefined) return witness(spyOnEmbedded(), {}, async () => undefined);
  const url = await createDatabase(server);
  const client = new Client({ connectionString: url });
  await client.connect();
  const query: Query = (statement, values) => client.query(statement, values);
  return witness(query, { database: createPostgresServer({ url }) }, async () => {
    await client.end();
    await dropDatabase(server, url);
  });
}

/** Keeps hold of the next embedded database: it has one connection, so that nobody else can look in. */
function spyOnEmbedded(): Query {
  const create = PGlite.create.bind(PGlite);
  let database: PGlite | undefined;
  PGlite.create = (async (...options: Parameters<typeof create>) => {
    database = await create(...options);
    PGlite.create = create;
    return database;
  }) as typeof PGlite.create;
  return async (statement, values) => {
    if (!database) throw new Error('The platform has not opened its database yet');
    return database.query<Record<string, string>>(statement, values);
  };
}

function witness(query: Query, options: SandboxOptions, close: Witness['close']): Witness {
  return {
    options,
    close,
    run: async (statement, values) => {
      await query(statement, [...values]);
    },
    async tablesHolding(text) {
      const found: string[] = [];
      for (const name of await tablesOf(query)) {
        const { rows } = await query(`select 1 from "${name}" t where position($1 in t::text) > 0 limit 1`, [text]);
        if (rows.length > 0) found.push(name);
      }
      return found;
    },
    async look() {
      const names = (await tablesOf(query)).filter((name) => !volatile.includes(name));
      const digests = names.map(
        (name) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
      );
      const { rows } = await query(digests.join(' union all '));
      return Object.fromEntries(rows.map(({ name = '', digest = '' }) => [name, digest]));
    },
  };
}

async function tablesOf(query: Query): Promise<string[]> {
  const { rows } = await query(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows.map(({ name = '' }) => name);
}
