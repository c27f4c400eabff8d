import type { ErrorCode } from '@jse/sdk/contract';
import { newId } from './crypto.ts';
import type { Dependencies } from './dependencies.ts';
import { keepRequest, type Trace } from './developer/request-log.ts';
import { withFaults } from './faults.ts';
import { corsHeaders } from './middleware/cors.ts';
import { setRateHeaders } from './middleware/rate-limit.ts';
import { readTraceparent } from './middleware/trace-context.ts';
import { problemResponse, Refusal } from './problem.ts';
import type { App } from './route.ts';

/** What a failure says that a developer asked for. */
const simulated = 'Panne simulée par la console du bac à sable';

/** Serves one request: CORS, limits and security headers around the application, a log line, a nudge for the outbox. */
export async function serve(app: App, deps: Dependencies, request: Request, origin: string | null): Promise<Response> {
  const given = request.headers.get('x-request-id');
  const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : newId('req');
  const started = performance.now();
  const trace: Trace = {};
  const { pathname } = new URL(request.url);
  const ofApi = pathname.startsWith('/editor/') && request.method !== 'OPTIONS';
  const fail = (error: unknown) => failed(deps, error, request, requestId);
  const answer = async () => app.fetch(request, { origin, requestId, trace });
  const refuse = (code: ErrorCode) => problemResponse(new Refusal(code, simulated), request, requestId, deps.settings);
  const served = async () => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
    return ofApi ? withFaults(deps, answer, refuse) : answer();
  };
  const response = await served().catch(fail);
  const headers = new Headers(response.headers);
  const cors = await corsHeaders(deps, request).catch(() => new Headers({ vary: 'Origin' }));
  cors.forEach((value, name) => headers.set(name, value));
  if (trace.rate) setRateHeaders(headers, trace.rate);
  headers.set('x-request-id', requestId);
  headers.set('jse-sandbox', '1');
  headers.set('date', deps.clock.real().toUTCString());
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (request.method !== 'GET' && request.method !== 'HEAD') deps.worker.wake();
  const milliseconds = Math.round(performance.now() - started);
  if (ofApi)
    await keepRequest(deps, trace, { requestId, method: request.method, path: pathname, milliseconds, response });
  // Paths may carry a ticket: of an operation its template is logged, of any other path the first part.
  const path = trace.operation?.path ?? `/${pathname.split('/')[1] ?? ''}`;
  const { status } = response;
  const seen = { requestId, ...readTraceparent(request.headers.get('traceparent')), operation: trace.operation?.id };
  deps.log({ event: 'request', ...seen, method: request.method, path, status, milliseconds });
  return new Response(response.body, { status, statusText: response.statusText, headers });
}

/** The answer to a request that failed: a refusal as its problem, anything else as `internal`, or what the database said. */
export function failed(deps: Dependencies, error: unknown, request: Request, requestId: string): Response {
  const refusal = error instanceof Refusal ? error : new Refusal(codeOfDatabase(error) ?? 'internal');
  if (!(error instanceof Refusal) || refusal.code === 'internal') {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const said = cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause);
    deps.log({ event: 'request.failed', level: 'error', requestId, code: refusal.code, error: said });
  }
  return problemResponse(refusal, request, requestId, deps.settings);
}

/**
 * SQLSTATE classes (PostgreSQL, appendix A): 22 is a value that no column takes; 08, 25P03, 40, 53, 55P03 and 57 pass by
 * themselves, and so do connections that can't be had or were lost, some of which have words only.
 */
function codeOfDatabase(error: unknown): ErrorCode | undefined {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string') return connectionLost.test(String(message)) ? 'unavailable' : undefined;
  if (/^22[0-9A-Z]{3}$/.test(code)) return 'validation_failed';
  return passing.test(code) ? 'unavailable' : undefined;
}

const passing = /^(?:(?:08|40|53|57)[0-9A-Z]{3}|25P03|55P03|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/;
const connectionLost =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
