import type { PhoneFlag } from '@jse/sdk/rules';
import { groupBy } from '../group-by.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import type { Collection } from './collection.ts';

/** The phones of each firm's present members. */
export async function phonesOfMembers(
  db: Database,
  firmIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (firmIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['firm_id', 'phone'])
    .where('firm_id', 'in', firmIds)
    .where('left_at', 'is', null)
    .execute();
  const byFirm = groupBy(rows, ({ firm_id }) => firm_id);
  return new Map([...byFirm].map(([firm, members]) => [firm, new Set(members.map(({ phone }) => phone))]));
}

/** What is odd about the phone that a client's code will go to; a member's own comes from Comptexpert. */
export function phoneFlags(
  { row, signers }: Pick<Collection, 'row' | 'signers'>,
  signer: Row<'signers'>,
  firmPhones: ReadonlyMap<string, ReadonlySet<string>>,
): PhoneFlag[] {
  if (signer.member_id || signer.phone === '') return [];
  const shared = signers.some((other) => other.id !== signer.id && other.phone === signer.phone);
  return [
    ...(signer.phone_changed_at ? (['changed'] as const) : []),
    ...(firmPhones.get(row.firm_id)?.has(signer.phone) ? (['member'] as const) : []),
    ...(shared ? (['shared'] as const) : []),
  ];
}
