import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { toTransaction } from '../domain/collection-on-wire.ts';
import { renewCollection } from '../domain/renew.ts';
import { type App, route } from '../route.ts';

/** Archive timestamps on demand. */
export function renewalRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.renewTransaction, async ({ deps, actor, params, ifMatch }) =>
    toTransaction(deps, await renewCollection(deps, actor, params.transactionId, ifMatch), actor),
  );
}
