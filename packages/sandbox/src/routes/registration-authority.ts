import { identityCheckStates, identityRules } from '@jse/sdk/rules';
import * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import { decideIdentity } from '../domain/people/decide-identity.ts';
import { listChecks, readCheck } from '../domain/people/identity-desk.ts';
import type { App } from '../route.ts';
import { bodyOf, developerRoute, queryOf } from './developer/access.ts';

const Filter = z.object({ state: z.optional(z.enum(identityCheckStates)) });
const Decision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('accept') }),
  z.object({
    decision: z.literal('reject'),
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(identityRules.reasonLength)),
  }),
]);

/** The desk of the registration authority, at which the developer sits in a sandbox. */
export function registrationAuthorityRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'GET', '/sandbox/identity', async (call) => ({
    data: await listChecks(deps, queryOf(call, Filter).state),
  }));
  developerRoute(app, deps, 'GET', '/sandbox/identity/:id', async (call) =>
    readCheck(deps, call.req.param('id') ?? ''),
  );
  developerRoute(app, deps, 'POST', '/sandbox/identity/:id', async (call) => {
    const decision = await bodyOf(call, Decision);
    const { id, state, reason } = await decideIdentity(
      deps,
      call.req.param('id') ?? '',
      decision,
      'registration-authority:developer',
    );
    return { id, state, reason };
  });
}
