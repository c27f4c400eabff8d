import type { wire } from '@jse/sdk/contract';
import type { SignatureLevel } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { newId } from '../crypto.ts';
import { defined } from '../defined.ts';
import type { Dependencies } from '../dependencies.ts';
import { activeMember, type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { changeCollection } from './change.ts';
import { findContact, toContact } from './contacts/contacts.ts';
import type { Collection } from './collection.ts';
import { toSignatory } from './collection-on-wire.ts';
import { phonesOfMembers } from './phone-flags.ts';
import { undisplayableCharacters } from '../signing/index.ts';
import { keepPlacement, placeOn } from './placement.ts';

type NewSigner = z.infer<typeof wire.SignatoryCreate>;
type SignerChanges = z.infer<typeof wire.SignatoryUpdate>;
/** A signer as he is named: a member, a contact, or typed in. */
type Person = Pick<NewSigner, 'memberId' | 'contactId' | 'name' | 'firstName' | 'email' | 'phone'>;

/** Adds a signer to a collection that is not launched and returns his id. */
export async function addSigner(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  signer: NewSigner,
  ifMatch: number | null,
): Promise<string> {
  requireDelegation(actor.member, 'prepare');
  const level = offeredLevel(signer.signatureLevel);
  const id = newId('sig');
  await changeCollection(deps, actor, collectionId, 'edit', ifMatch, async ({ db, collection }) => {
    requireNotPinned(collection);
    refuseTakenOrder(collection, signer.level, id);
    await insertSigner(db, collection, { id, order: signer.level, level }, signer);
    for (const position of [...signer.positions, ...pendingPositions(collection, signer.level)]) {
      await placeSigner(db, collection, { ...position, signatoryId: id });
    }
  });
  return id;
}

/** Changes a signer of a collection that is not launched. */
export async function changeSigner(
  deps: Dependencies,
  actor: Actor,
  ids: { readonly collectionId: string; readonly signerId: string },
  changes: SignerChanges,
  ifMatch: number | null,
) {
  requireDelegation(actor.member, 'prepare');
  const after = await changeCollection(deps, actor, ids.collectionId, 'edit', ifMatch, async ({ db, collection }) => {
    const signer = signerOf(collection, ids.signerId);
    const level = changes.signatureLevel ? offeredLevel(changes.signatureLevel) : signer.level;
    const order = changes.level ?? signer.ord;
    if (level !== signer.level || order !== signer.ord) requireNotPinned(collection);
    refuseTakenOrder(collection, order, signer.id);
    const person = await identify(db, collection, level, {
      memberId: signer.member_id ?? undefined,
      name: changes.name ?? signer.last_name,
      firstName: changes.firstName ?? signer.first_name,
      email: changes.email ?? signer.email,
      phone: changes.phone ?? signer.phone,
    });
    const changed = person.phone !== signer.phone && (await wasPrepared(db, collection.row.id));
    await db
      .updateTable('signers')
      .set({ ord: order, level, ...person, ...(changed ? { phone_changed_at: deps.clock.now() } : {}) })
      .where('id', '=', signer.id)
      .execute();
  });
  return toSignatory(after, signerOf(after, ids.signerId), await phonesOfMembers(deps.db, [after.row.firm_id]));
}

/** Removes a signer of a collection that is not launched. */
export async function removeSigner(
  deps: Dependencies,
  actor: Actor,
  ids: { readonly collectionId: string; readonly signerId: string },
  ifMatch: number | null,
): Promise<void> {
  requireDelegation(actor.member, 'prepare');
  await changeCollection(deps, actor, ids.collectionId, 'edit', ifMatch, async ({ db, collection }) => {
    requireNotPinned(collection);
    await db.deleteFrom('signers').where('id', '=', signerOf(collection, ids.signerId).id).execute();
  });
}

/** Replaces all visible signatures of a collection that is not launched; all of them hold, or none is taken. */
export async function replacePlacements(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  positions: z.infer<typeof wire.PositionsReplace>['positions'],
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'prepare');
  return changeCollection(deps, actor, collectionId, 'edit', ifMatch, async ({ db, collection }) => {
    const ids = collection.signers.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom('placements').where('signer_id', 'in', ids).execute();
    for (const position of positions) await placeSigner(db, collection, position);
  });
}

/** Writes a signer down with the person that is to sign. */
export async function insertSigner(
  db: Database,
  collection: Collection,
  place: { readonly id: string; readonly order: number; readonly level: SignatureLevel },
  given: Person,
): Promise<void> {
  const person = await identify(db, collection, place.level, given);
  const row = { id: place.id, collection_id: collection.row.id, ord: place.order, level: place.level };
  await db
    .insertInto('signers')
    .values({ ...row, state: 'waiting', ...person })
    .execute();
}

