import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, type Driver, PGliteDialect, PGliteDriver } from 'kysely';
import { type DatabaseServer, openDatabase } from '../src/store/database.ts';

/** One instance of the embedded database, which the owner of the schema hands on to the platform's role. */
function serve(instance: PGlite): DatabaseServer {
  return {
    dialect: (role) => {
      const dialect = new PGliteDialect({ pglite: instance });
      const driver: Driver = new PGliteDriver({
        pglite: instance,
        async onCreateConnection(connection) {
          if (role !== null) await connection.executeQuery(CompiledQuery.raw(`set role "${role}"`));
        },
      });
      // The owner leaves when the schema is up to date; the instance ends with the platform.
      if (role === null) driver.destroy = () => Promise.resolve();
      return {
        createAdapter: () => dialect.createAdapter(),
        createDriver: () => driver,
        createIntrospector: (db) => dialect.createIntrospector(db),
        createQueryCompiler: () => dialect.createQueryCompiler(),
      };
    },
  };
}

/** A snapshot (tar) of an embedded database whose schema is up to date. */
export async function makeSnapshot(): Promise<Uint8Array> {
  const instance = await PGlite.create();
  const migrated = await openDatabase(serve(instance));
  const snapshot = await instance.dumpDataDir('none');
  await migrated.destroy();
  return new Uint8Array(await snapshot.arrayBuffer());
}

/** An embedded database of its own from a snapshot in a file: without `initdb`, which costs seconds of every start. */
export async function openSnapshot(path: string): Promise<DatabaseServer> {
  const loadDataDir = new Blob([await readFile(path)]);
  return serve(await PGlite.create({ loadDataDir }));
}
