import { certificateRules } from '@jse/sdk/rules';
import type { Dependencies } from '../../dependencies.ts';
import { enqueue } from '../../outbox/jobs.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { emitEvent } from '../events.ts';
import { expiringLetter } from './letters.ts';
import { softwareOf } from './membership.ts';

/**
 * Once a day: tells of every certificate of a member or a firm that ends within 30 days, once a certificate, to the
 * software of each firm concerned (`certificate.expiring`) and to the holder by mail.
 */
export async function warnOfExpiringCertificates(deps: Dependencies): Promise<void> {
  const now = deps.clock.now();
  const due = await deps.db
    .selectFrom('certificates')
    .select('serial')
    .where('kind', 'in', ['expert', 'firm'])
    .where('revoked_at', 'is', null)
    .where('warned_at', 'is', null)
    .where('not_after', '>', now)
    .where('not_after', '<=', new Date(now.getTime() + certificateRules.warnBefore))
    .execute();
  for (const { serial } of due) {
    await deps.db.transaction().execute(async (db) => {
      const row = await db
        .updateTable('certificates')
        .set({ warned_at: now })
        .where('serial', '=', serial)
        .where('warned_at', 'is', null)
        .where('revoked_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (row) await warn(db, deps, row);
    });
  }
}

async function warn(db: Database, deps: Dependencies, row: Row<'certificates'>): Promise<void> {
  const seal = row.kind === 'firm';
  let query = db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['members.id', 'firm_id', 'email'])
    .where('left_at', 'is', null);
  query = seal
    ? query.where('firm_id', '=', row.owner).where('role', '=', 'expert')
    : query.where('person_id', '=', row.owner);
  const concerned = await query.execute();
  for (const firmId of new Set(concerned.map(({ firm_id }) => firm_id))) {
    const memberId = seal ? null : (concerned.find(({ firm_id }) => firm_id === firmId)?.id ?? null);
    const data = {
      serial: row.serial,
      kind: seal ? ('seal' as const) : ('member' as const),
      memberId,
      notAfter: row.not_after.toISOString(),
    };
    for (const editor of await softwareOf(db, firmId))
      await emitEvent(db, deps, { editor, firmId }, 'certificate.expiring', data);
  }
  const letter = expiringLetter(seal ? 'firm' : 'person', row.not_after);
  const firms = new Map(concerned.map(({ email, firm_id }) => [email, firm_id]));
  for (const [to, firmId] of firms) await enqueue(db, deps, { kind: 'email', firmId, to, ...letter });
}
