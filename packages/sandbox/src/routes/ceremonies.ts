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
export function ceremonyRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.listParapheur, async ({ deps, actor, query }) => listParapheur(deps, actor, query));
  route(app, platform, operations.createCeremony, async ({ deps, actor, body }) =>
    toCeremony(deps, await openCeremony(deps, actor, body)),
  );
  route(app, platform, operations.getCeremony, async ({ deps, actor, params }) =>
    toCeremony(deps, await findCeremony(deps.db, actor, params.ceremonyId)),
  );
  route(app, platform, operations.sendCode, async ({ deps, actor, params }) =>
    toCeremony(deps, await sendCode(deps, actor, params.ceremonyId)),
  );
  route(
    app,
    platform,
    operations.signCeremony,
    async ({ deps, actor, params, body }) =>
      toCeremony(deps, await signCeremony(deps, actor, params.ceremonyId, body.code)),
    { severalSteps: true },
  );
  route(app, platform, operations.unlockSignatory, async ({ deps, actor, params }) => {
    await unlockSigner(deps, actor, params.transactionId, params.signatoryId);
    return { ok: true as const };
  });
}
