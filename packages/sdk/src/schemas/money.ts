/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';

/** What a collection would cost now, in integer cents: acts, amount excl. VAT, VAT, total; the credit, what is missing. */
export interface Estimate extends z.infer<typeof wire.Estimate> {}

/** What the firm has, in integer cents excl. VAT, and below which amount `credit.low` is told. */
export interface Credit extends z.infer<typeof wire.Credit> {}

/** A legacy Signexpert key that a member gives up: price in integer cents, whole days bought and left. */
export interface LegacyKey extends z.infer<typeof wire.CreditNote> {}

/** A line of the ledger: money in is positive, acts are negative; integer cents excl. VAT, times RFC 3339 UTC. */
export const LedgerLine = z.object({
  id: wire.Id,
  at: wire.Time,
  kind: z.enum(['top-up', 'signature', 'seal', 'credit-note']),
  amountCents: z.int(),
  reference: z.nullable(z.string()),
  collectionId: z.nullable(wire.Id),
  externalId: z.nullable(z.string()),
  title: z.nullable(z.string()),
  documentName: z.nullable(z.string()),
});
/** A line of the ledger. */
export interface LedgerLine extends z.infer<typeof LedgerLine> {}

/**
 * A period's lines between two balances, and what was consumed in it; `from` is included, `to` is not (calendar days of
 * Paris). Integer cents; `vatBasisPoints` 2000 is 20 %.
 */
export const Statement = z.extend(wire.Statement, { lines: z.array(LedgerLine) });
/** A period's lines between two balances. */
export interface Statement extends z.infer<typeof Statement> {}
