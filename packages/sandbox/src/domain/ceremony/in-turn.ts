import { sql } from 'kysely';
import { newId, randomShare } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';

/** Of the database's time: how long a turn is held at the most, and how long one is waited for. */
const held = sql<Date>`clock_timestamp() + interval '15 seconds'`;
const patience = 20_000;

/**
 * Lets one at a time sign a collection that several may sign at the same moment, in whichever process. A turn only saves
 * the work of signatures that would be made in vain: the head of the document decides, so whoever waited too long, or
 * whose turn ran out, goes on without.
 */
export async function inTurn<T>(
  { db }: Pick<Dependencies, 'db'>,
  collectionId: string,
  run: () => Promise<T>,
): Promise<T> {
  const holder = newId('trn');
  const turn = { name: `sign:${collectionId}`, holder, until: held };
  const take = () =>
    db
      .insertInto('turns')
      .values(turn)
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ holder, until: held })
          .where('turns.until', '<', sql<Date>`clock_timestamp()`),
      )
      .returning('holder')
      .executeTakeFirst();
  const started = performance.now();
  while (!(await take()) && performance.now() - started < patience) {
    await new Promise((done) => setTimeout(done, 20 + 40 * randomShare()));
  }
  try {
    return await run();
  } finally {
    await db.deleteFrom('turns').where('name', '=', turn.name).where('holder', '=', holder).execute();
  }
}
