/** Limits of what is booked, in integer cents; the firm is told when its credit falls below the threshold. */
export const creditRules = {
  topUpCents: { min: 1, max: 100_000_000 },
  referenceLength: 100,
  /** Below this the expert is told, once; a setting of the firm. */
  lowCreditCents: { default: 500, max: 100_000_000 },
  /** Calendar days of Paris that one statement covers at the most. */
  statementDays: 366,
} as const;

/** Whether a change of the balance takes it below the threshold: told once, until it has been up there again. */
export const fallsBelow = (beforeCents: number, afterCents: number, thresholdCents: number): boolean =>
  beforeCents >= thresholdCents && afterCents < thresholdCents;
