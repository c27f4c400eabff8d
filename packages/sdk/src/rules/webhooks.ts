const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Webhooks and the event stream; times in milliseconds, sizes in bytes. */
export const webhookRules = {
  /** An endpoint has this long to answer. */
  timeout: 15 * second,
  /** The body of a delivery is smaller than this (Standard Webhooks asks for 20 KB). */
  bodyBytes: 20_000,
  /** Length of a secret; Standard Webhooks asks for 24 to 64. */
  secretBytes: 32,
  /** After a change of the secret, deliveries are signed with the old one too for this long. */
  secretOverlap: day,
  endpointsPerFirm: 20,
  /** Events, and with them the log of deliveries, are kept this long. */
  eventRetention: 30 * day,
  /** The longest that a reader of the stream may be kept waiting for something new. */
  longestWait: 30 * second,
} as const;
