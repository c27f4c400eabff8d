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
