const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long something that failed waits for its next try, in milliseconds. */
export interface RetryRule {
  /** The wait after the first failure, the second and so on. */
  readonly delays: readonly number[];
  /** The wait after all those; null gives it up then. */
  readonly then: number | null;
  /** Each wait is made longer or shorter by up to this share, so that what failed together does not return together. */
  readonly jitter: number;
}

/**
 * When the platform tries again. Webhooks: ten tries over three days. Mails: over two days. An SMS holds a code of half
 * an hour at most, so ten minutes are enough. What keeps the rules (expiry, purge, reminders) is never given up.
 */
export const retryRules = {
  webhook: {
    delays: [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 20 * hour],
    then: null,
    jitter: 0.1,
  },
  email: {
    delays: [30 * second, 2 * minute, 10 * minute, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour],
    then: null,
    jitter: 0.1,
  },
  sms: {
    delays: [2 * second, 5 * second, 15 * second, 30 * second, minute, 2 * minute, 5 * minute],
    then: null,
    jitter: 0.1,
  },
  upkeep: {
    delays: [2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * second),
    then: 10 * minute,
    jitter: 0.1,
  },
} as const satisfies Record<string, RetryRule>;

/**
 * The wait after so many tries (1 for the first), `chance` between 0 and 1 deciding within the jitter; null when the
 * last try was made.
 */
export function retryDelay(rule: RetryRule, tries: number, chance: number): number | null {
  const wait = rule.delays[tries - 1] ?? rule.then;
  return wait === null ? null : Math.round(wait * (1 + rule.jitter * (2 * chance - 1)));
}
