import { operations } from '@jse/sdk/contract';
import { delegations } from '@jse/sdk/rules';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { balance } from '../domain/credit.ts';
import { checkHandshake, fetchTokens, startHandshake } from '../domain/handshake.ts';
import { listMembers, replaceDelegations, toMember } from '../domain/members.ts';
import { termsAccepted } from '../domain/people/terms.ts';
import { endSession, mintEmbedCode, mintFrameCode, openSession } from '../domain/sessions.ts';
import { Refusal } from '../problem.ts';
import { type App, route } from '../route.ts';

/** Tokens, members, embed codes and sessions. */
export function accessRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.startHandshake, async ({ deps, actor, params, query, body }) => {
    await checkHandshake(deps, { editor: actor.editor, ...params, ...query });
    return { url: await startHandshake(deps, actor.editor, params.idRequest, body) };
  });
  route(app, platform, operations.fetchTokens, async ({ deps, actor, params, query }) => {
    await checkHandshake(deps, { editor: actor.editor, ...params, ...query });
    return fetchTokens(deps, actor.editor, params.idRequest);
  });
  route(app, platform, operations.revokeToken, async ({ deps, request }) => {
    const hash = await sha256Hex(request.headers.get('jse-editor-token-user') ?? '');
    await deps.db.updateTable('tokens').set({ revoked_at: deps.clock.now() }).where('hash', '=', hash).execute();
    return { ok: true as const };
  });
  route(app, platform, operations.getMe, async ({ deps, actor: { firm, member } }) => {
    if (!firm) throw new Refusal('unauthenticated');
    return {
      office: { ...firm, creditCents: await balance(deps.db, firm.id) },
      member: member ? toMember(member) : null,
      termsAccepted: await termsAccepted(deps.db, deps, firm.id),
      dataLocation: deps.settings.dataLocation,
    };
  });
  route(app, platform, operations.listMembers, async ({ deps, actor }) => ({ data: await listMembers(deps, actor) }));
  route(app, platform, operations.replaceDelegations, async ({ deps, actor, params, body }) =>
    replaceDelegations(
      deps,
      actor,
      params.memberId,
      delegations.filter((right) => body.delegations.includes(right)),
    ),
  );
  route(app, platform, operations.createEmbedCode, async ({ deps, actor, body }) => mintEmbedCode(deps, actor, body));
  route(app, platform, operations.createSession, async ({ deps, actor, request, origin, body }) =>
    openSession(deps, actor, request, origin, body),
  );
  route(app, platform, operations.createCodeFrame, async ({ deps, actor, origin }) =>
    mintFrameCode(deps, actor, origin),
  );
  route(app, platform, operations.deleteSession, async ({ deps, actor }) => {
    await endSession(deps, actor);
    return { ok: true as const };
  });
}
