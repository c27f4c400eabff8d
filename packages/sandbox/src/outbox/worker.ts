import { retryDelay } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import type { Row } from '../store/tables.ts';
import { GiveUp, type Lane } from './job.ts';
import { claimJob, describe, finishJob, leaseRenewal, openJob, renewLease, ruleOf } from './jobs.ts';
import { perform } from './perform.ts';

/** Does the jobs of one process; there may be several processes. */
export interface Worker {
  /** Says that something may be due; returns at once. */
  wake(): void;
  /** Resolves when this worker finds nothing more that is due (in these lanes, if named): how many jobs it did. */
  drain(...lanes: Lane[]): Promise<number>;
  /** Finishes what is under way and does nothing more. */
  stop(): Promise<void>;
}

/** How many jobs of a lane are done at a time. Without a provider, mails and SMS keep their order one by one. */
const widths: Readonly<Record<Lane, number>> = { upkeep: 1, email: 4, sms: 4, webhook: 8 };
const lanes = Object.keys(widths) as Lane[];

/** A worker over the platform's jobs. */
export function createWorker(dependencies: () => Dependencies): Worker {
  let stopped = false;
  const runs = Object.fromEntries(
    lanes.map((lane) => [lane, oneAfterAnother(() => (stopped ? Promise.resolve(0) : runLane(dependencies(), lane)))]),
  ) as Record<Lane, () => Promise<number>>;
  const runAll = async (wanted: readonly Lane[]): Promise<number> => {
    const done = await Promise.all(wanted.map((lane) => runs[lane]()));
    return done.reduce((sum, count) => sum + count, 0);
  };
  const drain = async (...wanted: Lane[]): Promise<number> => {
    let total = 0;
    // What one lane does makes work for another: an expiry writes mails.
    for (;;) {
      const done = await runAll(wanted.length === 0 ? lanes : wanted);
      total += done;
      if (done === 0) return total;
    }
  };
  return {
    drain,
    wake: () =>
      void drain().catch((error: unknown) => dependencies().log({ event: 'worker.failed', error: describe(error) })),
    async stop() {
      stopped = true;
      await runAll(lanes).catch(() => 0);
    },
  };

  async function runLane(deps: Dependencies, lane: Lane): Promise<number> {
    const width = (lane === 'email' && !deps.mailer) || (lane === 'sms' && !deps.smsGateway) ? 1 : widths[lane];
    const running = new Set<Promise<void>>();
    let done = 0;
    try {
      while (!stopped) {
        const row = await claimJob(deps, lane);
        if (!row && running.size === 0) break;
        if (row) {
          const job: Promise<void> = runJob(deps, row)
            .then((finished) => void (done += finished ? 1 : 0))
            .finally(() => running.delete(job));
          running.add(job);
        }
        if (!row || running.size >= width) await Promise.race(running);
      }
    } finally {
      await Promise.allSettled(running);
    }
    return done;
  }
}

/**
 * Runs one at a time. A caller waits for a run that began after his call, since the one under way may have looked before
 * he put his job in; callers in between share it.
 */
function oneAfterAnother(run: () => Promise<number>): () => Promise<number> {
  let current: Promise<number> | null = null;
  let next: Promise<number> | null = null;
  const start = () => {
    next = null;
    const started = run().finally(() => {
      if (current === started) current = null;
    });
    return (current = started);
  };
  return () => {
    if (next) return next;
    if (!current) return start();
    next = current.then(start, start);
    return next;
  };
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
