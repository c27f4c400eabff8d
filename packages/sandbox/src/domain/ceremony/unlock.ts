import { sql } from 'kysely';
import type { Dependencies } from '../../dependencies.ts';
import { type ActingMember, type Actor, requireDelegation } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { type Collection, findCollection } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { lockCollections } from '../lock-collections.ts';
import { signerOf } from '../signers.ts';
import { type CodeHolder, isLocked, lockCounters, noteCode } from './counters.ts';
import { phoneDigest } from './phone-digest.ts';

/**
 * The collector (or the expert) lets a locked signer try again: what was entered as him, and on a client's phone as any
 * signer of collections that are the unlocker's too, is forgotten. Nobody unlocks himself with the token that was there
 * when he was locked: he signs in at Comptexpert anew first.
 */
export async function unlockSigner(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  signerId: string,
): Promise<void> {
  const unlocker = requireDelegation(actor.member, 'launch');
  await deps.db.transaction().execute(async (db) => {
    const collection = await findCollection(db, actor, collectionId);
    if (!mayUnlock(unlocker, collection.row))
      throw new Refusal('delegation_missing', 'The collector or the expert unlocks a signer');
    const holders = await holdersOf(db, collection, signerOf(collection, signerId));
    const locked: CodeHolder[] = [];
    for (const holder of holders) if (await isLocked(db, deps, holder)) locked.push(holder);
    if (locked.length === 0) throw new Refusal('state_conflict', 'The signer is not locked');
    await requireFreshSignIn(db, actor, unlocker, locked);
    const pardoned = [...locked, ...(await sharingPhone(db, deps, unlocker, locked))];
    const marked = await markedSigners(db, pardoned);
    await lockCollections(db, [collectionId, ...marked.map(({ collection_id }) => collection_id)]);
    for (const holder of pardoned) {
      await lockCounters(db, holder);
      await noteCode(db, deps, holder, 'unlocked');
    }
    for (const { id } of marked)
      await db.updateTable('signers').set({ locked_at: null }).where('id', '=', id).execute();
    const told = new Map([...marked, { id: signerId, collection_id: collectionId }].map((one) => [one.id, one]));
    for (const { id, collection_id } of told.values())
      await appendEvidence(db, deps.clock, collection_id, 'signer.unlocked', actorName(actor), { signerId: id });
  });
}

const mayUnlock = ({ id, role }: ActingMember, { collector_id }: Pick<Row<'collections'>, 'collector_id'>): boolean =>
  role === 'expert' || id === collector_id;

/** As whom codes were entered for a signer: himself, the member that he is, whoever tried to release the seal. */
async function holdersOf(db: Database, { row }: Collection, signer: Row<'signers'>): Promise<CodeHolder[]> {
  const tried = await db
    .selectFrom('ceremonies')
    .innerJoin('ceremony_items', 'ceremony_id', 'ceremonies.id')
    .select(['signer_key', 'phone'])
    .distinct()
    .where('signer_id', '=', signer.id)
    .orderBy('signer_key')
    .execute();
  // When its collection has ended, a ceremony does not know the phone any more.
  return tried.map(({ signer_key, phone }) => ({
    signerKey: signer_key,
    phone: phone || signer.phone,
    firmId: row.firm_id,
  }));
}

/** The other signers that a client is in the firm, as far as a phone tells and the unlocker may unlock them. */
async function sharingPhone(db: Database, deps: Dependencies, unlocker: ActingMember, locked: readonly CodeHolder[]) {
  const clients = locked.filter(({ signerKey }) => signerKey.startsWith('signer:'));
  const found = new Map<string, CodeHolder>();
  for (const { phone, firmId } of clients) {
    const rows = await db
      .selectFrom('code_events')
      .innerJoin('signers', (join) => join.on(sql<boolean>`signer_key = 'signer:' || signers.id`))
      .innerJoin('collections', 'collections.id', 'signers.collection_id')
      .select(['signer_key', 'collector_id'])
      .distinct()
      .where('code_events.phone', '=', await phoneDigest(deps, phone))
      .where('code_events.firm_id', '=', firmId)
      .execute();
    for (const row of rows)
      if (mayUnlock(unlocker, row)) found.set(row.signer_key, { signerKey: row.signer_key, phone, firmId });
  }
  for (const { signerKey } of locked) found.delete(signerKey);
  return [...found.values()];
}

/** The signers that are shown as locked for what these holders have entered. */
async function markedSigners(db: Database, holders: readonly CodeHolder[]) {
  return db
    .selectFrom('signers')
    .select(['signers.id', 'collection_id'])
    .where('locked_at', 'is not', null)
    .where(
      'signers.id',
      'in',
      db
        .selectFrom('ceremony_items')
        .innerJoin('ceremonies', 'ceremonies.id', 'ceremony_id')
        .select('signer_id')
        .where(
          'signer_key',
          'in',
          holders.map(({ signerKey }) => signerKey),
        ),
    )
    .execute();
}

/** Whoever holds a member's old token must not grant himself further guesses. */
async function requireFreshSignIn(
  db: Database,
  { signedInAt }: Actor,
  unlocker: ActingMember,
  locked: readonly CodeHolder[],
): Promise<void> {
  const own = `member:${unlocker.id}`;
  if (!locked.some(({ signerKey }) => signerKey === own)) return;
  const last = await db
    .selectFrom('code_events')
    .select('at')
    .where('signer_key', '=', own)
    .where('kind', '=', 'wrong')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (signedInAt && last && signedInAt > last.at) return;
  throw new Refusal('delegation_missing', 'Sign in at Comptexpert again before you unlock yourself');
}
