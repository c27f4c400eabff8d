import type { Dependencies } from '../dependencies.ts';
import { scheduleHousekeeping } from '../domain/housekeeping.ts';
import { emptyTables } from '../store/platform-role.ts';

/**
 * What a reset leaves: registered software, the authority with its keys, the clock, faults in force, used proofs, and
 * which bytes the blob store holds (the sweeper takes them).
 */
const kept = new Set(['editors', 'keys', 'certificates', 'clock', 'faults', 'proofs', 'blobs']);

/** Empties the platform: firms, people, tokens, collections, money, messages, everything but what stands above. */
export async function resetPlatform(deps: Dependencies): Promise<void> {
  const tables = await deps.db.introspection.getTables();
  const names = tables.map(({ name }) => name).filter((name) => !kept.has(name) && !name.startsWith('kysely_'));
  await emptyTables(deps.db, names);
  await scheduleHousekeeping(deps);
}
