import { retryDelay } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import type { Row } from '../store/tables.ts';
import { GiveUp, type Lane, lanes } from './job.ts';
import { createJobLane, type JobLane } from './job-lane.ts';
import { claimJob, describe, dueLanes, finishJob, leaseRenewal, openJob, renewLease, ruleOf } from './jobs.ts';
import { perform } from './perform.ts';
import { oneAfterAnother } from './turns.ts';

/** Does the jobs of one process; there may be several processes. */
export interface Worker {
  /** Says that something may be due; returns at once. */
  wake(): void;
  /** Resolves when this worker finds nothing more that is due (in these lanes, if named): how many jobs it did. */
  drain(...lanes: Lane[]): Promise<number>;
  /** Finishes what is under way and does nothing more. */
  stop(): Promise<void>;
}

/** How many jobs of a lane are done at a time. */
const widths: Readonly<Record<Lane, number>> = { upkeep: 1, email: 4, sms: 4, webhook: 8, archive: 1 };

/** A worker over the platform's jobs. */
export function createWorker(dependencies: () => Dependencies): Worker {
  let stopped = false;
  const onError = (error: unknown) =>
    dependencies().log({ event: 'worker.failed', level: 'error', error: describe(error) });
  const laneOf = (lane: Lane) =>
    createJobLane({
      width: () => widthOf(dependencies(), lane),
      claim: () => (stopped ? Promise.resolve(undefined) : claimJob(dependencies(), lane)),
      perform: (row: Row<'jobs'>) => runJob(dependencies(), row),
      onIdle: () => wake(),
      onError,
    });
  const byLane = Object.fromEntries(lanes.map((lane) => [lane, laneOf(lane)])) as Record<Lane, JobLane>;
  const due = async (): Promise<Lane[]> => (stopped ? [] : dueLanes(dependencies()));
  const looks = oneAfterAnother(async () => {
    // Not awaited: what is slow in one lane must not keep another from being looked after.
    for (const lane of await due()) byLane[lane].look().catch(onError);
  });
  const wake = () => void looks.run().catch(onError);
  const drain = async (...wanted: Lane[]): Promise<number> => {
    const asked: readonly Lane[] = wanted.length === 0 ? lanes : wanted;
    const done = () => asked.reduce((sum, lane) => sum + byLane[lane].done(), 0);
    const atFirst = done();
    // What one lane does makes work for another: an expiry writes mails.
    for (;;) {
      const before = done();
      const now = await due();
      await Promise.all(asked.map((lane) => byLane[lane].settle(now.includes(lane))));
      if (done() === before) return before - atFirst;
    }
  };
  return {
    wake,
    drain,
    async stop() {
      stopped = true;
      await looks.idle();
      await Promise.all(lanes.map((lane) => byLane[lane].settle(false)));
    },
  };
}

/** Without a provider, mails and SMS keep their order, one by one. */
function widthOf({ mailer, smsGateway }: Dependencies, lane: Lane): number {
  return (lane === 'email' && !mailer) || (lane === 'sms' && !smsGateway) ? 1 : widths[lane];
}

/** Does one job under its lease; whatever happens in it stays in its row and in the log. True when it was done. */
async function runJob(deps: Dependencies, row: Row<'jobs'>): Promise<boolean> {
  const renewal = setInterval(() => {
    renewLease(deps, row).catch((error: unknown) =>
      deps.log({ event: 'job.lease-not-renewed', id: row.id, kind: row.kind, error: describe(error) }),
    );
  }, leaseRenewal);
  const { id, kind, attempts } = row;
  try {
    // Its workers died in it, one after another, without ever saying why.
    if (attempts > 1 && retryDelay(ruleOf(row), attempts - 1, 0.5) === null) throw new GiveUp('Its last worker died');
    await perform(deps, row, await openJob(deps, row));
    await finishJob(deps, row);
    return true;
  } catch (error) {
    const outcome = await finishJob(deps, row, error).catch((cause: unknown) => {
      deps.log({ event: 'job.not-closed', level: 'error', id, kind, attempts, error: describe(cause) });
      return 'again' as const;
    });
    const event = outcome === 'dead' ? 'job.dead' : 'job.failed';
    deps.log({ event, level: 'error', id, kind, attempts, error: describe(error) });
    return false;
  } finally {
    clearInterval(renewal);
  }
}
