import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { findCeremony, toCeremony } from '../domain/ceremony/ceremony.ts';
import { sendCode } from '../domain/ceremony/code.ts';
import { openCeremony } from '../domain/ceremony/open.ts';
import { unlockSigner } from '../domain/ceremony/unlock.ts';
import { signCeremony } from '../domain/ceremony/sign.ts';
import { listParapheur } from '../domain/parapheur.ts';
import { type App, route } from '../route.ts';

/** Ceremonies: review and consent, code, signature. */
export function ceremonyRoutes(app: App, deps: Dependencies): void {
  route(app, deps, operations.listParapheur, async ({ actor, query }) => listParapheur(deps, actor, query));
  route(app, deps, operations.createCeremony, async ({ actor, body }) =>
    toCeremony(deps, await openCeremony(deps, actor, body)),
  );
  route(app, deps, operations.getCeremony, async ({ actor, params }) =>
    toCeremony(deps, await findCeremony(deps.db, actor, params.ceremonyId)),
  );
  route(app, deps, operations.sendCode, async ({ actor, params }) =>
    toCeremony(deps, await sendCode(deps, actor, params.ceremonyId)),
  );
  route(app, deps, operations.signCeremony, async ({ actor, params, body }) =>
    toCeremony(deps, await signCeremony(deps, actor, params.ceremonyId, body.code)),
  );
  route(app, deps, operations.unlockSignatory, async ({ actor, params }) => {
    await unlockSigner(deps, actor, params.transactionId, params.signatoryId);
    return { ok: true as const };
  });
}
