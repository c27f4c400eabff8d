import * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import { keepClock } from '../../domain/kept-clock.ts';
import type { App } from '../../route.ts';
import { bodyOf, developerRoute } from './access.ts';

const year = 366 * 86_400_000;
const Advance = z.union([
  z.object({ milliseconds: z.int().check(z.positive(), z.maximum(100 * year)) }),
  z.object({ months: z.int().check(z.positive(), z.maximum(1200)) }),
]);
const shown = 12;

/** The clock: where it stands, what it will do next, and moving it forward. */
export function clockRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'GET', '/sandbox/clock', async () => clockState(deps));
  developerRoute(app, deps, 'POST', '/sandbox/clock', async (call) => {
    const wanted = await bodyOf(call, Advance);
    const before = deps.clock.now();
    deps.clock.advance(
      'months' in wanted ? addMonths(before, wanted.months).getTime() - before.getTime() : wanted.milliseconds,
    );
    await keepClock(deps);
    const after = deps.clock.now();
    await deps.worker.drain();
    return { ...(await clockState(deps)), done: await doneSince(deps, after) };
  });
}

async function clockState({ db, clock }: Dependencies) {
  const waiting = await db
    .selectFrom('jobs')
    .select(['kind', 'run_at', 'attempts', 'error'])
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .orderBy('run_at')
    .limit(shown)
    .execute();
  return {
    now: clock.now().toISOString(),
    real: clock.real().toISOString(),
    next: waiting.map(({ kind, run_at, attempts, error }) => ({ kind, at: run_at.toISOString(), attempts, error })),
  };
}

/** What was done since an instant, counted by kind; what plans itself anew has its old row replaced and is left out. */
async function doneSince({ db }: Dependencies, since: Date) {
  const rows = await db
    .selectFrom('jobs')
    .select((row) => ['kind', row.fn.countAll<string | number>().as('count')])
    .where('done_at', '>=', since)
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  return rows.map(({ kind, count }) => ({ kind, count: Number(count) }));
}

/** The same day of a later month, or its last one (31 January → 28 February). */
function addMonths(at: Date, months: number): Date {
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)).getUTCDate();
  const moved = new Date(at);
  moved.setUTCMonth(at.getUTCMonth() + months, Math.min(at.getUTCDate(), lastDay));
  return moved;
}
