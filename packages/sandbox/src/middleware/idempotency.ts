import { deadlines } from '@jse/sdk/rules';
import { type RawBuilder, sql } from 'kysely';
import { newId, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { gatherTransactions, type GatheredTransactions } from '../store/gathered-transactions.ts';

/** A call is held to be running for 30 s after it last said so, by the database's time, which all processes share. */
const leaseEnd: RawBuilder<Date> = sql`clock_timestamp() + interval '30 seconds'`;
/** How often it says so, in milliseconds. */
const beatEvery = 10_000;

/** What was answered the first time; `body` is JSON. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
}

/** A call with a key. `caller` is whose token or page makes it, `target` its method and path. */
export interface KeyedCall {
  readonly key: string;
  readonly caller: string;
  readonly target: string;
  readonly fingerprint: string;
  /** It commits by itself as it goes along and can be taken up again; its effects are not gathered. */
  readonly severalSteps: boolean;
  /** How a refusal is answered. */
  readonly refused: (refusal: Refusal) => Promise<StoredAnswer>;
}

/** The key of a call, unquoted (the draft's structured string and the bare habit are both taken), or null. */
export function idempotencyKey(request: Request): string | null {
  const header = request.headers.get('idempotency-key');
  if (header === null || request.method === 'GET' || request.method === 'HEAD') return null;
  const key = /^"([^"]*)"$/.exec(header)?.[1] ?? header;
  if (/^[\x21-\x7e]{1,255}$/.test(key) && !key.includes('"')) return key;
  throw new Refusal('validation_failed', 'Idempotency-Key is malformed', {
    errors: [{ pointer: '/header/Idempotency-Key', code: 'malformed', detail: '1 to 255 printable ASCII characters' }],
  });
}

/**
 * Runs a call once for its key (draft-ietf-httpapi-idempotency-key-header-07): a second call with the same body gets the
 * first one's answer, one with another body is refused, one that comes while the first runs is told to come back. The
 * answer is committed in the transaction of the effect, so that a process that dies leaves both or neither; a call whose
 * process is gone is run anew once its lease is over, and one that was held dead too early can commit nothing any more.
 * A refusal is kept where the call has written something; one that changed nothing leaves no trace of its key.
 */
export async function once(
  deps: Dependencies,
  call: KeyedCall,
  run: (deps: Dependencies, repetition: string) => Promise<StoredAnswer>,
): Promise<StoredAnswer & { readonly replayed: boolean }> {
  const scope = await sha256Hex(`${call.caller}\n${call.target}\n${call.key}`);
  const known = await answered(deps, scope, call.fingerprint);
  if (known) return { ...known, replayed: true };
  const owner = newId('run');
  if (!(await claim(deps, scope, owner, call.fingerprint))) throw inFlight();
  const mine = { scope, owner };
  const gathered = call.severalSteps ? ungathered(deps.db) : gatherTransactions(deps.db, (db) => hold(db, mine));
  const beat = setInterval(() => void hold(deps.db, mine).catch(() => undefined), beatEvery);
  try {
    const answer = await run({ ...deps, db: gathered.db }, await sha256Hex(`${scope}\n${call.fingerprint}`));
    await gathered.commit((db) => keep(db, mine, answer));
    return { ...answer, replayed: false };
  } catch (error) {
    // Where even that fails the database is gone; the lease then ends by itself.
    await leave(gathered, mine, call, error).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** Frees the keys of calls that died with a process before this one, where the database is this process's alone. */
export async function freeKeys({ db }: Pick<Dependencies, 'db'>): Promise<void> {
  await db.updateTable('idempotency').set({ lease_until: null }).where('status', 'is', null).execute();
}

interface Mine {
  readonly scope: string;
  readonly owner: string;
}

const inFlight = () => new Refusal('idempotency_in_flight', undefined, { retryAfterSeconds: 1 });

/** The answer on file; nothing where the call is to be run. Refuses another body, and a call that is running. */
async function answered(deps: Dependencies, scope: string, fingerprint: string): Promise<StoredAnswer | undefined> {
  const row = await deps.db
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'response', sql<boolean>`lease_until > clock_timestamp()`.as('running')])
    .where('scope', '=', scope)
    .where('expires_at', '>', deps.clock.now())
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint) throw new Refusal('idempotency_key_reused');
  if (row.status !== null && row.response !== null) return { status: row.status, body: row.response };
  if (row.running) throw inFlight();
  return undefined;
}

/** Makes the key ours where nobody has it, where it has run out, or where the process that had it is gone. */
async function claim(deps: Dependencies, scope: string, owner: string, fingerprint: string): Promise<boolean> {
  const now = deps.clock.now();
  const row = {
    fingerprint,
    owner,
    status: null,
    response: null,
    started_at: now,
    lease_until: leaseEnd,
    expires_at: new Date(now.getTime() + deadlines.idempotencyReplay),
  };
  const claimed = await deps.db
    .insertInto('idempotency')
    .values({ scope, ...row })
    .onConflict((conflict) =>
      conflict
        .column('scope')
        .doUpdateSet(row)
        .where((found) =>
          found.or([
            found.and([found('idempotency.status', 'is not', null), found('idempotency.expires_at', '<=', now)]),
            found.and([
              found('idempotency.status', 'is', null),
              sql<boolean>`(idempotency.lease_until is null or idempotency.lease_until <= clock_timestamp())`,
            ]),
          ]),
        ),
    )
    .returning('scope')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Prolongs the lease and locks the row, so that nobody takes the call over from here on; refuses where somebody has. */
async function hold(db: Database, { scope, owner }: Mine): Promise<void> {
  const held = await db
    .updateTable('idempotency')
    .set({ lease_until: leaseEnd })
    .where('scope', '=', scope)
    .where('owner', '=', owner)
    .where('status', 'is', null)
    .returning('scope')
    .executeTakeFirst();
  if (!held) throw inFlight();
}

async function keep(db: Database, { scope, owner }: Mine, { status, body }: StoredAnswer): Promise<void> {
  await db
    .updateTable('idempotency')
    .set({ status, response: body, lease_until: null })
    .where('scope', '=', scope)
    .where('owner', '=', owner)
    .execute();
}

/** An answer whose commit was in doubt and came through is not forgotten. */
async function forget(db: Database, { scope, owner }: Mine): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('scope', '=', scope)
    .where('owner', '=', owner)
    .where('status', 'is', null)
    .execute();
}

/** Ends a call that was not answered as it should: a failure undoes what it wrote, a refusal keeps it with itself. */
async function leave(gathered: GatheredTransactions, mine: Mine, call: KeyedCall, error: unknown): Promise<void> {
  if (!(error instanceof Refusal)) await gathered.rollback();
  const final = error instanceof Refusal && !error.retryable && (call.severalSteps || gathered.written());
  const answer = final ? await call.refused(error) : null;
  await gathered.commit((db) => (answer ? keep(db, mine, answer) : forget(db, mine)));
}

/** For a call that commits as it goes along. */
const ungathered = (db: Database): GatheredTransactions => ({
  db,
  written: () => false,
  commit: (last) => last(db),
  rollback: () => Promise.resolve(),
});
