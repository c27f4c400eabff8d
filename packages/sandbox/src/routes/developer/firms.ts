import * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { balance } from '../../domain/credit.ts';
import { Refusal } from '../../problem.ts';
import type { App } from '../../route.ts';
import { bodyOf, developerRoute } from './access.ts';

const most = 100_000_000;
const TopUp = z.object({
  firmId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  amountCents: z.union([z.int().check(z.positive(), z.maximum(most)), z.int().check(z.negative(), z.minimum(-most))]),
});

/**
 * The firms with their people, their credit and how many collections they have in each state; topping up, and taking
 * back (a negative amount) what is there at most, to try what an empty credit does.
 */
export function firmRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'GET', '/sandbox/firms', async () => ({ data: await firms(deps) }));
  developerRoute(app, deps, 'POST', '/sandbox/credit', async (call) => {
    const { firmId, amountCents } = await bodyOf(call, TopUp);
    const firm = await deps.db.selectFrom('firms').select('id').where('id', '=', firmId).executeTakeFirst();
    if (!firm) throw new Refusal('not_found', 'No such firm');
    if (amountCents < -(await balance(deps.db, firmId))) {
      throw new Refusal('validation_failed', 'The firm does not have as much', {
        errors: [{ pointer: '/amountCents', code: 'too_small', detail: 'At most the whole credit is taken back' }],
      });
    }
    const entry = { id: newId('led'), firm_id: firmId, kind: 'top-up' as const, amount_cents: amountCents };
    await deps.db
      .insertInto('ledger')
      .values({ ...entry, at: deps.clock.now() })
      .execute();
    return { firmId, creditCents: await balance(deps.db, firmId) };
  });
}

async function firms({ db }: Dependencies) {
  const rows = await db.selectFrom('firms').select(['id', 'name', 'siren']).orderBy('name').orderBy('id').execute();
  const members = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['members.id', 'firm_id', 'first_name', 'last_name', 'email', 'phone', 'role', 'delegations'])
    .where('left_at', 'is', null)
    .orderBy('role', 'desc')
    .orderBy('last_name')
    .execute();
  const credits = await db
    .selectFrom('ledger')
    .select((row) => ['firm_id', row.fn.sum<string | number>('amount_cents').as('cents')])
    .groupBy('firm_id')
    .execute();
  const counts = await db
    .selectFrom('collections')
    .select((row) => ['firm_id', 'state', row.fn.countAll<string | number>().as('count')])
    .groupBy(['firm_id', 'state'])
    .execute();
  return rows.map(({ id, name, siren }) => ({
    id,
    name,
    siren,
    creditCents: Number(credits.find(({ firm_id }) => firm_id === id)?.cents ?? 0),
    collections: Object.fromEntries(
      counts.filter(({ firm_id }) => firm_id === id).map(({ state, count }) => [state, Number(count)]),
    ),
    members: members
      .filter(({ firm_id }) => firm_id === id)
      .map(({ id: memberId, first_name, last_name, email, phone, role, delegations }) => ({
        id: memberId,
        name: `${first_name} ${last_name}`,
        email,
        phone,
        role,
        delegations,
      })),
  }));
}
