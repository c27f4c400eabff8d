/**
 * Hardening of the confidential code. Counters run per signer and per phone; neither a resend nor a new ceremony
 * resets them. `validityChoices` in minutes: 30 is the platform's rule, 10 is what NIST SP 800-63B-4 §3.1.3 asks.
 */
export const otpRules = {
  digits: 6,
  triesPerCode: 5,
  sendsPerHour: 5,
  wrongPerDayBeforeLock: 10,
  wrongInAllBeforeLock: 20,
  validityChoices: [30, 10],
} as const;

/**
 * What is told before launch, and kept in the evidence, of the phone that a client's code goes to: it was changed after
 * the collection had been prepared, it is a member's of the firm, or another signer has it too.
 */
export const phoneFlags = ['changed', 'member', 'shared'] as const;
/** One of {@link phoneFlags}. */
export type PhoneFlag = (typeof phoneFlags)[number];
