import type { operations, wire } from '@jse/sdk/contract';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Dependencies } from '../dependencies.ts';
import type { ActingMember, Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { type Collection, loadCollections } from './collection.ts';
import { toTransactions } from './collection-on-wire.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { pageLimit } from './page-limit.ts';
import { visibleTo } from './visibility.ts';

type Entry = z.infer<typeof wire.ParapheurEntry>;
type Query = z.infer<typeof operations.listParapheur.query>;

/**
 * Everything that waits for this member's act, oldest first: prepared collections that he may launch, running ones where
 * it is his turn, seals that he may release. A page counts collections; one may hold two acts of his.
 */
export async function listParapheur(
  deps: Dependencies,
  actor: Actor,
  query: Query,
): Promise<{ data: Entry[]; nextCursor: string | null }> {
  const { member } = actor;
  if (!member) throw new Refusal('unauthenticated', 'A parapheur belongs to a member: a user token is needed');
  const limit = pageLimit(query.limit);
  const list = ['parapheur', actor.editor.shortcut, member.id];
  let select = deps.db
    .selectFrom('collections')
    .selectAll()
    .where('firm_id', '=', member.firmId)
    .where('editor', '=', actor.editor.shortcut)
    .where(waitsFor(member, deps.clock.now()))
    .where(visibleTo(member))
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit + 1);
  if (query.cursor !== undefined) {
    const [at = '', id = ''] = await openCursor(deps, list, query.cursor, 2);
    select = select.where(sql<boolean>`(collections.created_at, collections.id) > (${new Date(at)}, ${id})`);
  }
  const rows = await select.execute();
  const collections = await loadCollections(deps.db, rows.slice(0, limit));
  const transactions = await toTransactions(deps, collections, actor);
  const data = collections.flatMap((collection, at) => {
    const transaction = transactions[at];
    return transaction ? actsOf(collection, member).map((act) => ({ ...act, transaction })) : [];
  });
  const end = rows.length > limit ? collections.at(-1)?.row : undefined;
  return { data, nextCursor: end ? await sealCursor(deps, list, [end.created_at.toISOString(), end.id]) : null };
}

/** The acts in a collection that wait for a member. */
function actsOf({ row, signers }: Collection, member: ActingMember): Omit<Entry, 'transaction'>[] {
  if (row.state === 'prepared') {
    return member.delegations.includes('launch') ? [{ act: 'launch', signatoryId: null }] : [];
  }
  return signers
    .filter(({ state }) => state === 'invited')
    .flatMap((signer): Omit<Entry, 'transaction'>[] => {
      if (signer.level === 'seal') {
        return member.delegations.includes('seal') ? [{ act: 'seal', signatoryId: signer.id }] : [];
      }
      const able = signer.level !== 'advanced' || member.delegations.includes('sign');
      return signer.member_id === member.id && able ? [{ act: 'sign', signatoryId: signer.id }] : [];
    });
}

function waitsFor({ id, delegations }: ActingMember, now: Date) {
  const launches = sql<boolean>`${delegations.includes('launch')}::boolean and collections.state = 'prepared'`;
  const seals = sql<boolean>`${delegations.includes('seal')}::boolean and signers.level = 'seal'`;
  // With his certificate a member acts by that delegation only; at simple level anybody may be invited.
  const signs = sql<boolean>`signers.member_id = ${id} and (${delegations.includes('sign')}::boolean or signers.level <> 'advanced')`;
  return sql<boolean>`((${launches}) or (collections.state = 'ongoing' and collections.expires_at > ${now}
    and exists (select 1 from signers where signers.collection_id = collections.id and signers.state = 'invited'
      and signers.replaced_at is null and ((${signs}) or (${seals})))))`;
}
