import type { wire } from '@jse/sdk/contract';
import { deadlines, moveCollection, type PersonalDataCategory } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import type { Database } from '../../store/database.ts';
import { toJson } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow } from '../collection.ts';
import { appendEvidence } from '../evidence.ts';
import { lockCollections } from '../lock-collections.ts';
import { requireExpert } from '../people/require-expert.ts';
import { sameAddress } from './export.ts';
import { findPerson, messagesTo } from './find.ts';
import { keptOf } from './kept.ts';

/**
 * Erases what the firm holds about a person and does not need: contacts, signers of collections never launched, copies
 * to be sent, phones of ceremonies that are over, messages. What evidence must keep is named with its reason and end.
 */
export async function erasePersonalData(
  deps: Dependencies,
  actor: Actor,
  email: string,
): Promise<z.infer<typeof wire.PersonalDataErased>> {
  const { firmId } = requireExpert(actor, 'has erased what is held about a person');
  return deps.db.transaction().execute(async (db) => {
    const found = await findPerson(db, deps, firmId, email);
    const { shared, messages } = await messagesTo(db, firmId, email, found);
    const contactIds = found.contacts.map(({ id }) => id);
    if (contactIds.length > 0) await db.deleteFrom('contacts').where('id', 'in', contactIds).execute();
    const unlaunched = found.signers.filter(({ launched_at }) => launched_at === null);
    await lockCollections(db, [...unlaunched.map((one) => one.collection_id), ...found.copied.map(({ id }) => id)]);
    await removeSigners(db, deps, actor, unlaunched);
    await removeCopies(
      db,
      found.copied.map(({ id }) => id),
      email,
    );
    const phones = await blankPhones(
      db,
      found.ceremonies.filter(({ state, phone }) => state !== 'opened' && state !== 'code-sent' && phone !== ''),
    );
    const messageIds = shared ? [] : messages.map(({ id }) => id);
    if (messageIds.length > 0) await db.deleteFrom('messages').where('id', 'in', messageIds).execute();
    const erased: [PersonalDataCategory, number][] = [
      ['contact', contactIds.length],
      ['signer', unlaunched.length],
      ['copyRecipient', found.copied.length],
      ['ceremony', phones],
      ['message', messageIds.length],
    ];
    const newest = messages.map(({ created_at }) => created_at.getTime()).reduce((a, b) => Math.max(a, b), 0);
    return {
      email,
      erased: erased.filter(([, count]) => count > 0).map(([category, count]) => ({ category, count })),
      kept: keptOf(found, {
        messages: shared ? messages.length : 0,
        messagesUntil: new Date(newest + deadlines.housekeeping),
      }),
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

async function removeCopies(db: Database, collectionIds: readonly string[], email: string): Promise<void> {
  for (const id of collectionIds) {
    const row = await collectionRow(db, id, true);
    if (!row) continue;
    const copyRecipients = row.settings.copyRecipients.filter((copy) => !sameAddress(copy.email, email));
    await db
      .updateTable('collections')
      .set({ settings: toJson({ ...row.settings, copyRecipients }), version: row.version + 1 })
      .where('id', '=', id)
      .execute();
  }
}

/** The evidence has the phone masked, with an HMAC that tells it from another; in clear it is needed no more. */
async function blankPhones(db: Database, ceremonies: readonly { readonly id: string }[]): Promise<number> {
  const ids = ceremonies.map(({ id }) => id);
  if (ids.length > 0) await db.updateTable('ceremonies').set({ phone: '' }).where('id', 'in', ids).execute();
  return ids.length;
}
