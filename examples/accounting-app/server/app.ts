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
  firm(context: Context): string;
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
  const office: Office = {
    settings,
    store,
    client(context) {
      const { officeToken, userToken } = signedIn(context);
      return createClient({ baseUrl: platformUrl, editor, officeToken, userToken });
    },
    firm: (context) => signedIn(context).firm,
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
    await door(context).save({ pending: { state, idRequest } });
    return context.json({ url });
  });
  app.post('/api/sign-out', async (context) => {
    await office
      .client(context)
      .tokens.revoke()
      .catch(() => undefined);
    await door(context).save({});
    return context.json({ ok: true });
  });
  app.get('/connexion', async (context) => {
    const { session, save } = door(context);
    const { pending } = session;
    if (!pending || !handshake.checkState(pending.state, context.req.query('state')))
      return context.redirect('/?connexion=refusee', 303);
    const { office: firm, user } = await handshake.fetch(pending.idRequest);
    const expiresAt = new Date(Date.now() + userTokenLife).toISOString();
    await save({
      signedIn: { officeToken: firm.token, userToken: user.token, firm: firm.name, email: user.email, expiresAt },
    });
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