/** How many signers there are, their levels and their turns are the template's where a collection was made from one. */
function requireNotPinned({ row }: Collection): void {
  if (row.template_id !== null) throw new Refusal('pinned_by_template', 'The template sets signers, levels and turns');
}

/** The signer of a collection, or `not_found`. */
export function signerOf(collection: Collection, signerId: string): Collection['signers'][number] {
  const signer = collection.signers.find(({ id }) => id === signerId);
  if (!signer) throw new Refusal('not_found', 'No such signer in this collection');
  return signer;
}

/** Whether the collection had been handed over for launching before; a phone that changes after that is told. */
async function wasPrepared(db: Database, collectionId: string): Promise<boolean> {
  const found = await db
    .selectFrom('evidence')
    .select('seq')
    .where('collection_id', '=', collectionId)
    .where(sql`entry->>'type'`, '=', 'collection.prepared')
    .executeTakeFirst();
  return found !== undefined;
}

async function placeSigner(
  db: Database,
  collection: Collection,
  position: z.infer<typeof wire.PositionsReplace>['positions'][number],
): Promise<void> {
  const document = collection.documents.find(({ id }) => id === position.fileId);
  if (!document) throw new Refusal('not_found', 'No such document in this collection');
  const signer = await db
    .selectFrom('signers')
    .select('id')
    .where('id', '=', position.signatoryId)
    .where('collection_id', '=', collection.row.id)
    .executeTakeFirst();
  if (!signer) throw new Refusal('not_found', 'No such signer in this collection');
  const place = placeOn(document, position);
  await keepPlacement(db, { signer_id: signer.id, document_id: document.id, ...place });
}

/** Visible signatures that an upload announced for this order, before the signer was known. */
function pendingPositions(collection: Collection, order: number) {
  return collection.documents.flatMap((document) =>
    document.sign_fields
      .filter((field) => field.order === order)
      .map(({ page, positionX, positionY, field }) => ({ fileId: document.id, page, positionX, positionY, field })),
  );
}

function refuseTakenOrder(collection: Collection, order: number, signerId: string): void {
  if (collection.signers.some((other) => other.ord === order && other.id !== signerId)) {
    throw new Refusal('validation_failed', `Another signer has the order ${order}`, {
      errors: [{ pointer: '/level', code: 'taken', detail: 'Each signer has an order of his own' }],
    });
  }
}

function offeredLevel(level: NewSigner['signatureLevel']): SignatureLevel {
  if (level !== 'qualified') return level;
  throw new Refusal(
    'level_unsupported',
    'Qualified signatures need a face-to-face identification that the platform does not offer',
  );
}

/** Name, e-mail and phone of a signer: a member's from Comptexpert, the firm's own name for a seal, else as typed. */
export async function identify(db: Database, collection: Collection, level: SignatureLevel, given: Person) {
  if (level === 'seal') {
    const firm = await firmContact(db, collection.row.firm_id);
    return { member_id: null, first_name: '', last_name: firm.name, email: firm.email, phone: '' };
  }
  if (given.memberId !== undefined) {
    const member = await activeMember({ db }, given.memberId);
    if (member.firmId !== collection.row.firm_id) throw new Refusal('not_found', 'No such member in the firm');
    return {
      member_id: member.id,
      first_name: member.firstName,
      last_name: member.lastName,
      email: member.email,
      phone: member.phone,
    };
  }
  const contact = given.contactId && (await findContact(db, collection.row.firm_id, given.contactId));
  const typed = contact ? { ...toContact(contact), ...defined(given) } : given;
  const missing = (['firstName', 'name', 'email', 'phone'] as const).filter((field) => !typed[field]);
  if (missing.length > 0) {
    throw new Refusal('validation_failed', `Missing for a signer outside the firm: ${missing.join(', ')}`, {
      errors: missing.map((field) => ({ pointer: `/${field}`, code: 'required', detail: 'Required' })),
    });
  }
  const { firstName = '', name = '', email = '', phone = '' } = typed;
  const unknown = await undisplayableCharacters(firstName + name);
  if (unknown.length > 0) {
    throw new Refusal('validation_failed', `A visible signature cannot show: ${unknown.join(' ')}`, {
      errors: [{ pointer: '/name', code: 'not_displayable', detail: 'Latin, Greek and Cyrillic letters are shown' }],
    });
  }
  const contact_id = contact ? contact.id : null;
  return { member_id: null, contact_id, first_name: firstName, last_name: name, email, phone };
}

/** The firm's name and the expert's e-mail, who answers for it. */
async function firmContact(db: Database, firmId: string) {
  return db
    .selectFrom('firms')
    .innerJoin('members', 'members.firm_id', 'firms.id')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['firms.name', 'people.email'])
    .where('firms.id', '=', firmId)
    .where('members.role', '=', 'expert')
    .where('members.left_at', 'is', null)
    .executeTakeFirstOrThrow();
}
