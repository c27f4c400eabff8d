import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import type { RevocationReason } from '../../certificates/index.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { enqueue } from '../../outbox/jobs.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { firmCertificates, toCertificate } from './list-certificates.ts';
import { revokedLetter } from './letters.ts';
import { requireMember } from './require-expert.ts';

/**
 * Revokes a certificate: one's own, or by the expert any of his firm's members' and the seal's. OCSP and CRL say so from
 * this moment; the holder gets another one at the next sign-in. One that is revoked already keeps its date and reason.
 */
export async function revokeCertificate(
  deps: Dependencies,
  actor: Actor,
  serial: string,
  reason: RevocationReason,
): Promise<z.infer<typeof wire.Certificate>> {
  const member = requireMember(actor);
  return deps.db.transaction().execute(async (db) => {
    const found = (await firmCertificates(db, member.firmId)).find(({ row }) => row.serial === serial);
    if (!found) throw new Refusal('not_found', 'No such certificate in the firm');
    const own = found.row.kind === 'expert' && found.row.owner === member.personId;
    if (!own && member.role !== 'expert')
      throw new Refusal('delegation_missing', 'The expert revokes the certificates of others');
    if (found.row.revoked_at) return toCertificate(found, deps.clock.now());
    const row = await db
      .updateTable('certificates')
      .set({ revoked_at: deps.clock.now(), reason })
      .where('serial', '=', serial)
      .returningAll()
      .executeTakeFirstOrThrow();
    const letter = revokedLetter(actor.firm?.name ?? '', !own);
    if (found.email !== null)
      await enqueue(db, deps, { kind: 'email', firmId: member.firmId, to: found.email, ...letter });
    return toCertificate({ ...found, row }, deps.clock.now());
  });
}

/** Revokes every certificate of a person that is not revoked yet; returns how many. */
export async function revokeCertificates(
  db: Database,
  { clock }: Pick<Dependencies, 'clock'>,
  personId: string,
  reason: RevocationReason,
): Promise<number> {
  const revoked = await db
    .updateTable('certificates')
    .set({ revoked_at: clock.now(), reason })
    .where('kind', '=', 'expert')
    .where('owner', '=', personId)
    .where('revoked_at', 'is', null)
    .returning('serial')
    .execute();
  return revoked.length;
}
