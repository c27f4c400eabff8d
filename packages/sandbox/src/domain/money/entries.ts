import type { wire } from '@jse/sdk/contract';
import { creditNoteCents } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { ActingMember, Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import { type NewRow, type Row, toJson } from '../../store/tables.ts';
import { toLine } from './statement.ts';

type Line = z.infer<typeof wire.LedgerLine>;

/** Books money that came in; asked again with the same reference and amount it answers with what was booked. */
export async function topUp(deps: Dependencies, actor: Actor, given: z.infer<typeof wire.TopUp>): Promise<Line> {
  const expert = requireExpert(actor);
  const row = { kind: 'top-up' as const, amount_cents: given.amountCents, reference: `top-up:${given.reference}` };
  return book(deps, expert, { ...row, detail: toJson({ reference: given.reference, by: expert.id }) });
}

/** Credits the acting member's firm for what is left of his legacy key; a key is credited once, on one firm. */
export async function creditNote(
  deps: Dependencies,
  actor: Actor,
  key: z.infer<typeof wire.CreditNote>,
): Promise<Line> {
  if (!actor.member) throw new Refusal('unauthenticated');
  if (key.unusedDays > key.boughtDays) {
    throw new Refusal('validation_failed', 'No more days can be unused than were bought', {
      errors: [{ pointer: '/unusedDays', code: 'too_big', detail: 'At most boughtDays' }],
    });
  }
  const reference = `legacy-key:${key.keyNumber}`;
  const detail = toJson({ ...key, by: actor.member.id });
  return book(deps, actor.member, { kind: 'credit-note', amount_cents: creditNoteCents(key), reference, detail });
}

async function book(
  deps: Dependencies,
  member: ActingMember,
  entry: Pick<NewRow<'ledger'>, 'kind' | 'amount_cents' | 'detail'> & { readonly reference: string },
): Promise<Line> {
  return deps.db.transaction().execute(async (db) => {
    const booked = await db
      .insertInto('ledger')
      .values({ ...entry, id: newId('led'), firm_id: member.firmId, at: deps.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (booked) return toLine(booked);
    const before: Row<'ledger'> | undefined = await db
      .selectFrom('ledger')
      .selectAll()
      .where('firm_id', '=', member.firmId)
      .where('reference', '=', entry.reference)
      .executeTakeFirst();
    if (!before) throw new Refusal('state_conflict', 'This key was credited to another firm');
    if (before.amount_cents === entry.amount_cents && before.kind === entry.kind) return toLine(before);
    throw new Refusal('state_conflict', 'This reference was booked with another amount');
  });
}

/** Money is the expert's. */
export function requireExpert({ member }: Actor): ActingMember {
  if (member?.role === 'expert') return member;
  throw new Refusal('delegation_missing', 'Only the expert handles the credit');
}
