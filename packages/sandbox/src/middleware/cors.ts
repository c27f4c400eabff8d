import type { Dependencies } from '../dependencies.ts';

const exposed =
  'Allow, Content-Disposition, Content-Language, DPoP-Nonce, ETag, Idempotency-Replayed, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, X-Request-Id';
const allowed =
  'Accept-Language, Authorization, Content-Type, DPoP, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Traceparent, X-Request-Id';

/**
 * CORS for browsers: exact echo of an origin registered for the editor of the path; nothing for anyone else. A preflight
 * carries no token, so it is answered from the registration alone.
 */
export async function corsHeaders(deps: Dependencies, request: Request): Promise<Headers> {
  const headers = new Headers({ vary: 'Origin' });
  const origin = request.headers.get('origin');
  const editor = /^\/editor\/([^/]+)\//.exec(new URL(request.url).pathname)?.[1];
  if (!origin || !editor) return headers;
  const row = await deps.db.selectFrom('editors').select('origins').where('shortcut', '=', editor).executeTakeFirst();
  if (!row?.origins.includes(origin)) return headers;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', exposed);
  if (request.method === 'OPTIONS') {
    headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    headers.set('access-control-allow-headers', allowed);
    headers.set('access-control-max-age', '600');
  }
  return headers;
}
