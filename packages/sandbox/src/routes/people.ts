import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { inviteMember } from '../domain/people/invite-member.ts';
import { listCertificates } from '../domain/people/list-certificates.ts';
import { removeMember } from '../domain/people/remove-member.ts';
import { requireExpert } from '../domain/people/require-expert.ts';
import { revokeCertificate } from '../domain/people/revoke-certificate.ts';
import { signOut, withdrawSoftware } from '../domain/people/sign-out.ts';
import { listTokens, revokeToken } from '../domain/people/tokens.ts';
import { type App, route } from '../route.ts';

const done = { ok: true as const };

/** Members coming and going, tokens, certificates. */
export function peopleRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.inviteMember, async ({ deps, actor, body }) => inviteMember(deps, actor, body));
  route(app, platform, operations.removeMember, async ({ deps, actor, params }) =>
    removeMember(deps, actor, params.memberId),
  );
  route(app, platform, operations.signOutMember, async ({ deps, actor, params }) => {
    await signOut(deps, actor, params.memberId);
    return done;
  });
  route(app, platform, operations.listTokens, async ({ deps, actor }) => ({ data: await listTokens(deps, actor) }));
  route(app, platform, operations.revokeTokenById, async ({ deps, actor, params }) => {
    await revokeToken(deps, actor, params.tokenId);
    return done;
  });
  route(app, platform, operations.revokeAllTokens, async ({ deps, actor }) => {
    requireExpert(actor, 'withdraws the access of a software');
    await withdrawSoftware(deps, actor);
    return done;
  });
  route(app, platform, operations.listCertificates, async ({ deps, actor }) => ({
    data: await listCertificates(deps, actor),
  }));
  route(app, platform, operations.revokeCertificate, async ({ deps, actor, params, body }) =>
    revokeCertificate(deps, actor, params.serial, body.reason),
  );
}
