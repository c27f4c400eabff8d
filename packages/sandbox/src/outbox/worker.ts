import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { expireCollection } from '../domain/expire.ts';
import { keepHouse } from '../domain/housekeeping.ts';
import { purgeCollection } from '../domain/purge.ts';
import { remindByItself } from '../domain/remind.ts';
import { isLost } from '../faults.ts';
import { claimJobs, finishJob, type Job } from './jobs.ts';

/** Does the jobs of one process, one after another. */
export interface Worker {
  /** Says that something may be due; returns at once. */
  wake(): void;
  /** Resolves when everything that is due has been done, by this call or one before it. */
  drain(): Promise<number>;
  /** Finishes what is under way and does nothing more. */
  stop(): Promise<void>;
}

/** A worker over the platform's jobs. */
export function createWorker(dependencies: () => Dependencies): Worker {
  let last: Promise<number> = Promise.resolve(0);
  let stopped = false;
  const drain = () => {
    last = last.catch(() => 0).then(() => (stopped ? 0 : runDueJobs(dependencies())));
    return last;
  };
  return {
    drain,
    wake: () =>
      void drain().catch((error: unknown) => dependencies().log({ event: 'worker.failed', error: String(error) })),
    async stop() {
      stopped = true;
      await last.catch(() => 0);
    },
  };
}

/** Runs every job that is due, in order of its time, until none is left. Returns how many were done. */
async function runDueJobs(deps: Dependencies): Promise<number> {
  let done = 0;
  for (;;) {
    const claimed = await claimJobs(deps, 20);
    if (claimed.length === 0) return done;
    for (const { row, job } of claimed) {
      try {
        await perform(deps, job);
        await finishJob(deps, row);
        done += 1;
      } catch (error) {
        deps.log({ event: 'job.failed', id: row.id, kind: row.kind, attempts: row.attempts, error: String(error) });
        await finishJob(deps, row, error);
      }
    }
  }
}

async function perform(deps: Dependencies, job: Job): Promise<void> {
  switch (job.kind) {
    case 'email':
      return deliver(deps, 'email', job.to, job.subject, job.text);
    case 'sms':
      return deliver(deps, 'sms', job.to, '', job.text);
    case 'expire':
      return expireCollection(deps, job.collectionId);
    case 'purge':
      return purgeCollection(deps, job.collectionId);
    case 'remind':
      return remindByItself(deps, job.collectionId, job.sent);
    case 'housekeeping':
      return keepHouse(deps);
  }
}

/** The sandbox's post office: everything lands in the outbox, but for what a developer lets get lost. */
async function deliver(
  deps: Dependencies,
  channel: 'email' | 'sms',
  recipient: string,
  subject: string,
  text: string,
): Promise<void> {
  if (await isLost(deps, channel)) {
    deps.log({ event: 'message.lost', channel });
    return;
  }
  const id = newId('msg');
  const body_sealed = await deps.sealer.seal(id, text);
  await deps.db
    .insertInto('messages')
    .values({ id, channel, recipient, subject, body_sealed, created_at: deps.clock.now() })
    .execute();
}
