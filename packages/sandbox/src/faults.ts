import * as z from 'zod/mini';
import { randomDigits } from './crypto.ts';
import type { Dependencies } from './dependencies.ts';
import { toJson } from './store/tables.ts';

const percent = z.int().check(z.minimum(0), z.maximum(100));

/**
 * What a developer lets go wrong: milliseconds added to every call, and shares in percent of calls that fail, of SMS and
 * of e-mails that get lost.
 */
export const Faults = z.object({
  latencyMs: z.int().check(z.minimum(0), z.maximum(30_000)),
  errorPercent: percent,
  smsLostPercent: percent,
  emailLostPercent: percent,
});
/** The faults in force. */
export type Faults = z.infer<typeof Faults>;
type Sources = Pick<Dependencies, 'db' | 'developerToken'>;

const none: Faults = { latencyMs: 0, errorPercent: 0, smsLostPercent: 0, emailLostPercent: 0 };

/** Reads the faults in force, for every process; none without a developer token, whatever the table says. */
export async function faultsInForce({ db, developerToken }: Sources): Promise<Faults> {
  if (developerToken === null) return none;
  const rows = await db.selectFrom('faults').selectAll().execute();
  const parsed = z.partial(Faults).safeParse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
  return { ...none, ...(parsed.success ? (parsed.data as Partial<Faults>) : {}) };
}

/** Puts these faults in force in place of the ones before. */
export async function putFaults({ db }: Pick<Dependencies, 'db'>, faults: Faults): Promise<void> {
  await db.transaction().execute(async (within) => {
    await within.deleteFrom('faults').execute();
    const rows = Object.entries(faults).map(([name, value]) => ({ name, value: toJson(value) }));
    await within.insertInto('faults').values(rows).execute();
  });
}

/**
 * Answers a call of the API as the faults in force want it: late, with `unavailable` before anything was done, or (every
 * second failure) with `internal` after everything was done, the answer being lost on its way.
 */
export async function withFaults(
  deps: Sources,
  answer: () => Promise<Response>,
  fail: (code: 'unavailable' | 'internal') => Response,
): Promise<Response> {
  const { latencyMs, errorPercent } = await faultsInForce(deps);
  if (latencyMs > 0) await new Promise((done) => setTimeout(done, latencyMs));
  if (!happens(errorPercent)) return answer();
  if (happens(50)) return fail('unavailable');
  await (await answer()).body?.cancel();
  return fail('internal');
}

/** Whether a message gets lost on its way. */
export async function isLost(deps: Sources, channel: 'email' | 'sms'): Promise<boolean> {
  const { smsLostPercent, emailLostPercent } = await faultsInForce(deps);
  return happens(channel === 'sms' ? smsLostPercent : emailLostPercent);
}

function happens(percentage: number): boolean {
  return Number(randomDigits(2)) < percentage;
}
