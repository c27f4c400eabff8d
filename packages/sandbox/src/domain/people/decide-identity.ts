import { moveSigner } from '@jse/sdk/rules';
import type { Dependencies } from '../../dependencies.ts';
import { enqueue } from '../../outbox/jobs.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { type Collection, collectionRow, loadCollection } from '../collection.ts';
import { correspondentOf } from '../correspondent.ts';
import { emitSignerEvent } from '../events.ts';
import { appendEvidence } from '../evidence.ts';
import { freshLink } from '../invite.ts';
import { signerName } from '../letters.ts';
import { lockCollections } from '../lock-collections.ts';
import { clientKey } from './certificate-holder.ts';
import { eraseBlobs } from './erase-identity.ts';
import { validCertificate } from './issued-certificates.ts';
import { identityAcceptedLetter, identityRejectedLetter } from './letters.ts';
import { dropChecks, lockPerson, signersHeldUp } from './same-person.ts';

/** What the registration authority says of an identity document. */
export type Decision = { readonly decision: 'accept' } | { readonly decision: 'reject'; readonly reason: string };

/**
 * Decides on a client's identity document. Accepted, he gets his certificate and may sign, here and wherever else he waits
 * for it; rejected, he learns why and may submit another one. Either way the images are erased and their hashes kept.
 */
export async function decideIdentity(
  deps: Dependencies,
  id: string,
  decision: Decision,
  by: string,
): Promise<Row<'identity_checks'>> {
  const found = await deps.db.selectFrom('identity_checks').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw new Refusal('not_found', 'No such identity check');
  let collections = [found.collection_id];
  for (;;) {
    const locked = collections;
    const outcome = await deps.db.transaction().execute(async (db) => {
      await lockCollections(db, locked);
      await lockPerson(db, found.person_key);
      const others = decision.decision === 'accept' ? await signersHeldUp(db, found.person_key) : [];
      const needed = others.map(({ collection_id }) => collection_id);
      // Locked from the start, in the order of their ids, or nobody could be sure not to wait in a circle.
      if (needed.some((one) => !locked.includes(one))) return { collections: [found.collection_id, ...needed] };
      const check = await decide(db, deps, found, decision, by);
      const elsewhere = others.filter((one) => one.id !== found.signer_id);
      const images = [check.front_blob, check.back_blob];
      if (decision.decision === 'accept') {
        for (const signer of elsewhere) await release(db, deps, signer, found.person_key, by);
        images.push(...(await dropChecks(db, found.person_key, deps.clock.now())));
      }
      return { check, images };
    });
    if (outcome.check) {
      await eraseBlobs(deps, outcome.images);
      return outcome.check;
    }
    collections = outcome.collections;
  }
}

/** Writes a decision down, in the collection whose signer submitted the document. */
async function decide(
  db: Database,
  deps: Dependencies,
  found: Row<'identity_checks'>,
  decision: Decision,
  by: string,
): Promise<Row<'identity_checks'>> {
  const row = await collectionRow(db, found.collection_id, true);
  if (!row || !isRunning(deps, row))
    throw new Refusal('state_conflict', 'The collection is over: there is nothing to decide any more');
  const collection = await loadCollection(db, row);
  const signer = collection.signers.find((one) => one.id === found.signer_id);
  if (!signer) throw new Refusal('state_conflict', 'Another person was put in the place of this signer');
  const accepted = decision.decision === 'accept';
  const now = deps.clock.now();
  const check = await db
    .updateTable('identity_checks')
    .set({
      state: accepted ? 'accepted' : 'rejected',
      reason: accepted ? null : decision.reason,
      decided_at: now,
      decided_by: by,
      erased_at: now,
    })
    .where('id', '=', found.id)
    .where('state', '=', 'pending')
    .where('erased_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (!check) throw new Refusal('state_conflict', 'This identity check was decided already');
  const said = accepted ? { certificate: await certify(db, deps, signer) } : { reason: decision.reason };
  const data = { checkId: found.id, front: check.front_sha256, back: check.back_sha256, ...said };
  await move(db, deps, { collection, signer, decision, by, data });
  return check;
}

/** Somebody whose identity was accepted need not show it again where he waits for that too, or was rejected. */
async function release(
  db: Database,
  deps: Dependencies,
  held: { readonly id: string; readonly collection_id: string },
  personKey: string,
  by: string,
): Promise<void> {
  const row = await collectionRow(db, held.collection_id, true);
  if (!row || !isRunning(deps, row)) return;
  const collection = await loadCollection(db, row);
  const signer = collection.signers.find(({ id }) => id === held.id);
  if (!signer || moveSigner(signer.state, 'acceptIdentity') === undefined) return;
  const valid = await validCertificate(db, deps, { kind: 'client', owner: personKey });
  const data = { certificate: valid?.serial, elsewhere: true };
  await move(db, deps, { collection, signer, decision: { decision: 'accept' }, by, data });
}

/** Moves a signer as it was decided: his state, evidence, event and letter. Who lost his turn meanwhile keeps waiting. */
async function move(
  db: Database,
  deps: Dependencies,
  moved: {
    readonly collection: Collection;
    readonly signer: Row<'signers'>;
    readonly decision: Decision;
    readonly by: string;
    readonly data: Record<string, unknown>;
  },
): Promise<void> {
  const { collection, signer, decision, by } = moved;
  const { row } = collection;
  const accepted = decision.decision === 'accept';
  const state = moveSigner(signer.state, accepted ? 'acceptIdentity' : 'rejectIdentity') ?? signer.state;
  await db.updateTable('signers').set({ state }).where('id', '=', signer.id).execute();
  await db
    .updateTable('collections')
    .set((to) => ({ version: to('version', '+', 1) }))
    .where('id', '=', row.id)
    .execute();
  const data = { signerId: signer.id, ...moved.data };
  await appendEvidence(db, deps.clock, row.id, accepted ? 'identity.accepted' : 'identity.rejected', by, data);
  await emitSignerEvent(db, deps, row, { ...signer, state }, 'signer.identity_changed');
  if (state !== 'waiting') await tell(db, deps, collection, signer, decision);
}

const isRunning = ({ clock }: Dependencies, { state, expires_at }: Row<'collections'>): boolean =>
  state === 'ongoing' && (!expires_at || expires_at > clock.now());

/** The client's certificate, five years; it signs inside a ceremony with a fresh code and nowhere else. */
async function certify(db: Database, deps: Dependencies, signer: Row<'signers'>): Promise<string> {
  const { serial } = await deps.pki.ensurePerson(db, {
    kind: 'client',
    owner: await clientKey(deps, signer),
    firstName: signer.first_name,
    lastName: signer.last_name,
  });
  return serial;
}

async function tell(
  db: Database,
  deps: Dependencies,
  collection: Collection,
  signer: Row<'signers'>,
  decision: Decision,
): Promise<void> {
  const link = await freshLink(db, deps, collection, { signerId: signer.id, memberId: null });
  const { sender, replyTo } = await correspondentOf(db, collection.row);
  const [name, title] = [signerName(signer), collection.row.settings.object];
  const letter =
    decision.decision === 'accept'
      ? identityAcceptedLetter(name, title, link)
      : identityRejectedLetter(name, title, decision.reason, link);
  await enqueue(db, deps, {
    kind: 'email',
    firmId: collection.row.firm_id,
    to: signer.email,
    sender,
    replyTo,
    ...letter,
  });
}
