import type { wire } from '@jse/sdk/contract';
import { costOf, vatOf } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { findCollection } from '../collection.ts';
import { balance } from '../credit.ts';

/** What launching a collection would cost as it stands, against what the firm has. */
export async function estimate(deps: Dependencies, actor: Actor, id: string): Promise<z.infer<typeof wire.Estimate>> {
  const { row, documents, signers } = await findCollection(deps.db, actor, id);
  const levels = signers.map(({ level }) => level);
  const cost = costOf(documents.length, levels, deps.settings.billingUnit);
  const creditCents = await balance(deps.db, row.firm_id);
  const vatCents = vatOf(cost.amountCents, deps.settings.vatBasisPoints);
  return {
    ...cost,
    vatCents,
    totalCents: cost.amountCents + vatCents,
    creditCents,
    missingCents: Math.max(0, cost.amountCents - creditCents),
  };
}
