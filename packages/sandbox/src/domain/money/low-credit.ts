import type { Dependencies } from '../../dependencies.ts';
import { enqueue } from '../../outbox/jobs.ts';
import type { Database } from '../../store/database.ts';
import { emitEvent, type EventSubject } from '../events.ts';
import { lowCreditLetter } from '../letters.ts';
import { softwareOf } from '../people/membership.ts';

/** Tells the experts and the firm's software once, when an act takes the credit below the firm's threshold. */
export async function noteLowCredit(
  db: Database,
  deps: Dependencies,
  subject: EventSubject,
  balance: { readonly before: number; readonly after: number },
): Promise<void> {
  const firm = await db
    .selectFrom('firms')
    .select(['name', 'low_credit_cents'])
    .where('id', '=', subject.firmId)
    .executeTakeFirstOrThrow();
  const threshold = firm.low_credit_cents;
  if (balance.before < threshold || balance.after >= threshold) return;
  const { firmId } = subject;
  const data = { creditCents: balance.after, lowCreditCents: threshold };
  for (const editor of await softwareOf(db, firmId, subject.editor))
    await emitEvent(db, deps, { editor, firmId }, 'credit.low', data);
  const experts = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select('email')
    .where('firm_id', '=', subject.firmId)
    .where('role', '=', 'expert')
    .where('left_at', 'is', null)
    .execute();
  for (const { email } of experts)
    await enqueue(db, deps, { kind: 'email', firmId, to: email, ...lowCreditLetter(firm.name, balance.after) });
}
