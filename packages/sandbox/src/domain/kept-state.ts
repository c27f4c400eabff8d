import { type CollectionState, moveCollection } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import type { Row } from '../store/tables.ts';

type Dated = Pick<Row<'collections'>, 'state' | 'expires_at' | 'purge_at'>;

/**
 * The state by which a collection's documents are handed out: what is over by its dates counts as over, whether or not a
 * worker has come to it yet.
 */
export function keptState(
  { state, expires_at, purge_at }: Dated,
  { clock }: Pick<Dependencies, 'clock'>,
): CollectionState {
  const now = clock.now();
  const past = (date: Date | null) => date !== null && date <= now;
  const ended = (past(expires_at) && state === 'ongoing' && moveCollection(state, 'expire')) || state;
  return (past(purge_at) && moveCollection(ended, 'purge')) || ended;
}
