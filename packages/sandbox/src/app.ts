import type { ErrorCode } from '@jse/sdk/contract';
import { Hono } from 'hono';
import { newId } from './crypto.ts';
import type { Dependencies } from './dependencies.ts';
import { keepRequest, type Trace } from './developer/request-log.ts';
import { withFaults } from './faults.ts';
import { corsHeaders } from './middleware/cors.ts';
import { problemResponse, Refusal } from './problem.ts';
import type { App } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { ceremonyRoutes } from './routes/ceremonies.ts';
import { deliveryRoutes } from './routes/delivery.ts';
import { developerRoutes } from './routes/developer.ts';
import { eventRoutes } from './routes/events.ts';
import { pkiRoutes } from './routes/pki.ts';
import { renewalRoutes } from './routes/renewals.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { transactionRoutes } from './routes/transactions.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** The platform's table of contents. */
export function createApp(deps: Dependencies): App {
  const app: App = new Hono();
  app.get('/health', (context) => context.json({ status: 'ok' }));
  accessRoutes(app, deps);
  transactionRoutes(app, deps);
  ceremonyRoutes(app, deps);
  renewalRoutes(app, deps);
  signInRoutes(app, deps);
  deliveryRoutes(app, deps);
  webhookRoutes(app, deps);
  eventRoutes(app, deps);
  pkiRoutes(app, deps);
  developerRoutes(app, deps);
  app.notFound((context) =>
    problemResponse(new Refusal('not_found', 'No such address'), context.req.raw, context.env.requestId),
  );
  app.onError((error, context) => {
    const refusal = error instanceof Refusal ? error : new Refusal('internal', undefined, {}, { cause: error });
    if (!(error instanceof Refusal))
      deps.log({ event: 'request.failed', requestId: context.env.requestId, error: error.stack ?? String(error) });
    return problemResponse(refusal, context.req.raw, context.env.requestId);
  });
  return app;
}

/** What a failure says that a developer asked for. */
const simulated = 'Panne simulée par la console du bac à sable';

/** Serves one request: CORS and security headers around the application, a log line, a nudge for the outbox. */
export async function serve(app: App, deps: Dependencies, request: Request, origin: string | null): Promise<Response> {
  const given = request.headers.get('x-request-id');
  const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : newId('req');
  const started = performance.now();
  const cors = await corsHeaders(deps, request);
  const trace: Trace = {};
  const answer = async () => app.fetch(request, { origin, requestId, trace });
  const refuse = (code: ErrorCode) => problemResponse(new Refusal(code, simulated), request, requestId);
  const { pathname } = new URL(request.url);
  const ofApi = pathname.startsWith('/editor/');
  const response =
    request.method === 'OPTIONS'
      ? new Response(null, { status: 204 })
      : await (ofApi ? withFaults(deps, answer, refuse) : answer());
  const headers = new Headers(response.headers);
  cors.forEach((value, name) => headers.set(name, value));
  headers.set('x-request-id', requestId);
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-content-type-options', 'nosniff');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (request.method !== 'GET') deps.worker.wake();
  const milliseconds = Math.round(performance.now() - started);
  // Paths may carry a ticket: the log keeps the first two segments only.
  const path = pathname
    .split('/')
    .slice(0, 5)
    .join('/')
    .replace(/^(\/connexion)\/.*/, '$1');
  if (ofApi && request.method !== 'OPTIONS')
    await keepRequest(deps, trace, { requestId, method: request.method, path: pathname, milliseconds, response });
  deps.log({ event: 'request', requestId, method: request.method, path, status: response.status, milliseconds });
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
