import type { Dependencies } from '../../dependencies.ts';
import type { ActingMember } from '../../middleware/actor.ts';
import type { Database } from '../../store/database.ts';
import type { CertifiedPerson } from '../pki.ts';
import type { Row } from '../../store/tables.ts';

/**
 * What a sign-in does for certificates: the person's own where he has the delegation `sign` and Comptexpert has seen his
 * identity document (`shown` says that it has just now), and that of the firm's seal where an expert signs in.
 */
export async function bringCertificates(
  db: Database,
  deps: Pick<Dependencies, 'pki' | 'clock'>,
  member: Pick<ActingMember, 'personId' | 'firmId' | 'role' | 'delegations'>,
  shown: boolean,
): Promise<void> {
  if (member.role === 'expert') {
    const firm = await db.selectFrom('firms').selectAll().where('id', '=', member.firmId).executeTakeFirstOrThrow();
    await deps.pki.ensureFirm(db, firm);
  }
  if (!member.delegations.includes('sign')) return;
  if (shown) {
    await db
      .updateTable('people')
      .set({ identity_verified_at: deps.clock.now() })
      .where('id', '=', member.personId)
      .where('identity_verified_at', 'is', null)
      .execute();
  }
  const person = await db.selectFrom('people').selectAll().where('id', '=', member.personId).executeTakeFirstOrThrow();
  if (person.identity_verified_at) await deps.pki.ensurePerson(db, certified(person));
}

/** A member's person as his certificate names him. */
export const certified = (person: Row<'people'>): CertifiedPerson => ({
  kind: 'expert',
  owner: person.id,
  firstName: person.first_name,
  lastName: person.last_name,
});
