// To try the job by hand: a member signs in once, and his tokens are printed as the job takes them. A product has them in
// the store of its sign-ins already, and never shows them.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createSignIn, memorySignInStore, userMessage } from '@jse/sdk/server';

const { JSE_URL, JSE_EDITOR, JSE_EDITOR_SECRET, PORT = '4000' } = process.env;
if (!JSE_URL || !JSE_EDITOR || !JSE_EDITOR_SECRET)
  throw new Error('JSE_URL, JSE_EDITOR and JSE_EDITOR_SECRET have to be set');

// One of the origins that the software is registered with: the platform sends the member back to no other.
const origin = `http://localhost:${PORT}`;
const [store, member] = [memorySignInStore(), 'the one who tries'];
const signIn = createSignIn({ baseUrl: JSE_URL, editor: JSE_EDITOR, secret: JSE_EDITOR_SECRET, store });

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, origin);
  try {
    if (pathname === '/') {
      response.writeHead(303, { location: await signIn.begin(member, { successUrl: `${origin}/back` }) }).end();
    } else if (pathname === '/back') {
      const { officeToken, userToken, officeName } = await signIn.complete(member, searchParams.get('state'));
      console.log(`JSE_OFFICE_TOKEN=${officeToken}\nJSE_USER_TOKEN=${userToken}`);
      response.writeHead(200, { connection: 'close' }).end(`${officeName}: the tokens are in the terminal.`);
      server.close();
    } else response.writeHead(404).end();
  } catch (error) {
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(userMessage(error, 'en'));
  }
});
server.listen(Number(PORT), 'localhost');
await once(server, 'listening');
console.error(`Open ${origin} and sign in`);
