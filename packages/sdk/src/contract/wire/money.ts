import * as z from 'zod/mini';
import { Id, Time } from './common.ts';
import { integer, text } from './checked.ts';

/** What a collection would cost, in cents: acts, amount excl. VAT, VAT, total; what the firm has and what is missing. */
export const Estimate = z.object({
  signatures: z.int(),
  seals: z.int(),
  amountCents: z.int(),
  vatCents: z.int(),
  totalCents: z.int(),
  creditCents: z.int(),
  missingCents: z.int(),
});

/** What a firm has, in cents excl. VAT, and below which amount it wants to be told. */
export const Credit = z.object({ creditCents: z.int(), lowCreditCents: z.int() });

/** Body of `PUT /credit/threshold`. */
export const CreditThreshold = z.object({ lowCreditCents: integer(0, 100_000_00) });

/** Body of `POST /credit/top-up`: booked once for a `reference` (an order's or a payment's number). */
export const TopUp = z.object({
  amountCents: integer(1, 1_000_000_00),
  reference: text(100, 1),
});

/**
 * Body of `POST /credit/credit-note`: a member gives up a legacy Signexpert key. Its price in cents, the whole days that
 * were bought, and those left between its revocation and its expiry.
 */
export const CreditNote = z.object({
  keyNumber: text(64, 1),
  priceCents: integer(0, 1_000_000),
  boughtDays: integer(1, 3660),
  unusedDays: integer(0, 3660),
});

/** A line of the ledger: money in is positive, acts are negative, in cents excl. VAT. */
export const LedgerLine = z.object({
  id: Id,
  at: Time,
  kind: z.enum(['top-up', 'signature', 'seal', 'credit-note']),
  amountCents: z.int(),
  reference: z.nullable(z.string()),
  transactionId: z.nullable(Id),
  externalId: z.nullable(z.string()),
  object: z.nullable(z.string()),
  fileName: z.nullable(z.string()),
});

/**
 * The statement of a period (`from` included, `to` not; calendar days of Paris): its lines between two balances, and what
 * was consumed in it with VAT at the rate named (basis points).
 */
export const Statement = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  openingCents: z.int(),
  closingCents: z.int(),
  consumed: z.object({
    signatures: z.int(),
    seals: z.int(),
    amountCents: z.int(),
    vatCents: z.int(),
    totalCents: z.int(),
  }),
  vatBasisPoints: z.int(),
  currency: z.string(),
  lines: z.array(LedgerLine),
});
