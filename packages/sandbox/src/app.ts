import { Hono } from 'hono';
import type { Dependencies } from './dependencies.ts';
import { unknownAddress } from './middleware/unknown-address.ts';
import type { App } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { archiveRoutes } from './routes/archive.ts';
import { ceremonyRoutes } from './routes/ceremonies.ts';
import { contactRoutes } from './routes/contacts.ts';
import { deliveryRoutes } from './routes/delivery.ts';
import { developerRoutes } from './routes/developer.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { identityRoutes } from './routes/identity.ts';
import { moneyRoutes } from './routes/money.ts';
import { peopleRoutes } from './routes/people.ts';
import { pkiRoutes } from './routes/pki.ts';
import { registrationAuthorityRoutes } from './routes/registration-authority.ts';
import { renewalRoutes } from './routes/renewals.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { templateRoutes } from './routes/templates.ts';
import { transactionRoutes } from './routes/transactions.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { failed } from './serve.ts';

/** The platform's table of contents. */
export function createApp(deps: Dependencies): App {
  const app: App = new Hono();
  healthRoutes(app, deps);
  accessRoutes(app, deps);
  peopleRoutes(app, deps);
  identityRoutes(app, deps);
  transactionRoutes(app, deps);
  ceremonyRoutes(app, deps);
  renewalRoutes(app, deps);
  contactRoutes(app, deps);
  templateRoutes(app, deps);
  moneyRoutes(app, deps);
  archiveRoutes(app, deps);
  signInRoutes(app, deps);
  deliveryRoutes(app, deps);
  webhookRoutes(app, deps);
  eventRoutes(app, deps);
  pkiRoutes(app, deps);
  developerRoutes(app, deps);
  registrationAuthorityRoutes(app, deps);
  app.notFound(unknownAddress(app, deps.settings));
  app.onError((error, context) => failed(deps, error, context.req.raw, context.env.requestId));
  return app;
}
