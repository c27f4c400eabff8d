import { prices, type SignatureLevel } from '@jse/sdk/rules';
import { newId } from '../crypto.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';

/** What a firm has left, in integer cents: the sum of its ledger, which only ever grows by entries. */
export async function balance(db: Database, firmId: string): Promise<number> {
  const { total } = await db
    .selectFrom('ledger')
    .select((row) => row.fn.sum<string | number | null>('amount_cents').as('total'))
    .where('firm_id', '=', firmId)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}

/** Refuses with the amount missing unless the firm's credit covers `cents`; returns what it has. */
export async function requireCredit(db: Database, firmId: string, cents: number): Promise<number> {
  // Within a transaction the lock keeps two acts from spending the same cents.
  await db.selectFrom('firms').select('id').where('id', '=', firmId).forNoKeyUpdate().execute();
  const credit = await balance(db, firmId);
  const missing = cents - credit;
  if (missing <= 0) return credit;
  const euros = (missing / 100).toFixed(2).replace('.', ',');
  throw new Refusal('credit_insufficient', `Il manque ${euros} € HT`, { amountMissingCents: missing });
}

/** The price of one act, in cents. */
export const priceOf = (level: SignatureLevel): number => (level === 'seal' ? prices.seal : prices.signature);

/** Debits one act (one signer on one document), once: a second debit of the same act is the database's to refuse. */
export async function debit(
  db: Database,
  act: {
    readonly firmId: string;
    readonly collectionId: string;
    readonly documentId: string;
    readonly signerId: string;
    readonly level: SignatureLevel;
    readonly at: Date;
  },
): Promise<void> {
  await db
    .insertInto('ledger')
    .values({
      id: newId('led'),
      firm_id: act.firmId,
      kind: act.level === 'seal' ? 'seal' : 'signature',
      amount_cents: -priceOf(act.level),
      collection_id: act.collectionId,
      document_id: act.documentId,
      signer_id: act.signerId,
      at: act.at,
    })
    .execute();
}
