import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import { balance } from '../domain/credit.ts';
import { creditNote, requireExpert, topUp } from '../domain/money/entries.ts';
import { estimate } from '../domain/money/estimate.ts';
import { statementCsv, statementOf } from '../domain/money/statement.ts';
import type { Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { type App, route } from '../route.ts';
import { csvAnswer } from './contacts.ts';

/** The firm's credit: what it has, what came in, what was consumed. */
export function moneyRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.getEstimate, async ({ deps, actor, params }) =>
    estimate(deps, actor, params.transactionId),
  );
  route(app, platform, operations.getCredit, async ({ deps, actor }) => creditOf(deps, actor));
  route(app, platform, operations.updateCreditThreshold, async ({ deps, actor, body }) => {
    const { firmId } = requireExpert(actor);
    await deps.db
      .updateTable('firms')
      .set({ low_credit_cents: body.lowCreditCents })
      .where('id', '=', firmId)
      .execute();
    return creditOf(deps, actor);
  });
  route(app, platform, operations.createTopUp, async ({ deps, actor, body }) => topUp(deps, actor, body));
  route(app, platform, operations.createCreditNote, async ({ deps, actor, body }) => creditNote(deps, actor, body));
  route(app, platform, operations.getStatement, async ({ deps, actor, query }) => statementOf(deps, actor, query));
  route(app, platform, operations.downloadStatement, async ({ deps, actor, query }) => {
    const csv = statementCsv(await statementOf(deps, actor, query));
    return csvAnswer(csv, `consommation-${query.from}-${query.to}.csv`);
  });
}

async function creditOf({ db }: Dependencies, { firm }: Actor) {
  if (!firm) throw new Refusal('unauthenticated');
  const { low_credit_cents } = await db
    .selectFrom('firms')
    .select('low_credit_cents')
    .where('id', '=', firm.id)
    .executeTakeFirstOrThrow();
  return { creditCents: await balance(db, firm.id), lowCreditCents: low_credit_cents };
}
