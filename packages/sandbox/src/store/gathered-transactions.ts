import { type ControlledTransaction, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** A database for one call: what its transactions write is committed with the call's answer, all or nothing. */
export interface GatheredTransactions {
  /** To be used by the call in place of the database; `transaction()` joins what was gathered so far. */
  readonly db: Database;
  /** Whether something is waiting to be committed. */
  written(): boolean;
  /** Runs a last step inside and commits it all; with nothing gathered the step runs by itself. */
  commit(last: (db: Database) => Promise<void>): Promise<void>;
  /** Forgets what was gathered. */
  rollback(): Promise<void>;
}

/**
 * Gathers the transactions of a call into one. It begins with the first of them (`begin` runs inside, before it), so that
 * what a call reads and computes before holds no connection; from there on the call's reads go through it too. A
 * transaction that fails is undone alone.
 */
export function gatherTransactions(real: Database, begin: (db: Database) => Promise<void>): GatheredTransactions {
  let whole: ControlledTransaction<Tables> | undefined;
  let succeeded = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function rollback(): Promise<void> {
    const open = whole;
    whole = undefined;
    succeeded = false;
    await open?.rollback().execute();
  }

  async function first<T>(run: (db: Database) => Promise<T>): Promise<T> {
    whole = await real.startTransaction().execute();
    try {
      await begin(whole);
      const result = await run(whole);
      succeeded = true;
      return result;
    } catch (error) {
      await rollback();
      throw error;
    }
  }

  async function further<T>(db: Database, run: (db: Database) => Promise<T>): Promise<T> {
    await sql`savepoint gathered`.execute(db);
    try {
      const result = await run(db);
      await sql`release savepoint gathered`.execute(db);
      return result;
    } catch (error) {
      await sql`rollback to savepoint gathered`.execute(db);
      throw error;
    }
  }

  const transaction = () => ({
    execute<T>(run: (db: Database) => Promise<T>): Promise<T> {
      const result = turn.then(() => (whole ? further(whole, run) : first(run)));
      turn = result.catch(() => undefined);
      return result;
    },
  });

  return {
    db: new Proxy(real, {
      get(_, name) {
        if (name === 'transaction') return transaction;
        const source = succeeded && whole ? whole : real;
        const member: unknown = Reflect.get(source, name, source);
        return typeof member === 'function' ? (member.bind(source) as unknown) : member;
      },
    }),
    written: () => succeeded,
    async commit(last) {
      const open = whole;
      if (!open) return last(real);
      try {
        await last(open);
        await open.commit().execute();
        whole = undefined;
      } catch (error) {
        await rollback();
        throw error;
      }
    },
    rollback,
  };
}
