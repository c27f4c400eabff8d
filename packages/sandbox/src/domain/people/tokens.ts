import type { wire } from '@jse/sdk/contract';
import { deadlines } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId, newSecret, sha256Hex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { requireMember } from './require-expert.ts';

/** An office token without end and a user token of five days; only their hashes are kept. */
export async function issueTokenPair(
  db: Database,
  { clock }: Pick<Dependencies, 'clock'>,
  { editor, firmId, memberId }: { readonly editor: string; readonly firmId: string; readonly memberId: string },
): Promise<{ readonly office: string; readonly user: string }> {
  const now = clock.now();
  const [office, user] = [newSecret(), newSecret()];
  const row = async (kind: 'office' | 'user', secret: string) => ({
    hash: await sha256Hex(secret),
    id: newId('tok'),
    hint: secret.slice(-4),
    kind,
    editor,
    firm_id: firmId,
    member_id: kind === 'user' ? memberId : null,
    created_at: now,
    expires_at: kind === 'user' ? new Date(now.getTime() + deadlines.userToken) : null,
  });
  await db
    .insertInto('tokens')
    .values([await row('office', office), await row('user', user)])
    .execute();
  return { office, user };
}

/** The tokens of the calling software for the firm: all of them to the expert, his own to another member. */
export async function listTokens(deps: Dependencies, actor: Actor): Promise<z.infer<typeof wire.Token>[]> {
  const member = requireMember(actor);
  let query = deps.db
    .selectFrom('tokens')
    .selectAll()
    .where('firm_id', '=', member.firmId)
    .where('editor', '=', actor.editor.shortcut)
    .orderBy('created_at', 'desc')
    .orderBy('id');
  if (member.role !== 'expert') query = query.where('member_id', '=', member.id);
  const rows = await query.execute();
  return rows.map((row) => toToken(row, deps.clock.now()));
}

function toToken(row: Row<'tokens'>, now: Date): z.infer<typeof wire.Token> {
  const over = row.expires_at !== null && row.expires_at <= now;
  return {
    id: row.id,
    kind: row.kind,
    memberId: row.member_id,
    masked: `••••${row.hint}`,
    state: row.revoked_at ? 'revoked' : over ? 'expired' : 'active',
    createdAt: row.created_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

/** Revokes one token, at once: one's own, or any of the firm by the expert. Sessions end by signing out. */
export async function revokeToken(deps: Dependencies, actor: Actor, id: string): Promise<void> {
  const member = requireMember(actor);
  await deps.db.transaction().execute(async (db) => {
    const row = await db
      .selectFrom('tokens')
      .selectAll()
      .where('id', '=', id)
      .where('firm_id', '=', member.firmId)
      .where('editor', '=', actor.editor.shortcut)
      .executeTakeFirst();
    if (!row) throw new Refusal('not_found', 'No such token');
    if (member.role !== 'expert' && row.member_id !== member.id)
      throw new Refusal('delegation_missing', 'The expert revokes the tokens of others');
    await db
      .updateTable('tokens')
      .set({ revoked_at: deps.clock.now() })
      .where('hash', '=', row.hash)
      .where('revoked_at', 'is', null)
      .execute();
  });
}
