import * as z from 'zod/mini';
import { consolePage } from '../../console/page.ts';
import type { Dependencies } from '../../dependencies.ts';
import { redeemEntry } from '../../developer/entry-link.ts';
import { Refusal } from '../../problem.ts';
import type { App } from '../../route.ts';
import { bodyOf } from './access.ts';

const Entry = z.object({ ticket: z.string().check(z.maxLength(200)) });

/** The console's page, and the way in by a one-time link; neither exists without a developer token. */
export function consoleRoutes(app: App, deps: Dependencies): void {
  const requireConsole = () => {
    if (deps.developerToken === null) throw new Refusal('not_found', 'No such address');
  };
  app.get('/sandbox', () => {
    requireConsole();
    return consolePage();
  });
  app.post('/sandbox/entry', async (call) => {
    requireConsole();
    const { ticket } = await bodyOf(call, Entry);
    return call.json({ token: await redeemEntry(deps, ticket) });
  });
}
