import { PGlite } from '@electric-sql/pglite';

/** What changes by itself or by being asked at all: replay stores, counters and the console's log. */
const volatile = ['proofs', 'idempotency', 'rate_counters', 'requests'];

/** Looks into the platform's database from the side. */
export interface Witness {
  /** Each table's number of rows and a digest of all of them. */
  readonly look: () => Promise<Record<string, string>>;
  /** Runs a statement: what an operator or the passing of time would do. */
  readonly run: (statement: string, values: readonly unknown[]) => Promise<void>;
}

/** Keeps hold of the embedded database that the platform opens next. */
export function watchDatabase(): Witness {
  const create = PGlite.create.bind(PGlite);
  let database: PGlite | undefined;
  PGlite.create = (async (...options: Parameters<typeof create>) => {
    database = await create(...options);
    PGlite.create = create;
    return database;
  }) as typeof PGlite.create;
  return {
    run: async (statement, values) => {
      await asked(database).query(statement, [...values]);
    },
    async look() {
      const { rows: tables } = await asked(database).query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
      );
      const names = tables.map(({ name }) => name).filter((name) => !volatile.includes(name));
      const digests = names.map(
        (name) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
      );
      const { rows } = await asked(database).query<{ name: string; digest: string }>(digests.join(' union all '));
      return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
    },
  };
}

function asked(database: PGlite | undefined): PGlite {
  if (!database) throw new Error('The platform has not opened its database yet');
  return database;
}
