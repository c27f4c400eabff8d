import type { operations, wire } from '@jse/sdk/contract';
import { limits } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { loadCollections } from './collection.ts';
import { toTransactions } from './collection-on-wire.ts';
import { visibleTo } from './visibility.ts';

type Query = z.infer<typeof operations.listTransactions.query>;

/** A page of the firm's collections, newest first; the cursor names the last one seen, so inserts never shift a page. */
export async function listCollections(
  deps: Dependencies,
  actor: Actor,
  query: Query,
): Promise<{ data: wire.Transaction[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(Number(query.limit ?? limits.pageSize.default), 1), limits.pageSize.max);
  let select = deps.db
    .selectFrom('collections')
    .selectAll()
    .where('firm_id', '=', actor.firm?.id ?? '')
    .where('editor', '=', actor.editor.shortcut)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (query.state !== undefined) select = select.where('state', '=', query.state);
  if (query.externalId !== undefined) select = select.where('external_id', '=', query.externalId);
  if (query.cursor !== undefined) {
    const last = await deps.db
      .selectFrom('collections')
      .select(['created_at', 'id'])
      .where('id', '=', query.cursor)
      .where('firm_id', '=', actor.firm?.id ?? '')
      .executeTakeFirst();
    if (!last) throw new Refusal('validation_failed', 'The cursor is unknown');
    select = select.where(sql<boolean>`(created_at, id) < (${last.created_at}, ${last.id})`);
  }
  const rows = await select.where(visibleTo(actor.member)).execute();
  const page = await loadCollections(deps.db, rows.slice(0, limit));
  const data = await toTransactions(deps, page, actor);
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}
