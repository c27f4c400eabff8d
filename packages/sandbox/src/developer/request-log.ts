import type { Operation } from '@jse/sdk/contract';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import type { RateState } from '../middleware/rate-limit.ts';
import { toJson } from '../store/tables.ts';
import { sdkCall } from './sdk-calls.ts';
import { redact } from './shown-fields.ts';

/** What a route finds out about a call while it serves it; filled in as far as it gets. */
export interface Trace {
  operation?: Operation;
  params?: Readonly<Record<string, string>>;
  actor?: Actor;
  /** Where the caller stands with his limit of calls. */
  rate?: RateState;
  /** The body as it came, of a JSON call. */
  body?: Uint8Array;
}

/** A call as the console shows it: no secret, no address, no phone. `at` is the platform's time. */
export interface RequestEntry {
  readonly requestId: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly sdkCall: string | null;
  readonly caller: string;
  readonly status: number;
  readonly code: string | null;
  readonly detail: string | null;
  readonly milliseconds: number;
  readonly replayed: boolean;
  readonly body: unknown;
}

/** How many calls are kept. */
export const keptRequests = 500;

/** Parameters of a path that are no secret (a handshake's HMAC is one). */
const shownParams = (params: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(params).filter(([name, value]) => /(Id|idRequest|order)$/.test(name) && /^[\w-]{1,64}$/.test(value)),
  );

/** Keeps one call for the console, where there is a developer; an error in here never reaches the caller. */
export async function keepRequest(
  deps: Dependencies,
  trace: Trace,
  call: {
    readonly requestId: string;
    readonly method: string;
    readonly path: string;
    readonly milliseconds: number;
    readonly response: Response;
  },
): Promise<void> {
  if (deps.developerToken === null) return;
  try {
    const at = deps.clock.now();
    const entry = { ...describe(trace, call.path), ...(await outcome(call.response)), at: at.toISOString() };
    const { requestId, method, milliseconds } = call;
    const row = { id: newId('rqs'), at, entry: toJson({ ...entry, requestId, method, milliseconds }) };
    await deps.db.insertInto('requests').values(row).execute();
    const newestFirst = deps.db.selectFrom('requests').select('id').orderBy('at', 'desc').orderBy('id', 'desc');
    await deps.db.deleteFrom('requests').where('id', 'in', newestFirst.offset(keptRequests)).execute();
  } catch (error) {
    deps.log({ event: 'request.not-kept', requestId: call.requestId, error: String(error) });
  }
}

function describe(trace: Trace, path: string) {
  const { operation, params = {}, actor, body } = trace;
  const shown = shownParams(params);
  const filled = operation?.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => shown[name] ?? '•••');
  return {
    operation: operation?.id ?? null,
    path: filled ?? path.split('/').slice(0, 4).join('/'),
    sdkCall: callOf(trace, shown) ?? null,
    caller: callerName(actor),
    body: body && body.length > 0 ? redactedBody(body) : null,
  };
}

/** What a back end and a page both may call is shown as the one that called. */
function callOf({ operation, actor }: Trace, params: Readonly<Record<string, string>>): string | undefined {
  const expression = operation && sdkCall(operation.id, params);
  return actor?.session ? expression?.replace(/^client\./, 'page.') : expression;
}

function callerName(actor: Actor | undefined): string {
  if (!actor) return '';
  const member = actor.member ? `${actor.member.firstName} ${actor.member.lastName}`.trim() : '';
  const as = actor.session ? `session ${actor.session.access.purpose}` : (actor.firm?.name ?? '');
  return [member, as].filter((part) => part !== '').join(' · ');
}

function redactedBody(body: Uint8Array): unknown {
  if (body.length > 64 * 1024) return `… (${body.length})`;
  try {
    return redact(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    return '…';
  }
}

async function outcome(response: Response) {
  const replayed = response.headers.has('idempotency-replayed');
  const problem =
    response.headers.get('content-type') === 'application/problem+json'
      ? ((await response.clone().json()) as { code?: string; detail?: string })
      : {};
  return { status: response.status, code: problem.code ?? null, detail: problem.detail ?? null, replayed };
}
