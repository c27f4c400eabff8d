import type { wire } from '@jse/sdk/contract';
import { certificateRules } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { requireMember } from './require-expert.ts';

/** A certificate of a firm, and of whom. */
export interface FirmCertificate {
  readonly row: Row<'certificates'>;
  /** The member whose person holds it; null for the seal. */
  readonly memberId: string | null;
  readonly holder: string;
  readonly email: string | null;
}

/** The certificates of the firm's present members and of its seal, newest first. */
export async function firmCertificates(db: Database, firmId: string): Promise<FirmCertificate[]> {
  const members = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['members.id', 'person_id', 'first_name', 'last_name', 'email'])
    .where('firm_id', '=', firmId)
    .where('left_at', 'is', null)
    .execute();
  const { name } = await db.selectFrom('firms').select('name').where('id', '=', firmId).executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('certificates')
    .selectAll()
    .where((row) =>
      row.or([
        row.and([row('kind', '=', 'firm'), row('owner', '=', firmId)]),
        row.and([row('kind', '=', 'expert'), row('owner', 'in', ['', ...members.map(({ person_id }) => person_id)])]),
      ]),
    )
    .orderBy('not_before', 'desc')
    .orderBy('serial')
    .execute();
  return rows.map((row) => {
    const member = row.kind === 'expert' ? members.find(({ person_id }) => person_id === row.owner) : undefined;
    if (!member) return { row, memberId: null, holder: name, email: null };
    return { row, memberId: member.id, holder: `${member.first_name} ${member.last_name}`, email: member.email };
  });
}

/** The certificates that a member may see: the expert all of the firm, another his own and the seal's. */
export async function listCertificates(deps: Dependencies, actor: Actor): Promise<z.infer<typeof wire.Certificate>[]> {
  const member = requireMember(actor);
  const all = await firmCertificates(deps.db, member.firmId);
  const seen = all.filter(({ memberId }) => member.role === 'expert' || memberId === null || memberId === member.id);
  return seen.map((found) => toCertificate(found, deps.clock.now()));
}

/** A certificate on the wire, with where it stands at a moment. */
export function toCertificate({ row, memberId, holder }: FirmCertificate, now: Date): z.infer<typeof wire.Certificate> {
  const soon = new Date(now.getTime() + certificateRules.warnBefore);
  return {
    serial: row.serial,
    kind: row.kind === 'firm' ? 'seal' : 'member',
    memberId,
    holder,
    notBefore: row.not_before.toISOString(),
    notAfter: row.not_after.toISOString(),
    state: row.revoked_at ? 'revoked' : row.not_after <= now ? 'expired' : row.not_after <= soon ? 'expiring' : 'valid',
    revokedAt: row.revoked_at?.toISOString() ?? null,
    reason: row.reason,
  };
}
