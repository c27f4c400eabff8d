import type { wire } from '@jse/sdk/contract';
import { moveSigner } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId, sha256Hex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { keepBytes } from '../blobs.ts';
import { changeCollection } from '../change.ts';
import { type Collection, findCollection } from '../collection.ts';
import { emitSignerEvent } from '../events.ts';
import { appendEvidence } from '../evidence.ts';
import { signerOf } from '../signers.ts';
import { clientKey } from './certificate-holder.ts';
import { examineImage } from './identity-image.ts';
import { lockPerson } from './same-person.ts';
import { needsIdentity } from './signing-means.ts';

interface Ids {
  readonly transactionId: string;
  readonly signatoryId: string;
}

/** Where the check of a signer's identity stands; a signer in his session asks for himself. */
export async function identityOf(deps: Dependencies, actor: Actor, ids: Ids): Promise<z.infer<typeof wire.Identity>> {
  const collection = await findCollection(deps.db, actor, ids.transactionId);
  const own = actor.session?.access;
  if (own?.purpose === 'sign' && own.signerId !== ids.signatoryId)
    throw new Refusal('not_found', 'No such signer in this session');
  return standing(deps.db, deps, collection, signerOf(collection, ids.signatoryId));
}

/**
 * A client submits both sides of his identity document, in his own session and when it is his turn. The images are kept
 * encrypted until the decision, and never handed to the vendor.
 */
export async function submitIdentity(
  deps: Dependencies,
  actor: Actor,
  ids: Ids,
  images: { readonly front: File; readonly back: File },
): Promise<z.infer<typeof wire.Identity>> {
  if (actor.session?.access.signerId !== ids.signatoryId)
    throw new Refusal('not_found', 'No such signer in this session');
  const before = await findCollection(deps.db, actor, ids.transactionId);
  await requireSubmittable(deps.db, deps, before, ids.signatoryId);
  const id = newId('idc');
  const front = await keepImage(deps, id, 'front', images.front);
  const back = await keepImage(deps, id, 'back', images.back);
  let answer: z.infer<typeof wire.Identity> | undefined;
  await changeCollection(deps, actor, ids.transactionId, 'identify', null, async ({ db, collection }) => {
    const person_key = await clientKey(deps, signerOf(collection, ids.signatoryId));
    await lockPerson(db, person_key);
    const { signer, state } = await requireSubmittable(db, deps, collection, ids.signatoryId);
    await db
      .insertInto('identity_checks')
      .values({
        id,
        collection_id: ids.transactionId,
        signer_id: signer.id,
        person_key,
        state: 'pending',
        front_sha256: front.sha256,
        back_sha256: back.sha256,
        front_blob: front.blob,
        back_blob: back.blob,
        submitted_at: deps.clock.now(),
      })
      .execute();
    await db.updateTable('signers').set({ state }).where('id', '=', signer.id).execute();
    const { via, mintedBy } = actor.session?.access ?? { via: null, mintedBy: null };
    const data = { signerId: signer.id, checkId: id, front: front.sha256, back: back.sha256, via, mintedBy };
    await appendEvidence(db, deps.clock, ids.transactionId, 'identity.submitted', actorName(actor), data);
    await emitSignerEvent(db, deps, collection.row, { ...signer, state }, 'signer.identity_changed');
    answer = await standing(db, deps, collection, signer);
  });
  if (!answer) throw new TypeError('A change runs once');
  return answer;
}

/** The name under which an image is encrypted: bound to its check and side, so that none takes another's place. */
export const imageName = (checkId: string, side: 'front' | 'back'): string => `identity:${checkId}:${side}`;

async function keepImage(deps: Dependencies, checkId: string, side: 'front' | 'back', file: File) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  examineImage(bytes, side);
  const blob = await keepBytes(deps, await deps.identitySealer.seal(imageName(checkId, side), bytes));
  return { sha256: await sha256Hex(bytes), blob };
}

async function requireSubmittable(db: Database, deps: Dependencies, collection: Collection, signerId: string) {
  const signer = signerOf(collection, signerId);
  const { state, expires_at } = collection.row;
  if (signer.state === 'signed') throw new Refusal('already_signed');
  if (state !== 'ongoing' || (expires_at && expires_at <= deps.clock.now()))
    throw new Refusal('state_conflict', `The collection is ${state === 'ongoing' ? 'expired' : state}`);
  if (!(await needsIdentity(db, deps, collection.row.firm_id, signer)))
    throw new Refusal('state_conflict', 'Aucune pièce d’identité n’est demandée à ce signataire');
  const next = moveSigner(signer.state, 'submitIdentity');
  if (signer.state === 'waiting') throw new Refusal('not_your_turn');
  if (!next) throw new Refusal('state_conflict', 'Une pièce d’identité est déjà en cours de vérification');
  return { signer, state: next };
}

async function standing(
  db: Database,
  deps: Dependencies,
  { row }: Collection,
  signer: Row<'signers'>,
): Promise<z.infer<typeof wire.Identity>> {
  const last = await db
    .selectFrom('identity_checks')
    .selectAll()
    .where('signer_id', '=', signer.id)
    .orderBy('submitted_at', 'desc')
    .orderBy('id')
    .executeTakeFirst();
  const needed = await needsIdentity(db, deps, row.firm_id, signer);
  const submittedAt = last?.submitted_at.toISOString() ?? null;
  // Submitted here and accepted elsewhere: nothing of his is pending or rejected any more.
  if (last && !needed && last.state !== 'accepted')
    return { needed, state: 'accepted', reason: null, submittedAt, decidedAt: last.erased_at?.toISOString() ?? null };
  return {
    needed,
    state: last?.state ?? null,
    reason: last?.reason ?? null,
    submittedAt,
    decidedAt: last?.decided_at?.toISOString() ?? null,
  };
}
