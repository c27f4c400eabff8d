import type { Delegation } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import { termsAccepted } from './terms.ts';
import { validCertificate } from './issued-certificates.ts';

/** A person whom the sign-in page offers, with the names of his firms. */
export interface OfferedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly firms: readonly string[];
}

/** A firm of a person, and what he may do in it. */
export interface OfferedFirm {
  readonly memberId: string;
  readonly name: string;
  readonly role: 'expert' | 'collaborator';
  readonly delegations: readonly Delegation[];
}

/** All that the last step says before access is given. */
export interface Consent extends OfferedFirm {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  /** The firm's experts have not accepted the terms in force yet. */
  readonly termsOpen: boolean;
  /** He is to get a certificate, for which Comptexpert has to see his identity document. */
  readonly identityOpen: boolean;
  /** He gets a certificate at this sign-in, once his identity is verified. */
  readonly newCertificate: boolean;
}

/** How many people the first step shows; a search narrows them down. */
export const shownPeople = 40;

/** People who belong to a firm, by name; `search` is looked for in name and address. */
export async function peopleToChoose({ db }: Pick<Dependencies, 'db'>, search: string): Promise<OfferedPerson[]> {
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const rows = await db
    .selectFrom('people')
    .innerJoin('members', 'members.person_id', 'people.id')
    .innerJoin('firms', 'firms.id', 'members.firm_id')
    .select(['people.id', 'first_name', 'last_name', 'email'])
    .select(sql<string[]>`jsonb_agg(firms.name order by firms.name, firms.id)`.as('firms'))
    .where('left_at', 'is', null)
    .where(sql<boolean>`lower(first_name || ' ' || last_name || ' ' || email) like ${pattern}`)
    .groupBy('people.id')
    .orderBy('last_name')
    .orderBy('first_name')
    .orderBy('people.id')
    .limit(shownPeople + 1)
    .execute();
  return rows.map(({ id, first_name, last_name, email, firms }) => ({
    id,
    name: `${first_name} ${last_name}`,
    email,
    firms,
  }));
}

/** The firms that a person belongs to; none for somebody unknown. */
export async function firmsOf({ db }: Pick<Dependencies, 'db'>, personId: string): Promise<OfferedFirm[]> {
  return db
    .selectFrom('members')
    .innerJoin('firms', 'firms.id', 'members.firm_id')
    .select(['members.id as memberId', 'firms.name', 'role', 'delegations'])
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .orderBy('firms.name')
    .orderBy('members.id')
    .execute();
}

/** What giving access means for this member, now. */
export async function consentOf(
  deps: Pick<Dependencies, 'db' | 'clock' | 'settings'>,
  memberId: string,
): Promise<Consent> {
  const { db } = deps;
  const row = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .innerJoin('firms', 'firms.id', 'members.firm_id')
    .selectAll('people')
    .select(['members.id as memberId', 'firm_id', 'firms.name as firm', 'role', 'delegations'])
    .where('members.id', '=', memberId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such member');
  const signs = row.delegations.includes('sign');
  const certificate = signs && (await validCertificate(db, deps, { kind: 'expert', owner: row.id }));
  return {
    memberId,
    name: row.firm,
    role: row.role,
    delegations: row.delegations,
    person: { id: row.id, name: `${row.first_name} ${row.last_name}`, email: row.email },
    termsOpen: row.role === 'expert' && !(await termsAccepted(db, deps, row.firm_id)),
    identityOpen: signs && row.identity_verified_at === null,
    newCertificate: signs && !certificate,
  };
}
