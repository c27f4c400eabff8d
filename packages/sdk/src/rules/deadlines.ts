import { sessionLifetime } from './session-lifetime.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Lifetimes in milliseconds. A collection's expiry counts hours, not calendar days: 15 × 24 h from launch or reminder. */
export const deadlines = {
  collectionExpiry: 15 * day,
  otpValidity: 30 * minute,
  otpResendAfter: 30_000,
  embedCode: minute,
  session: sessionLifetime,
  userToken: 5 * day,
  handshakeRequest: 15 * minute,
  handshakeClockSkew: 5 * minute,
  proofClockSkew: 5 * minute,
  idempotencyReplay: day,
  retentionCalendarMonths: 1,
  retentionTimeZone: 'Europe/Paris',
  evidenceYears: 99,
  /** Bytes put this lately are left alone when a collection lets go of them: another call may be about to name them. */
  blobSettling: hour,
  /** Bytes that nothing names are swept after this. */
  blobGrace: day,
  /** How long what is used up stays on file: jobs done, messages sent, codes and sessions over. */
  housekeeping: 30 * day,
} as const;
