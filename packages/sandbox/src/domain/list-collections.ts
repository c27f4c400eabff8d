import type { operations, wire } from '@jse/sdk/contract';
import type { CollectionState } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import { loadCollections } from './collection.ts';
import { toTransactions } from './collection-on-wire.ts';
import { firmOf } from './contacts/contacts.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { like } from './like.ts';
import { pageLimit } from './page-limit.ts';
import { visibleTo } from './visibility.ts';

type Query = z.infer<typeof operations.listTransactions.query>;
type Filters = Omit<Query, 'cursor' | 'limit'>;

/** A page of the firm's collections, newest first; the cursor names the last one seen, so inserts never shift a page. */
export async function listCollections(
  deps: Dependencies,
  actor: Actor,
  { cursor, limit, ...filters }: Query,
): Promise<{ data: wire.Transaction[]; nextCursor: string | null }> {
  const count = pageLimit(limit);
  const firmId = firmOf(actor);
  const list = ['collections', firmId, actor.editor.shortcut, actor.member?.id ?? null, filters];
  let select = deps.db
    .selectFrom('collections')
    .selectAll()
    .where('firm_id', '=', firmId)
    .where('editor', '=', actor.editor.shortcut)
    .where(visibleTo(actor.member))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count + 1);
  for (const condition of conditions(filters, firmId)) select = select.where(condition);
  if (cursor !== undefined) {
    const [at = '', id = ''] = await openCursor(deps, list, cursor, 2);
    select = select.where(sql<boolean>`(collections.created_at, collections.id) < (${new Date(at)}, ${id})`);
  }
  const rows = await select.execute();
  const page = rows.slice(0, count);
  const end = page.at(-1);
  const more = rows.length > count && end;
  return {
    data: await toTransactions(deps, await loadCollections(deps.db, page), actor),
    nextCursor: more ? await sealCursor(deps, list, [end.created_at.toISOString(), end.id]) : null,
  };
}

function conditions(filters: Filters, firmId: string) {
  const { state, q, externalId, signerEmail, preparerId, waitingFor, createdFrom, createdTo, expiresBefore } = filters;
  const found = [];
  const states = state?.split(',') as CollectionState[] | undefined;
  if (states) found.push(sql<boolean>`collections.state in (${sql.join(states)})`);
  if (externalId !== undefined) found.push(sql<boolean>`collections.external_id = ${externalId}`);
  if (preparerId !== undefined) found.push(sql<boolean>`collections.preparer_id = ${preparerId}`);
  if (createdFrom !== undefined) found.push(sql<boolean>`collections.created_at >= ${new Date(createdFrom)}`);
  if (createdTo !== undefined) found.push(sql<boolean>`collections.created_at < ${new Date(createdTo)}`);
  if (expiresBefore !== undefined) found.push(sql<boolean>`collections.expires_at < ${new Date(expiresBefore)}`);
  const ofSigner = (condition: ReturnType<typeof sql>) =>
    sql<boolean>`exists (select 1 from signers where signers.collection_id = collections.id
      and signers.replaced_at is null and ${condition})`;
  if (signerEmail !== undefined) found.push(ofSigner(sql`lower(signers.email) = ${signerEmail.toLowerCase()}`));
  if (waitingFor !== undefined)
    found.push(ofSigner(sql`signers.member_id = ${waitingFor} and signers.state = 'invited'`));
  if (q !== undefined) {
    found.push(sql<boolean>`collections.id in (select collection_id from collection_words
      where firm_id = ${firmId} and words like ${like(q)})`);
  }
  return found;
}
