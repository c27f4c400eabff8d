import { serveStatic } from '@hono/node-server/serve-static';
import { type Client, createClient, createHandshake, isJseError, userMessage } from '@jse/sdk/server';
import { type Context, Hono } from 'hono';
import { collectionRoutes } from './collections.ts';
import { customerRoutes } from './customers.ts';
import { sameOrigin, securityHeaders } from './security.ts';
import { type SessionDoor, sessionOf } from './sessions.ts';
import type { AppSettings } from './settings.ts';
import type { Store } from './store.ts';

/** What the routes share. */
export interface Office {
  readonly settings: AppSettings;
  readonly store: Store;
  /** The platform's client of the signed-in member; answers 401 through `NotSignedIn` where there is none. */
  client(context: Context): Client;
  /** The firm and the member that are signed in: what one firm enters, no other sees. */
  user(context: Context): { readonly firmId: string; readonly firm: string; readonly memberId: string };
}

/** Nobody is signed in, or the five days are over. */
export class NotSignedIn extends Error {}

const userTokenLife = 5 * 24 * 3_600_000;

/** The back end: it holds the editor's secret and the tokens, mints embed codes, and serves the pages. */
export function createAccountingApp(settings: AppSettings, store: Store): Hono {
  const app = new Hono();
  const { platformUrl, editor } = settings;
  const handshake = createHandshake({ baseUrl: platformUrl, editor, secret: settings.editorSecret });
  const door = (context: Context): SessionDoor => sessionOf(context, store, settings.origin.startsWith('https:'));
  const signedIn = (context: Context) => {
    const { signedIn: found } = door(context).session;
    if (!found || Date.parse(found.expiresAt) <= Date.now()) throw new NotSignedIn();
    return found;
  };
  const clientOf = ({ officeToken, userToken }: { officeToken: string; userToken: string }) =>
    createClient({ baseUrl: platformUrl, editor, officeToken, userToken });
  const office: Office = {
    settings,
    store,
    client: (context) => clientOf(signedIn(context)),
    user: signedIn,
  };

  app.use(securityHeaders(settings));
  app.use('/api/*', sameOrigin(settings));
  app.get('/api/session', async (context) => {
    const platform = { baseUrl: platformUrl, editor };
    const sandbox = settings.developerToken !== null;
    try {
      const { firm, member } = await office.client(context).me();
      return context.json({ platform, sandbox, firm, member });
    } catch (error) {
      if (!(error instanceof NotSignedIn) && !isJseError(error, 'token_revoked')) throw error;
      return context.json({ platform, sandbox, firm: null, member: null });
    }
  });
  app.post('/api/sign-in', async (context) => {
    const { url, idRequest, state } = await handshake.start({ successUrl: `${settings.origin}/connexion` });
    await door(context).renew({ pending: { state, idRequest } });
    return context.json({ url });
  });
  app.post('/api/sign-out', async (context) => {
    const { session, end } = door(context);
    await end();
    if (session.signedIn) await clientOf(session.signedIn).tokens.revoke().catch(ignoreRevoked);
    return context.json({ ok: true });
  });
  app.get('/connexion', async (context) => {
    const { session, renew, end } = door(context);
    const { pending } = session;
    // Whatever comes of it, this return serves once.
    await end();
    if (!pending || !handshake.checkState(pending.state, context.req.query('state')))
      return context.redirect('/?connexion=refusee', 303);
    // He refused the access on the sign-in page; nothing is to be fetched.
    if (context.req.query('error') !== undefined) return context.redirect('/?connexion=refusee', 303);
    const { office: granted, user } = await handshake.fetch(pending.idRequest);
    const tokens = { officeToken: granted.token, userToken: user.token };
    const { firm, member } = await clientOf(tokens).me();
    const expiresAt = new Date(Date.now() + userTokenLife).toISOString();
    const person = { firmId: firm.id, firm: firm.name, memberId: member?.id ?? '', email: user.email };
    await store.change(({ customers }) => {
      for (const customer of customers) customer.firmId ||= firm.id;
    });
    await renew({ signedIn: { ...tokens, ...person, expiresAt } });
    return context.redirect('/', 303);
  });
  customerRoutes(app, office);
  collectionRoutes(app, office);
  app.get('/api/root-certificate', async () => fetch(`${platformUrl}/pki/root.cer`));
  app.get('/api/sandbox/messages', async (context) => {
    if (settings.developerToken === null) return context.notFound();
    signedIn(context);
    const headers = { authorization: `Bearer ${settings.developerToken}` };
    const answer = await fetch(`${platformUrl}/sandbox/outbox`, { headers });
    return context.json((await answer.json()) as object, answer.ok ? 200 : 502);
  });
  app.all('/api/*', (context) => context.json({ code: 'not_found', title: 'Introuvable' }, 404));
  app.use('/*', serveStatic({ root: settings.webFolder }));
  app.get('/signer/*', serveStatic({ root: settings.webFolder, path: 'signer.html' }));
  app.get('/*', serveStatic({ root: settings.webFolder, path: 'index.html' }));
  app.onError(answerError);
  return app;
}

/** A token that is over already needs no revoking; anything else is worth a line. */
function ignoreRevoked(error: unknown): void {
  if (!isJseError(error, 'token_revoked')) console.error(error);
}

function answerError(error: Error, context: Context): Response {
  if (error instanceof NotSignedIn)
    return context.json({ code: 'signed_out', title: 'Votre session a expiré : reconnectez-vous.' }, 401);
  if (isJseError(error)) {
    const { code, status, fieldErrors, requestId } = error;
    const detail = error.problem?.detail ?? '';
    return context.json(
      { code, title: userMessage(error, 'fr'), detail, fieldErrors, requestId },
      (status ?? 502) as 400,
    );
  }
  console.error(error);
  return context.json({ code: 'internal', title: 'Le logiciel a rencontré une erreur.' }, 500);
}
