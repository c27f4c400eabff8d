import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';

/** What the platform does later: written in the transaction that causes it, done by a worker at its time. */
export type Job =
  | { readonly kind: 'email'; readonly to: string; readonly subject: string; readonly text: string }
  | { readonly kind: 'sms'; readonly to: string; readonly text: string }
  | { readonly kind: 'expire'; readonly collectionId: string }
  | { readonly kind: 'purge'; readonly collectionId: string }
  | { readonly kind: 'remind'; readonly collectionId: string; readonly sent: number }
  | { readonly kind: 'housekeeping' };

/**
 * Payloads may hold links and codes: they are encrypted at rest under the job's id. There is one job a `key`: a new one
 * takes the place of the old, or is let go where the old one is to `keep`.
 */
export async function enqueue(
  db: Database,
  deps: Pick<Dependencies, 'sealer' | 'clock'>,
  job: Job,
  options: { readonly runAt?: Date; readonly key?: string; readonly keep?: boolean } = {},
): Promise<void> {
  const id = newId('job');
  const runAt = options.runAt ?? deps.clock.now();
  const row = {
    id,
    kind: job.kind,
    key: options.key ?? null,
    run_at: runAt,
    attempts: 0,
    payload: await deps.sealer.seal(id, JSON.stringify(job)),
  };
  const insert = db.insertInto('jobs').values(row);
  const anew = { ...row, locked_until: null, done_at: null, dead_at: null, error: null };
  if (!options.key) await insert.execute();
  else if (options.keep) await insert.onConflict((conflict) => conflict.column('key').doNothing()).execute();
  else await insert.onConflict((conflict) => conflict.column('key').doUpdateSet(anew)).execute();
}

const lease = 60_000;
const maxAttempts = 12;

/** Takes the jobs whose time has come, at most `count`; another worker leaves them alone for a minute. */
export async function claimJobs(deps: Dependencies, count: number): Promise<{ row: Row<'jobs'>; job: Job }[]> {
  const now = deps.clock.now();
  const rows = await deps.db
    .updateTable('jobs')
    .set((set) => ({ locked_until: new Date(deps.clock.real().getTime() + lease), attempts: set('attempts', '+', 1) }))
    .where('id', 'in', (due) =>
      due
        .selectFrom('jobs')
        .select('id')
        .where('done_at', 'is', null)
        .where('run_at', '<=', now)
        .where('attempts', '<', maxAttempts)
        .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', deps.clock.real())]))
        .orderBy('run_at')
        .limit(count)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  rows.sort((a, b) => a.run_at.getTime() - b.run_at.getTime());
  return Promise.all(
    rows.map(async (row) => ({ row, job: JSON.parse(await deps.sealer.open(row.id, row.payload)) as Job })),
  );
}

/** Closes a job, or puts it off with exponential back-off and keeps why. */
export async function finishJob(deps: Dependencies, row: Row<'jobs'>, error?: unknown): Promise<void> {
  const now = deps.clock.now();
  const change =
    error === undefined
      ? { done_at: now, locked_until: null, error: null }
      : { locked_until: null, run_at: new Date(now.getTime() + 1000 * 2 ** row.attempts), error: String(error) };
  await deps.db.updateTable('jobs').set(change).where('id', '=', row.id).execute();
}
