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
import { clientKey } from './certificate-holder.ts';
import { eraseBlobs } from './erase-identity.ts';
import { identityAcceptedLetter, identityRejectedLetter } from './letters.ts';

/** What the registration authority says of an identity document. */
export type Decision = { readonly decision: 'accept' } | { readonly decision: 'reject'; readonly reason: string };

/**
 * Decides on a client's identity document. Accepted, he gets his certificate and may sign; rejected, he learns why and may
 * submit another one. Either way the images are erased and their hashes kept.
 */
export async function decideIdentity(
  deps: Dependencies,
  id: string,
  decision: Decision,
  by: string,
): Promise<Row<'identity_checks'>> {
  const found = await deps.db.selectFrom('identity_checks').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw new Refusal('not_found', 'No such identity check');
  const decided = await deps.db.transaction().execute(async (db) => {
    const row = await collectionRow(db, found.collection_id, true);
    if (row?.state !== 'ongoing' || (row.expires_at && row.expires_at <= deps.clock.now()))
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
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .returningAll()
      .executeTakeFirst();
    if (!check) throw new Refusal('state_conflict', 'This identity check was decided already');
    const serial = accepted ? await certify(db, deps, signer) : undefined;
    // Whoever lost his turn meanwhile keeps waiting for it.
    const state = moveSigner(signer.state, accepted ? 'acceptIdentity' : 'rejectIdentity') ?? signer.state;
    await db.updateTable('signers').set({ state }).where('id', '=', signer.id).execute();
    await db
      .updateTable('collections')
      .set({ version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    const said = accepted ? { certificate: serial } : { reason: decision.reason };
    const data = { signerId: signer.id, checkId: id, front: check.front_sha256, back: check.back_sha256, ...said };
    await appendEvidence(db, deps.clock, row.id, accepted ? 'identity.accepted' : 'identity.rejected', by, data);
    await emitSignerEvent(db, deps, row, { ...signer, state }, 'signer.identity_changed');
    if (state !== 'waiting') await tell(db, deps, collection, signer, decision);
    return check;
  });
  await eraseBlobs(deps, [decided.front_blob, decided.back_blob]);
  return decided;
}

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
