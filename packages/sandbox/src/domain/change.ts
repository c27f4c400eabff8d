import { type CollectionMove, type CollectionState, moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { type Collection, collectionRow, findCollection, loadCollection } from './collection.ts';

/** A change under way: the transaction, and the collection as it is under its row lock. */
export interface Change {
  readonly db: Database;
  readonly collection: Collection;
}

/**
 * Changes a collection in one transaction: locks its row, refuses what the transition table or If-Match forbids, runs
 * the change, then writes the new state and the next version. Returns the collection afterwards. `wanted` may depend on
 * the state that is found.
 */
export async function changeCollection(
  deps: Dependencies,
  actor: Actor,
  id: string,
  wanted: CollectionMove | ((row: Row<'collections'>) => CollectionMove),
  ifMatch: number | null,
  run: (change: Change) => Promise<void>,
): Promise<Collection> {
  return deps.db.transaction().execute(async (db) => {
    const collection = await findCollection(db, actor, id, true);
    const { row } = collection;
    const move = typeof wanted === 'string' ? wanted : wanted(row);
    const next = requireMove(row, move);
    if (ifMatch !== null && ifMatch !== row.version) {
      throw new Refusal('precondition_failed', `The collection is at version ${row.version}`, {
        currentVersion: row.version,
      });
    }
    if (move === 'edit') requireUnlockedDraft(row, actor);
    await run({ db, collection });
    await db
      .updateTable('collections')
      .set({ state: next, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    return loadCollection(db, (await collectionRow(db, id)) ?? row);
  });
}

/** The state after a move; refuses what the transition table forbids, before work is done for it in vain. */
export function requireMove({ state }: Pick<Row<'collections'>, 'state'>, move: CollectionMove): CollectionState {
  const next = moveCollection(state, move);
  if (next) return next;
  throw new Refusal('state_conflict', `A collection in state ${state} does not allow “${move}”`);
}

/** A locked draft is edited by its preparer and by the expert alone. */
function requireUnlockedDraft(row: Row<'collections'>, { member }: Actor): void {
  if (!row.settings.locked || member?.role === 'expert' || member?.id === row.preparer_id) return;
  throw new Refusal('delegation_missing', 'This draft is locked: its preparer or the expert edits it');
}
