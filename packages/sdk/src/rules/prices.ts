/** What one act is, and so what a price is paid for: one signer (or seal) on one document, or on a whole collection. */
export const actUnits = ['signer-and-document', 'signer'] as const;
/** One of {@link actUnits}. */
export type ActUnit = (typeof actUnits)[number];

/** Prices of an act in integer cents of euro, excl. VAT; what an act is is a setting, `unit` its default. */
export const prices = { signature: 25, seal: 5, currency: 'EUR', unit: 'signer-and-document' } as const satisfies {
  readonly unit: ActUnit;
} & Record<string, number | string>;

/** What a collection costs: acts by kind and the amount in cents, excl. VAT. */
export interface Cost {
  readonly signatures: number;
  readonly seals: number;
  readonly amountCents: number;
}

/** The acts of one signer in a collection of so many documents. */
export const actsOf = (documents: number, unit: ActUnit = prices.unit): number =>
  unit === 'signer' ? Math.min(documents, 1) : documents;

/** The cost of a collection of `documents` documents for the given signers' levels. */
export function costOf(documents: number, levels: readonly string[], unit: ActUnit = prices.unit): Cost {
  const acts = actsOf(documents, unit);
  const seals = levels.filter((level) => level === 'seal').length * acts;
  const signatures = levels.length * acts - seals;
  return { signatures, seals, amountCents: signatures * prices.signature + seals * prices.seal };
}
