// A vendor's back end on Node alone: it signs members in, keeps their tokens, makes collections and mints embed codes.
// The page in front of it never sees anything else. `examples/react` is such a page.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createClient, createSignIn, isJseError, memorySignInStore, userMessage } from '@jse/sdk/server';

const {
  JSE_URL: baseUrl = 'http://localhost:4010',
  JSE_EDITOR: editor = 'my-software',
  JSE_EDITOR_SECRET: secret,
  ORIGIN: origin = 'http://localhost:4000',
  PORT: port = '4001',
} = process.env;
if (!secret) throw new Error('JSE_EDITOR_SECRET is not set');

// In production: a store in your database, encrypted (docs: The SDK, “Sign a member in”).
const signIn = createSignIn({ baseUrl, editor, secret, store: memorySignInStore() });
const maximum = 10_000_000;

/** What the page asks for. Each gets the request, its address and the user's session, and answers `[status, body]`. */
const routes = {
  'GET /sign-in': async ({ user }) => [303, await signIn.begin(user, { successUrl: `${origin}/signed-in` })],

  'GET /signed-in': async ({ user, url }) => {
    // Somebody else's sign-in, or one that was not begun here, is refused by `state`; so is a second visit.
    await signIn.complete(user, url.searchParams.get('state'));
    return [303, '/'];
  },

  'GET /api/me': async ({ jse }) => {
    const { firm, member } = await jse.me();
    return [200, { firm: firm.name, creditCents: firm.creditCents, member: member?.email ?? null, baseUrl, editor }];
  },

  'POST /api/collections': async ({ jse, request, url }) => {
    const bytes = await bodyOf(request);
    const name = url.searchParams.get('name') || 'document.pdf';
    const { id } = await jse.collections.create({ title: name.replace(/\.pdf$/i, '').slice(0, 45) });
    try {
      await jse.documents.upload(id, 1, { name, bytes });
    } catch (error) {
      await jse.collections.cancel(id); // a draft without its document is of use to nobody
      throw error;
    }
    return [201, { id }];
  },

  'POST /api/embed-codes': async ({ jse, request }) => {
    const { collectionId } = JSON.parse(new TextDecoder().decode(await bodyOf(request)));
    const { code } = await jse.embedSessions.create({ purpose: 'prepare', collectionId, origins: [origin] });
    return [201, { code }];
  },
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', origin);
  const answer = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  try {
    const route = routes[`${request.method} ${url.pathname}`];
    if (!route) return answer(404, { code: 'not_found', message: 'Introuvable' });
    // Browsers state the origin of every change: another site's page is refused.
    if (request.method !== 'GET' && request.headers.origin !== origin)
      return answer(403, { code: 'forbidden', message: 'Requête refusée' });

    // Your own session of your own users stands here; this one is a random number in a cookie.
    const known = /(?:^|; )user=([\w-]{43})/.exec(request.headers.cookie ?? '')?.[1];
    const user = known ?? randomBytes(32).toString('base64url');
    const secure = origin.startsWith('https:') ? '; Secure' : '';
    const headers = known ? {} : { 'set-cookie': `user=${user}; HttpOnly; SameSite=Lax; Path=/${secure}` };

    const tokens = await signIn.tokens(user);
    if (!tokens && url.pathname.startsWith('/api/'))
      return answer(401, { code: 'signed_out', message: 'Connectez-vous.' });
    const jse = tokens && createClient({ baseUrl, editor, ...tokens });
    const [status, body] = await route({ request, url, user, jse });
    if (status === 303) answer(303, undefined, { ...headers, location: body });
    else answer(status, body, headers);
  } catch (error) {
    if (isJseError(error)) {
      const status = error.status && error.status < 500 ? error.status : 502;
      return answer(status, {
        code: error.code,
        message: userMessage(error, 'fr'),
        fieldErrors: error.fieldErrors,
        requestId: error.requestId,
      });
    }
    if (error instanceof SyntaxError || error instanceof RangeError)
      return answer(400, { code: 'bad_request', message: error.message });
    console.error(error);
    answer(500, { code: 'internal', message: 'Une erreur est survenue.' });
  }
});

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maximum) throw new RangeError('Le fichier dépasse 10 Mo');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

server.listen(Number(port), '127.0.0.1', () => console.log(`Back end of ${origin} on port ${port}`));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(0)));
