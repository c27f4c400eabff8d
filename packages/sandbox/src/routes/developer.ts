import type { Dependencies } from '../dependencies.ts';
import type { App } from '../route.ts';
import { clockRoutes } from './developer/clock.ts';
import { consoleRoutes } from './developer/console.ts';
import { eventRoutes } from './developer/events.ts';
import { faultRoutes } from './developer/faults.ts';
import { firmRoutes } from './developer/firms.ts';
import { inboxRoutes } from './developer/inbox.ts';
import { requestRoutes } from './developer/requests.ts';
import { seedRoutes } from './developer/seeds.ts';

/** What only a sandbox has: the console and its API, for the holder of the developer token. */
export function developerRoutes(app: App, deps: Dependencies): void {
  consoleRoutes(app, deps);
  inboxRoutes(app, deps);
  clockRoutes(app, deps);
  firmRoutes(app, deps);
  faultRoutes(app, deps);
  requestRoutes(app, deps);
  eventRoutes(app, deps);
  seedRoutes(app, deps);
}
