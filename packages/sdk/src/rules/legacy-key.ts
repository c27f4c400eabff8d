/** A Signexpert key of the service before this one: its price in cents excl. VAT, and its days as `YYYY-MM-DD`. */
export interface LegacyKey {
  readonly priceCents: number;
  readonly boughtOn: string;
  readonly expiresOn: string;
  readonly revokedOn: string;
}

const day = 86_400_000;
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / day;

/**
 * The credit note for a key that was given up: price × unused days / bought days, rounded down to the cent. Unused are
 * the days from the revocation to the expiry: never more than were bought, none after the expiry.
 */
export function creditNoteFor(key: LegacyKey): {
  readonly boughtDays: number;
  readonly unusedDays: number;
  readonly amountCents: number;
} {
  const boughtDays = Math.max(days(key.boughtOn, key.expiresOn), 0);
  const unusedDays = Math.min(Math.max(days(key.revokedOn, key.expiresOn), 0), boughtDays);
  const cents = boughtDays === 0 ? 0n : (BigInt(key.priceCents) * BigInt(unusedDays)) / BigInt(boughtDays);
  return { boughtDays, unusedDays, amountCents: Number(cents) };
}
