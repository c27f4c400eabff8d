import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';

/** In whose name the e-mails of a collection come, and who reads the answers: its collector, its preparer before that. */
export interface Correspondent {
  readonly firm: string;
  readonly sender: string;
  readonly replyTo: string;
}

/** Who corresponds for a collection: under the name that it gives, or the firm's. */
export async function correspondentOf(
  db: Database,
  row: Pick<Row<'collections'>, 'firm_id' | 'collector_id' | 'preparer_id' | 'settings'>,
): Promise<Correspondent> {
  const { name, email } = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .innerJoin('firms', 'firms.id', 'members.firm_id')
    .select(['firms.name', 'people.email'])
    .where('members.id', '=', row.collector_id ?? row.preparer_id)
    .executeTakeFirstOrThrow();
  return { firm: name, sender: row.settings.mailSender || name, replyTo: email };
}
