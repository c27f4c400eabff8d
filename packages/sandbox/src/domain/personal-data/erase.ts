import type { wire } from '@jse/sdk/contract';
import { moveCollection, type PersonalDataCategory } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import { groupBy } from '../../group-by.ts';
import type { Actor } from '../../middleware/actor.ts';
import type { Database } from '../../store/database.ts';
import { toJson } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { lockCollections } from '../lock-collections.ts';
import { requireExpert } from '../people/require-expert.ts';
import { sameAddress } from './export.ts';
import { type Found, findPerson, messagesTo } from './find.ts';
import { forgetPhones } from './forget-phones.ts';
import { keptOf, needsPhone } from './kept.ts';

/**
 * Erases what the firm holds about a person and does not need: contacts, signers of collections never launched, copies
 * to be sent, secure links, phones of ceremonies that are over, messages. What evidence must keep is named with its reason and end.
 */
export async function erasePersonalData(
  deps: Dependencies,
  actor: Actor,
  email: string,
): Promise<z.infer<typeof wire.PersonalDataErased>> {
  const { firmId } = requireExpert(actor, 'has erased what is held about a person');
  return deps.db.transaction().execute(async (db) => {
    const found = await findPerson(db, deps, firmId, email);
    const messages = await messagesTo(db, firmId, email, found);
    const contactIds = found.contacts.map(({ id }) => id);
    if (contactIds.length > 0) await db.deleteFrom('contacts').where('id', 'in', contactIds).execute();
    const unlaunched = found.signers.filter(({ launched_at }) => launched_at === null);
    await lockCollections(db, [
      ...[...unlaunched, ...found.links].map((one) => one.collection_id),
      ...found.copied.map(({ id }) => id),
    ]);
    await removeSigners(db, deps, actor, unlaunched);
    await removeCopies(db, deps, actor, found, email);
    await removeLinks(db, deps, actor, found);
    const phones = await forgetPhones(
      db,
      found.ceremonies.filter((one) => one.phone !== '' && !needsPhone(one)).map(({ id }) => id),
    );
    const messageIds = messages.map(({ id }) => id);
    if (messageIds.length > 0) await db.deleteFrom('messages').where('id', 'in', messageIds).execute();
    const erased: [PersonalDataCategory, number][] = [
      ['contact', contactIds.length],
      ['signer', unlaunched.length],
      ['copyRecipient', found.copied.length],
      ['ceremony', phones],
      ['message', messageIds.length],
      ['access', found.links.length],
    ];
    return {
      email,
      erased: erased.filter(([, count]) => count > 0).map(([category, count]) => ({ category, count })),
      kept: keptOf(found),
    };
  });
}

/** Takes signers out of collections that were never launched, each under its lock; a prepared one is a draft again. */
async function removeSigners(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  signers: readonly { readonly id: string; readonly collection_id: string }[],
): Promise<void> {
  for (const collectionId of [...new Set(signers.map(({ collection_id }) => collection_id))].sort()) {
    const row = await collectionRow(db, collectionId, true);
    if (!row || row.launched_at) continue;
    const ids = signers.filter(({ collection_id }) => collection_id === collectionId).map(({ id }) => id);
    await db.deleteFrom('signers').where('id', 'in', ids).execute();
    const state = moveCollection(row.state, 'edit') ?? row.state;
    await db
      .updateTable('collections')
      .set({ state, version: row.version + 1 })
      .where('id', '=', collectionId)
      .execute();
    const data = { erasure: true, signerIds: ids };
    await appendEvidence(db, deps.clock, collectionId, 'collection.edited', actorName(actor), data);
  }
}

/** Takes the person off the lists of copies; the evidence says how many went, and no address. */
async function removeCopies(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  { copied }: Found,
  email: string,
): Promise<void> {
  for (const { id } of copied) {
    const row = await collectionRow(db, id, true);
    if (!row) continue;
    const copyRecipients = row.settings.copyRecipients.filter((copy) => !sameAddress(copy.email, email));
    const removed = row.settings.copyRecipients.length - copyRecipients.length;
    if (removed === 0) continue;
    await db
      .updateTable('collections')
      .set({ settings: toJson({ ...row.settings, copyRecipients }), version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    const data = { erasure: true, copyRecipients: removed };
    await appendEvidence(db, deps.clock, id, 'collection.edited', actorName(actor), data);
  }
}

/** The secure links that were sent to the person open nothing any more. */
async function removeLinks(db: Database, deps: Dependencies, actor: Actor, { links }: Found): Promise<void> {
  if (links.length === 0) return;
  const hashes = links.map(({ hash }) => hash);
  const gone = await db.deleteFrom('download_links').where('hash', 'in', hashes).returningAll().execute();
  const live = groupBy(
    gone.filter(({ revoked_at }) => revoked_at === null),
    ({ collection_id }) => collection_id,
  );
  for (const [id, { length }] of live)
    await appendEvidence(db, deps.clock, id, 'link.revoked', actorName(actor), { erasure: true, links: length });
}
