import type { wire } from '@jse/sdk/contract';
import { retryDelay } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { fromHex } from '../../certificates/bytes.ts';
import { newId, toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { OutgoingError } from '../../outgoing.ts';
import { describe, enqueue, ruleOf } from '../../outbox/jobs.ts';
import { GiveUp } from '../../outbox/job.ts';
import { Refusal } from '../../problem.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow, findCollection } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { keptState } from '../kept-state.ts';
import { makeArchive, requireArchivable } from './pack.ts';

type Push = z.infer<typeof wire.ArchivePush>;
type Receipt = NonNullable<Push['receipt']>;
/** What is kept of a push that is over. */
type Outcome = { readonly receipt: Receipt | null; readonly error: string | null };

/** The longest that a safe may take for the whole archive, in milliseconds. */
const timeout = 600_000;
const jobKey = (pushId: string): string => `archive:${pushId}`;

/**
 * Has the archive put into the vendor's safe by HTTP PUT. The headers that open the safe are encrypted at rest, and the
 * address as well: the key may be in its query. Only its origin is seen.
 */
export async function pushArchive(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  { url, headers }: z.infer<typeof wire.ArchivePushCreate>,
): Promise<Push> {
  await deps.checkTarget(url);
  requireArchivable(deps, (await findCollection(deps.db, actor, collectionId)).row);
  const id = newId('psh');
  const push: Row<'archive_pushes'> = {
    id,
    collection_id: collectionId,
    url: new URL(url).origin,
    headers_sealed: await deps.sealer.seal(id, JSON.stringify({ url, headers })),
    state: 'pending',
    receipt: null,
    created_at: deps.clock.now(),
    done_at: null,
  };
  await deps.db.transaction().execute(async (db) => {
    const { row } = await findCollection(db, actor, collectionId, true);
    requireArchivable(deps, row);
    await db
      .insertInto('archive_pushes')
      .values({ ...push, receipt: null })
      .execute();
    await enqueue(db, deps, { kind: 'archive', pushId: id, collectionId }, { key: jobKey(id) });
    const data = { pushId: id, safe: push.url };
    await appendEvidence(db, deps.clock, collectionId, 'archive.asked', actorName(actor), data);
  });
  return toPush(push);
}

/** A push of a collection's archive, with its receipt once it is there. */
export async function findPush(deps: Dependencies, actor: Actor, collectionId: string, id: string): Promise<Push> {
  await findCollection(deps.db, actor, collectionId);
  const row = await deps.db
    .selectFrom('archive_pushes')
    .selectAll()
    .where('id', '=', id)
    .where('collection_id', '=', collectionId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such push');
  if (row.state !== 'pending') return toPush(row);
  const alive = await deps.db
    .selectFrom('jobs')
    .select('id')
    .where('key', '=', jobKey(id))
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .executeTakeFirst();
  // Its workers died in it: nobody is left to say so.
  return toPush(alive ? row : { ...row, state: 'failed' });
}

/** Sends the archive under the job that the row is; a safe that refuses it for good (4xx) is not asked again. */
export async function sendArchive(deps: Dependencies, job: Row<'jobs'>, pushId: string): Promise<void> {
  const push = await deps.db.selectFrom('archive_pushes').selectAll().where('id', '=', pushId).executeTakeFirst();
  if (push?.state !== 'pending') return;
  const row = await collectionRow(deps.db, push.collection_id);
  const last = retryDelay(ruleOf(job), job.attempts, 0.5) === null;
  const fail = async (outcome: Outcome, final: boolean, cause?: unknown): Promise<never> => {
    if (final || last) await close(deps, push, outcome);
    const ours = cause !== undefined && !(cause instanceof OutgoingError);
    const message = `The safe has not taken the archive: ${ours ? describe(cause) : (outcome.error ?? '')}`;
    throw final ? new GiveUp(message) : new Error(message, { cause });
  };
  const purged = () => fail({ receipt: null, error: 'purged' }, true);
  if (!row || keptState(row, deps) !== 'completed') return purged();
  const receipt = await put(deps, push).catch((cause: unknown) => {
    // The purge came while its files were being read.
    if (cause instanceof Refusal && cause.code === 'state_conflict') return purged();
    return fail({ receipt: null, error: reasonOf(cause) }, false, cause);
  });
  if (receipt.status >= 200 && receipt.status < 300) return close(deps, push, { receipt, error: null });
  const again = receipt.status >= 500 || receipt.status === 408 || receipt.status === 429;
  await fail({ receipt, error: `status_${receipt.status}` }, !again);
}

async function put(deps: Dependencies, push: Row<'archive_pushes'>): Promise<Receipt> {
  const { size, sha256, body } = await makeArchive(deps, push.collection_id);
  const safe = JSON.parse(await deps.sealer.open(push.id, push.headers_sealed)) as {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  const headers = new Headers(safe.headers);
  headers.set('content-type', 'application/zip');
  headers.set('content-length', String(size));
  headers.set('repr-digest', `sha-256=:${toBase64(fromHex(sha256))}:`);
  const streamed = { body: body(), duplex: 'half' } as RequestInit;
  const request = new Request(safe.url, { method: 'PUT', headers, redirect: 'error', ...streamed });
  const answer = await deps.callOut(request, { timeout, discardBody: true });
  const [etag, location] = [answer.headers.get('etag'), answer.headers.get('location')];
  return {
    status: answer.status,
    sha256,
    size,
    etag: etag?.slice(0, 500) ?? null,
    location: location === null ? null : placeOf(location),
  };
}

/** Why a push came to nothing, in one word; what is no call's fault nor a service's that is down is the platform's own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof OutgoingError) return cause.code;
  return cause instanceof Refusal && cause.code === 'unavailable' ? 'unavailable' : 'internal';
}

/** Where the safe says that it put the archive, without what opens the place: a signed address is a key. */
const placeOf = (location: string): string =>
  location
    .replace(/[?#].*$/s, '')
    .replace(/^([a-z][a-z\d+.-]*:)?[\\/]{2}[^\\/]*@/i, '$1//')
    .slice(0, 2000);

/** Ends a push, with what the evidence must know of it: where it went, what was sent, what the safe answered. */
async function close(deps: Dependencies, push: Row<'archive_pushes'>, outcome: Outcome): Promise<void> {
  const state = outcome.error === null ? 'done' : 'failed';
  await deps.db.transaction().execute(async (db) => {
    await collectionRow(db, push.collection_id, true);
    const closed = await db
      .updateTable('archive_pushes')
      .set({ state, receipt: toJson(outcome), done_at: deps.clock.now() })
      .where('id', '=', push.id)
      .where('state', '=', 'pending')
      .returning('id')
      .executeTakeFirst();
    if (!closed) return;
    const data = {
      pushId: push.id,
      safe: push.url,
      ...outcome.receipt,
      ...(outcome.error && { error: outcome.error }),
    };
    const type = state === 'done' ? 'archive.pushed' : 'archive.refused';
    await appendEvidence(db, deps.clock, push.collection_id, type, 'platform', data);
  });
}

function toPush({ id, state, receipt, created_at, done_at }: Row<'archive_pushes'>): Push {
  const outcome = receipt as Outcome | null;
  return {
    id,
    state,
    receipt: outcome?.receipt ?? null,
    error: outcome?.error ?? null,
    createdAt: created_at.toISOString(),
    doneAt: done_at?.toISOString() ?? null,
  };
}
