import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { identityOf, submitIdentity } from '../domain/people/identity.ts';
import { type App, route } from '../route.ts';

/** The identity documents of clients who sign at advanced level. */
export function identityRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.submitIdentity, async ({ deps, actor, params, form }) =>
    submitIdentity(deps, actor, params, form),
  );
  route(app, platform, operations.getIdentity, async ({ deps, actor, params }) => identityOf(deps, actor, params));
}
