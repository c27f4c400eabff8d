import { deadlines } from '@jse/sdk/rules';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';

/** A call that has not answered after this long died with its process; its key is free again. */
const abandonedAfter = 120_000;

/** What was answered the first time. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
}

/** The key of a call, unquoted (the draft's structured string and the bare habit are both taken), or null. */
export function idempotencyKey(request: Request): string | null {
  const header = request.headers.get('idempotency-key');
  if (header === null || request.method === 'GET') return null;
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Refusal('validation_failed', 'Idempotency-Key is malformed');
  return key;
}

/**
 * Runs a call once for its key: a second call with the same body gets the first one's answer, one with another body is
 * refused, one that comes while the first still runs is told to come back. The scope binds the key to caller and path.
 */
export async function once(
  deps: Dependencies,
  call: { readonly key: string; readonly caller: string; readonly request: Request; readonly body: Uint8Array },
  run: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { readonly replayed: boolean }> {
  const now = deps.clock.now();
  const target = `${call.caller} ${call.request.method} ${new URL(call.request.url).pathname}`;
  const scope = await sha256Hex(`${target} ${call.key}`);
  const fingerprint = await sha256Hex(stripBoundary(call.request, call.body));
  await deps.db
    .deleteFrom('idempotency')
    .where('scope', '=', scope)
    .where((row) =>
      row.or([
        row('expires_at', '<=', now),
        row.and([row('status', 'is', null), row('started_at', '<=', new Date(now.getTime() - abandonedAfter))]),
      ]),
    )
    .execute();
  const claimed = await deps.db
    .insertInto('idempotency')
    .values({ scope, fingerprint, started_at: now, expires_at: new Date(now.getTime() + deadlines.idempotencyReplay) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('scope')
    .executeTakeFirst();
  if (!claimed) return { ...(await firstAnswer(deps, scope, fingerprint)), replayed: true };
  try {
    const answer = await run();
    await deps.db
      .updateTable('idempotency')
      .set({ status: answer.status, response: answer.body })
      .where('scope', '=', scope)
      .execute();
    return { ...answer, replayed: false };
  } catch (error) {
    await deps.db.deleteFrom('idempotency').where('scope', '=', scope).execute();
    throw error;
  }
}

async function firstAnswer(deps: Dependencies, scope: string, fingerprint: string): Promise<StoredAnswer> {
  const row = await deps.db.selectFrom('idempotency').selectAll().where('scope', '=', scope).executeTakeFirst();
  if (!row) throw new Refusal('idempotency_in_flight', undefined, { retryAfterSeconds: 1 });
  if (row.fingerprint !== fingerprint) throw new Refusal('idempotency_key_reused');
  if (row.status === null || row.response === null) {
    throw new Refusal('idempotency_in_flight', undefined, { retryAfterSeconds: 1 });
  }
  return { status: row.status, body: row.response };
}

/** A multipart boundary differs at each attempt of the same form; it is no part of what was asked. */
function stripBoundary(request: Request, body: Uint8Array): Uint8Array | string {
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers.get('content-type') ?? '')?.[1];
  if (!boundary) return body;
  return new TextDecoder('latin1').decode(body).replaceAll(boundary, '');
}
