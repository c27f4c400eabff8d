import type { wire } from '@jse/sdk/contract';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { enqueue } from '../outbox/jobs.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { changeCollection } from './change.ts';
import { type Collection, findCollection, loadCollection } from './collection.ts';
import { correspondentOf } from './correspondent.ts';
import { appendEvidence } from './evidence.ts';
import { emitSignerEvent } from './events.ts';
import { invite, nextToInvite } from './invite.ts';
import { requireSignerReady } from './launch-requirements.ts';
import { replacedLetter, signerName } from './letters.ts';
import { phoneFlags, phonesOfMembers } from './phone-flags.ts';
import { addField, prepareFromOriginal, type Prepared, writePreparation } from './preparation.ts';
import { identify, signerOf } from './signers.ts';

/**
 * Puts another person in the place of a signer of a running collection who has not signed: same turn, same level, same
 * visible place, a field of his own. The one before is told and keeps his entry in the evidence; whoever had read the
 * document reads it again, for it has one more revision.
 */
export async function replaceSigner(
  deps: Dependencies,
  actor: Actor,
  ids: { readonly collectionId: string; readonly signerId: string },
  given: z.infer<typeof wire.SignatoryReplace>,
  ifMatch: number | null,
): Promise<Collection> {
  requireDelegation(actor.member, 'launch');
  const before = await findCollection(deps.db, actor, ids.collectionId);
  const old = requireReplaceable(before, ids.signerId);
  const person = await identify(deps.db, before, old.level, given);
  const next = newRow(old, person);
  await requireSignerReady(deps, before.row.firm_id, next);
  const after = withReplacement(before, old, next);
  const prepared = before.row.state === 'ongoing' ? await prepareAnew(deps, after, next) : [];
  return changeCollection(deps, actor, ids.collectionId, 'replace', ifMatch ?? before.row.version, async ({ db }) => {
    const now = deps.clock.now();
    await db.insertInto('signers').values(next).execute();
    await db.updateTable('placements').set({ signer_id: next.id }).where('signer_id', '=', old.id).execute();
    await db.updateTable('signers').set({ replaced_at: now }).where('id', '=', old.id).execute();
    await endSignerAccess(db, old.id, now);
    for (const made of prepared) await writePreparation(db, made, now);
    await appendEvidence(db, deps.clock, ids.collectionId, 'signer.replaced', actorName(actor), {
      signerId: old.id,
      replacedBy: next.id,
      names: [signerName(old), signerName(next)],
      phoneFlags: phoneFlags(after, next, await phonesOfMembers(db, [before.row.firm_id])),
      documents: prepared.map(({ document, sha256 }) => ({ id: document.id, sha256 })),
    });
    await emitSignerEvent(db, deps, before.row, old, 'signer.replaced', { replacedBy: next.id });
    if (old.state !== 'waiting') await tell(db, deps, before, old);
    const running = await loadCollection(db, before.row);
    for (const signer of nextToInvite(running)) await invite(db, deps, running, signer);
  });
}

function requireReplaceable(collection: Collection, signerId: string): Row<'signers'> {
  const signer = signerOf(collection, signerId);
  if (signer.state === 'signed')
    throw new Refusal('already_signed', 'Who has signed stays: a signature is irrevocable');
  if (signer.level === 'seal')
    throw new Refusal('validation_failed', 'A seal is the firm’s: nobody else can release it');
  return signer;
}

function newRow(old: Row<'signers'>, person: Awaited<ReturnType<typeof identify>>): Row<'signers'> {
  const nothing = { invited_at: null, viewed_at: null, signed_at: null, locked_at: null, replaced_at: null };
  const fresh = { ...nothing, phone_changed_at: null, contact_id: null, state: 'waiting' as const };
  return { ...old, ...fresh, ...person, id: newId('sig') };
}

function withReplacement(collection: Collection, old: Row<'signers'>, next: Row<'signers'>): Collection {
  return {
    ...collection,
    signers: collection.signers.map((signer) => (signer.id === old.id ? next : signer)),
    placements: collection.placements.map((at) => (at.signer_id === old.id ? { ...at, signer_id: next.id } : at)),
  };
}

/** Whom a signer's invitations, sessions and codes let in may no longer see the collection. */
async function endSignerAccess(db: Database, signerId: string, at: Date): Promise<void> {
  const his = sql<boolean>`access->>'signerId' = ${signerId}`;
  await db.updateTable('invitations').set({ dead_at: at }).where('signer_id', '=', signerId).execute();
  await db.updateTable('sessions').set({ ended_at: at }).where(his).where('ended_at', 'is', null).execute();
  await db.updateTable('embed_codes').set({ used_at: at }).where(his).where('used_at', 'is', null).execute();
}

/** Before the first signature the fields are made anew; later the new one is added, and the old one stays empty. */
async function prepareAnew(deps: Dependencies, collection: Collection, next: Row<'signers'>): Promise<Prepared[]> {
  const untouched = collection.signers.every(({ state }) => state !== 'signed');
  const prepared: Prepared[] = [];
  for (const document of collection.documents) {
    prepared.push(
      untouched
        ? await prepareFromOriginal(deps, collection, document)
        : await addField(deps, collection, document, next),
    );
  }
  return prepared;
}

async function tell(db: Database, deps: Dependencies, collection: Collection, old: Row<'signers'>): Promise<void> {
  if (collection.row.settings.notification === 'NONE') return;
  const { sender, replyTo } = await correspondentOf(db, collection.row);
  const firmId = collection.row.firm_id;
  await enqueue(db, deps, { kind: 'email', firmId, to: old.email, sender, replyTo, ...replacedLetter(collection) });
}
