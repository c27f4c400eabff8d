/** The rate of French value added tax in basis points (2000 = 20 %), the default of a setting. CGI, article 278. */
export const vatBasisPoints = 2000;

/** An amount as it stands on a statement: integer cents excl. VAT, the VAT on it, and both together. */
export interface TaxedAmount {
  readonly amountCents: number;
  readonly vatCents: number;
  readonly totalCents: number;
}

/**
 * The VAT on an amount in integer cents, to the nearest cent, half a cent away from zero. It is taken on a sum once, not
 * line by line, so that a statement's VAT is that of its total.
 */
export function withVat(amountCents: number, basisPoints: number = vatBasisPoints): TaxedAmount {
  const exact = BigInt(Math.abs(amountCents)) * BigInt(basisPoints);
  const rounded = Number((exact + 5000n) / 10_000n);
  const vatCents = amountCents < 0 && rounded > 0 ? -rounded : rounded;
  return { amountCents, vatCents, totalCents: amountCents + vatCents };
}
