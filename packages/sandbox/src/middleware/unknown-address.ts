import type { Context } from 'hono';
import { problemResponse, Refusal } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { App, Bindings } from '../route.ts';

/** Answers what no route serves: 405 with Allow where the address has other methods (RFC 9110 §15.5.6), else 404. */
export function unknownAddress(app: App, settings: Settings): (context: Context<{ Bindings: Bindings }>) => Response {
  const known = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return ({ req, env }) => {
    const methods = new Set(known.filter(({ pattern }) => pattern.test(req.path)).map(({ method }) => method));
    if (methods.size === 0)
      return problemResponse(new Refusal('not_found', 'No such address'), req.raw, env.requestId, settings);
    if (methods.has('GET')) methods.add('HEAD');
    const response = problemResponse(new Refusal('method_not_allowed'), req.raw, env.requestId, settings);
    response.headers.set('allow', [...methods, 'OPTIONS'].sort().join(', '));
    return response;
  };
}

/** A route's path as a pattern: `:name` is one part. */
function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
