import { oneAfterAnother } from './turns.ts';

/** The jobs of one lane that one process does: at most so many at a time, a new one as soon as a place is free. */
export interface JobLane {
  /** Takes what is due, as far as there are places; does not wait until it is done. */
  look(): Promise<void>;
  /** Resolves when nothing is under way and (where it is to look) nothing more is due. */
  settle(look: boolean): Promise<void>;
  /** How many jobs were done so far. */
  done(): number;
}

/**
 * A lane of `width` places. `claim` takes a job that is due; `perform` does it, never rejects, and tells whether it was
 * done; `onIdle` is told when the last place is free again.
 */
export function createJobLane<T>(parts: {
  readonly width: () => number;
  readonly claim: () => Promise<T | undefined>;
  readonly perform: (job: T) => Promise<boolean>;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}): JobLane {
  const running = new Set<Promise<void>>();
  let done = 0;
  const start = (job: T) => {
    const one: Promise<void> = parts.perform(job).then((finished) => {
      done += finished ? 1 : 0;
      running.delete(one);
      looks.run().catch(parts.onError);
      if (running.size === 0) parts.onIdle();
    });
    running.add(one);
  };
  const looks = oneAfterAnother(async () => {
    while (running.size < parts.width()) {
      const job = await parts.claim();
      if (job === undefined) return;
      start(job);
    }
  });
  return {
    look: looks.run,
    async settle(look) {
      if (look) await looks.run();
      await looks.idle();
      while (running.size > 0) {
        await Promise.race(running);
        await looks.idle();
      }
    },
    done: () => done,
  };
}
