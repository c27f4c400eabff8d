import { operations } from '@jse/sdk/contract';
import { delegations } from '@jse/sdk/rules';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { balance } from '../domain/credit.ts';
import { checkHandshake, fetchTokens, startHandshake } from '../domain/handshake.ts';
import { listMembers, replaceDelegations, toMember } from '../domain/members.ts';
import { mintEmbedCode, openSession } from '../domain/sessions.ts';
import { Refusal } from '../problem.ts';
import { type App, route } from '../route.ts';

/** Tokens, members, embed codes and sessions. */
export function accessRoutes(app: App, deps: Dependencies): void {
  route(app, deps, operations.startHandshake, async ({ actor, params, query, body }) => {
    await checkHandshake(deps, { editor: actor.editor, ...params, ...query });
    return { url: await startHandshake(deps, actor.editor, params.idRequest, body) };
  });
  route(app, deps, operations.fetchTokens, async ({ actor, params, query }) => {
    await checkHandshake(deps, { editor: actor.editor, ...params, ...query });
    return fetchTokens(deps, actor.editor, params.idRequest);
  });
  route(app, deps, operations.revokeToken, async ({ request }) => {
    const hash = await sha256Hex(request.headers.get('jse-editor-token-user') ?? '');
    await deps.db.updateTable('tokens').set({ revoked_at: deps.clock.now() }).where('hash', '=', hash).execute();
    return { ok: true as const };
  });
  route(app, deps, operations.getMe, async ({ actor: { firm, member } }) => {
    if (!firm) throw new Refusal('unauthenticated');
    return {
      office: { ...firm, creditCents: await balance(deps.db, firm.id) },
      member: member ? toMember(member) : null,
    };
  });
  route(app, deps, operations.listMembers, async ({ actor }) => ({ data: await listMembers(deps, actor) }));
  route(app, deps, operations.replaceDelegations, async ({ actor, params, body }) =>
    replaceDelegations(
      deps,
      actor,
      params.memberId,
      delegations.filter((right) => body.delegations.includes(right)),
    ),
  );
  route(app, deps, operations.createEmbedCode, async ({ actor, body }) => mintEmbedCode(deps, actor, body));
  route(app, deps, operations.createSession, async ({ actor, request, origin, body }) =>
    openSession(deps, actor.editor.shortcut, request, origin, body),
  );
  route(app, deps, operations.deleteSession, async ({ actor }) => {
    const ended_at = deps.clock.now();
    await deps.db
      .updateTable('sessions')
      .set({ ended_at })
      .where('hash', '=', actor.session?.hash ?? '')
      .execute();
    return { ok: true as const };
  });
}
