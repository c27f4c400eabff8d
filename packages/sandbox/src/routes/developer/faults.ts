import type { Dependencies } from '../../dependencies.ts';
import { Faults, faultsInForce, putFaults } from '../../faults.ts';
import type { App } from '../../route.ts';
import { bodyOf, developerRoute } from './access.ts';

/** The faults that a developer lets happen: slow calls, failing calls, lost messages. */
export function faultRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'GET', '/sandbox/faults', async () => faultsInForce(deps));
  developerRoute(app, deps, 'PUT', '/sandbox/faults', async (call) => {
    await putFaults(deps, await bodyOf(call, Faults));
    return faultsInForce(deps);
  });
}
