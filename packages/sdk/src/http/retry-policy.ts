/** Waits and limits of repeated attempts, in milliseconds; the wait is drawn between 0 and its limit (full jitter). */
export const retryLimits = {
  attempts: 2,
  longestWait: 8_000,
  longestRetryAfter: 60_000,
} as const;

/** Statuses that may pass by themselves. 413 never does, and 409 only where a first attempt is still running. */
export const retryStatuses = [408, 409, 425, 429, 500, 502, 503, 504];
/** Statuses whose Retry-After is heeded. */
export const retryAfterStatuses = [409, 429, 503];

// The platform burns what these give or take (an embed code, an idRequest, the tokens): no key makes a second go safe.
const singleUse = /^POST \/session$|\/officeAndUser\//;

/** How an attempt ended: refused with a status, or without an answer. Retry-After in milliseconds. */
export type Failure =
  | { readonly kind: 'network' | 'timeout' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | undefined;
      readonly retryable: boolean | undefined;
      readonly retryAfter: number | undefined;
    };

/**
 * Whether to try again a call (`POST /session`). An unsafe call always carries an idempotency key, the same on each
 * attempt, so it may be repeated like a safe one; a single-use call is repeated only when it was turned away unread (429).
 */
export function mayRetry(call: string, failure: Failure, millisecondsLeft: number): boolean {
  const repeatable = !singleUse.test(call);
  if (failure.kind !== 'refused') return failure.kind === 'network' && repeatable;
  const { status, code, retryable, retryAfter = 0 } = failure;
  if (retryAfter > Math.min(retryLimits.longestRetryAfter, millisecondsLeft)) return false;
  if (status === 429) return code !== 'code_resend_too_soon';
  if (status === 409) return repeatable && code === 'idempotency_in_flight';
  if (retryable === false) return false;
  return repeatable && retryStatuses.includes(status);
}

/** Milliseconds of a Retry-After header: delay seconds or an HTTP date; undefined when missing or malformed. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = /GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
