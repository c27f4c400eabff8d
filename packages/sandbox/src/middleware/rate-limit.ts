import { rateLimits } from '@jse/sdk/rules';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import type { Actor } from './actor.ts';

/** Whose calls are counted together. */
export interface Caller {
  readonly kind: 'token' | 'session' | 'anonymous';
  readonly id: string;
}

/** Where a caller stands after a call: his limit, what is left of it, and the seconds until it starts anew. */
export interface RateState {
  readonly kind: Caller['kind'];
  readonly limit: number;
  readonly left: number;
  readonly seconds: number;
}

/** Who is counted for a call: the session, the tokens, or the vendor's software as a whole. */
export async function callerOf({ editor, firm, session }: Actor, request: Request): Promise<Caller> {
  if (session) return { kind: 'session', id: session.hash };
  if (!firm) return { kind: 'anonymous', id: editor.shortcut };
  const [office, user] = ['office', 'user'].map((kind) => request.headers.get(`jse-editor-token-${kind}`) ?? '');
  return { kind: 'token', id: await sha256Hex(`${office}\n${user}`) };
}

/** Counts a call, for all processes; null where the settings know no limits. The count itself refuses nothing. */
export async function countCall(
  { db, clock, settings }: Pick<Dependencies, 'db' | 'clock' | 'settings'>,
  { kind, id }: Caller,
): Promise<RateState | null> {
  if (settings.rateLimits === null) return null;
  const window = rateLimits.window * 1000;
  const now = clock.real().getTime();
  const start = now - (now % window);
  const { count } = await db
    .insertInto('rate_counters')
    .values({ key: `${kind}:${id}`, window_start: new Date(start), count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'window_start'])
        .doUpdateSet((row) => ({ count: row(row.ref('rate_counters.count'), '+', 1) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  const limit = settings.rateLimits[kind];
  return { kind, limit, left: limit - count, seconds: Math.ceil((start + window - now) / 1000) };
}

/** Counts a call and refuses it beyond the limit; `note` learns where the caller stands. */
export async function limitRate(
  deps: Pick<Dependencies, 'db' | 'clock' | 'settings'>,
  caller: Caller,
  note: { rate?: RateState },
): Promise<void> {
  const state = await countCall(deps, caller);
  if (!state) return;
  note.rate = state;
  if (state.left < 0) throw new Refusal('rate_limited', undefined, { retryAfterSeconds: state.seconds });
}

/** Credentials that were refused count for the software they were tried on: a flood of them is turned away. */
export async function countingRefusals<T>(
  deps: Pick<Dependencies, 'db' | 'clock' | 'settings'>,
  editor: string,
  note: { rate?: RateState },
  authenticate: () => Promise<T>,
): Promise<T> {
  try {
    return await authenticate();
  } catch (error) {
    const unknownEditor = error instanceof Refusal && error.code === 'not_found';
    // A shortcut that is none has no row of its own: whoever tries many would fill the table.
    if (error instanceof Refusal) await limitRate(deps, { kind: 'anonymous', id: unknownEditor ? '' : editor }, note);
    throw error;
  }
}

/** The RateLimit fields (draft-ietf-httpapi-ratelimit-headers-11). */
export function setRateHeaders(headers: Headers, { kind, limit, left, seconds }: RateState): void {
  headers.set('ratelimit-policy', `"${kind}";q=${limit};w=${rateLimits.window}`);
  headers.set('ratelimit', `"${kind}";r=${Math.max(0, left)};t=${seconds}`);
}
