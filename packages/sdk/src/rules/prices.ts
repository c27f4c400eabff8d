/** What is billed once: a signer (or seal) on one document, or on a whole collection. */
export const billingUnits = ['signer-document', 'signer'] as const;
/** One of {@link billingUnits}. */
export type BillingUnit = (typeof billingUnits)[number];

/** Prices of an act in integer cents of euro, excl. VAT; the rate of VAT in basis points (CGI, article 278: 20 %). */
export const prices = { signature: 25, seal: 5, currency: 'EUR', vatBasisPoints: 2000 } as const;

/** What a collection costs: acts by kind and the amount in cents, excl. VAT. */
export interface Cost {
  readonly signatures: number;
  readonly seals: number;
  readonly amountCents: number;
}

/** The cost of a collection of `documents` documents for the given signers' levels. */
export function costOf(documents: number, levels: readonly string[], unit: BillingUnit = 'signer-document'): Cost {
  const acts = unit === 'signer' ? Math.min(documents, 1) : documents;
  const seals = levels.filter((level) => level === 'seal').length * acts;
  const signatures = levels.length * acts - seals;
  return { signatures, seals, amountCents: signatures * prices.signature + seals * prices.seal };
}

/**
 * The VAT on an amount in integer cents, to the nearest cent, half a cent away from zero. It is taken on a sum once, not
 * line by line, so that a statement's VAT is that of its total.
 */
export function vatOf(amountCents: number, basisPoints: number): number {
  const exact = BigInt(Math.abs(amountCents)) * BigInt(basisPoints);
  const vatCents = Number((exact + 5000n) / 10_000n);
  return amountCents < 0 && vatCents > 0 ? -vatCents : vatCents;
}

/**
 * The credit note for a legacy key that was given up: price × unused days / bought days, rounded down to the cent; never
 * more than was paid, and nothing for a key that has run out.
 */
export function creditNoteCents(key: {
  readonly priceCents: number;
  readonly boughtDays: number;
  readonly unusedDays: number;
}): number {
  const unused = Math.min(Math.max(key.unusedDays, 0), key.boughtDays);
  return key.boughtDays > 0 ? Number((BigInt(key.priceCents) * BigInt(unused)) / BigInt(key.boughtDays)) : 0;
}
