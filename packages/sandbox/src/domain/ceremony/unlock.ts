import type { Dependencies } from '../../dependencies.ts';
import { activeMember, type Actor, requireDelegation } from '../../middleware/actor.ts';
import { actorName } from '../actor-name.ts';
import { findCollection } from '../collection.ts';
import { Refusal } from '../../problem.ts';
import { appendEvidence } from '../evidence.ts';
import { signerOf } from '../signers.ts';
import { noteCode } from './counters.ts';

/** The collector lets a locked signer try again: his counters, and his phone's within the firm, start anew. */
export async function unlockSigner(
  deps: Dependencies,
  actor: Actor,
  collectionId: string,
  signerId: string,
): Promise<void> {
  const unlocker = requireDelegation(actor.member, 'launch');
  await deps.db.transaction().execute(async (db) => {
    const collection = await findCollection(db, actor, collectionId, true);
    if (unlocker.role !== 'expert' && unlocker.id !== collection.row.collector_id) {
      throw new Refusal('delegation_missing', 'The collector or the expert unlocks a signer');
    }
    const signer = signerOf(collection, signerId);
    const member = signer.member_id ? await activeMember({ db }, signer.member_id) : null;
    const holder = member
      ? { signerKey: `member:${member.id}`, phone: member.phone, firmId: collection.row.firm_id }
      : { signerKey: `signer:${signer.id}`, phone: signer.phone, firmId: collection.row.firm_id };
    await noteCode(db, deps, holder, 'unlocked');
    await db.updateTable('signers').set({ locked_at: null }).where('id', '=', signer.id).execute();
    await appendEvidence(db, deps.clock, collectionId, 'signer.unlocked', actorName(actor), { signerId });
  });
}
