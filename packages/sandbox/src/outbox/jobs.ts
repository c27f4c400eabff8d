import { retryDelay, type RetryRule } from '@jse/sdk/rules';
import { type RawBuilder, sql } from 'kysely';
import { newId, randomShare } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { GiveUp, type Job, jobKinds, kindsOf, type Lane, lanes, orderedKinds, subjectOf } from './job.ts';

export type { Job } from './job.ts';

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
    subject: subjectOf(job),
    due_at: runAt,
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

/** Leases run on the database's time, the one clock that all workers share. */
const leaseEnd: RawBuilder<Date> = sql`clock_timestamp() + interval '60 seconds'`;
const databaseTime: RawBuilder<Date> = sql`clock_timestamp()`;
/** How often a lease is renewed while its job is done, in milliseconds. */
export const leaseRenewal = 20_000;
/** So many deliveries to one endpoint at a time: a slow one must not take all workers. */
const perEndpoint = 2;

type Claiming = Pick<Dependencies, 'db' | 'clock'>;

/** The lanes in which something may be waiting for a worker: one question for all of them, as most often nothing is. */
export async function dueLanes({ db, clock }: Claiming): Promise<Lane[]> {
  const now = clock.now();
  const found = await db
    .selectNoFrom(({ exists, selectFrom }) =>
      lanes.map((lane) =>
        exists(
          selectFrom('jobs')
            .select('id')
            .where('kind', 'in', kindsOf(lane))
            .where('done_at', 'is', null)
            .where('dead_at', 'is', null)
            .where('run_at', '<=', now)
            .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<=', databaseTime)])),
        ).as(lane),
      ),
    )
    .executeTakeFirstOrThrow();
  return lanes.filter((lane) => found[lane]);
}

/** Takes the job of a lane that is due longest; other workers leave it alone as long as its lease runs. */
export async function claimJob({ db, clock }: Claiming, lane: Lane): Promise<Row<'jobs'> | undefined> {
  return db
    .with('due', (query) => {
      let due = query
        .selectFrom('jobs as job')
        .select('job.id')
        .where('job.kind', 'in', kindsOf(lane))
        .where('job.done_at', 'is', null)
        .where('job.dead_at', 'is', null)
        .where('job.run_at', '<=', clock.now())
        .where((row) => row.or([row('job.locked_until', 'is', null), row('job.locked_until', '<=', databaseTime)]));
      if (lane === 'upkeep') {
        due = due.where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('jobs as earlier')
                .select('earlier.id')
                .whereRef('earlier.subject', '=', 'job.subject')
                .where('job.kind', 'in', orderedKinds)
                .where('earlier.kind', 'in', orderedKinds)
                .where('earlier.done_at', 'is', null)
                .where('earlier.dead_at', 'is', null)
                .whereRef('earlier.due_at', '<', 'job.due_at'),
            ),
          ),
        );
      }
      if (lane === 'webhook') {
        due = due.where(({ selectFrom }) => {
          const running = selectFrom('jobs as running')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .whereRef('running.subject', '=', 'job.subject')
            .where('running.done_at', 'is', null)
            .where('running.dead_at', 'is', null)
            .where('running.locked_until', '>', databaseTime);
          return sql<boolean>`(${running}) < ${perEndpoint}`;
        });
      }
      return due.orderBy('job.run_at').orderBy('job.id').limit(1).forUpdate('job').skipLocked();
    })
    .updateTable('jobs')
    .from('due')
    .whereRef('jobs.id', '=', 'due.id')
    .set(({ eb }) => ({ locked_until: leaseEnd, attempts: eb('jobs.attempts', '+', 1) }))
    .returningAll('jobs')
    .executeTakeFirst();
}

/** Gives back what a process that died was doing, where no other process can be at work: at the start of the only one. */
export async function freeJobs({ db }: Pick<Dependencies, 'db'>): Promise<void> {
  await db.updateTable('jobs').set({ locked_until: null }).where('done_at', 'is', null).execute();
}

/** The job of a row. Throws when its payload cannot be opened. */
export async function openJob({ sealer }: Pick<Dependencies, 'sealer'>, row: Row<'jobs'>): Promise<Job> {
  return JSON.parse(await sealer.open(row.id, row.payload)) as Job;
}

/** A worker's hold on a row: gone when the lease ran out and another took it, or when a new job took its place. */
const held = ({ db }: Pick<Dependencies, 'db'>, { id, attempts }: Pick<Row<'jobs'>, 'id' | 'attempts'>) =>
  db.updateTable('jobs').where('id', '=', id).where('attempts', '=', attempts).where('done_at', 'is', null);

/** Keeps a job that takes long. */
export async function renewLease(deps: Pick<Dependencies, 'db'>, row: Row<'jobs'>): Promise<void> {
  await held(deps, row).set({ locked_until: leaseEnd }).execute();
}

/** The retry rule of a row; only kinds that are known here are ever claimed. */
export const ruleOf = ({ kind }: Pick<Row<'jobs'>, 'kind'>): RetryRule => jobKinds[kind as Job['kind']].retry;

/** What became of a job. */
export type Outcome = 'done' | 'again' | 'dead';

/** Closes a job; one that failed is put off as its kind wants it, and dies when no try is left. Keeps why. */
export async function finishJob(deps: Claiming, row: Row<'jobs'>, error?: unknown): Promise<Outcome> {
  const now = deps.clock.now();
  if (error === undefined) {
    await held(deps, row).set({ done_at: now, locked_until: null, error: null }).execute();
    return 'done';
  }
  const wait = error instanceof GiveUp ? null : retryDelay(ruleOf(row), row.attempts, randomShare());
  const why = describe(error);
  if (wait === null) {
    await held(deps, row).set({ dead_at: now, locked_until: null, error: why }).execute();
    return 'dead';
  }
  const run_at = new Date(now.getTime() + wait);
  await held(deps, row).set({ run_at, locked_until: null, error: why }).execute();
  return 'again';
}

/** An error in a few words, its code first; causes are left out, as servers put addresses into them. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 500);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`.slice(0, 500);
}
