/** Prices in integer cents of euro, excl. VAT; one act is one signer (or seal) on one document. */
export const prices = { signature: 25, seal: 5, currency: 'EUR' } as const;

/** What a collection costs: acts by kind and the amount in cents, excl. VAT. */
export interface Cost {
  readonly signatures: number;
  readonly seals: number;
  readonly amountCents: number;
}

/** The cost of a collection of `documents` documents for the given signers' levels. */
export function costOf(documents: number, levels: readonly string[]): Cost {
  const seals = levels.filter((level) => level === 'seal').length * documents;
  const signatures = levels.length * documents - seals;
  return { signatures, seals, amountCents: signatures * prices.signature + seals * prices.seal };
}
