/** A fresh key for one unsafe call; the same key goes with each of its attempts. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

/** The header's value: a structured-field string (draft-ietf-httpapi-idempotency-key-header-07 §2.1). */
export const idempotencyHeader = (key: string): string => `"${key}"`;

/** Keys that fit into the header and that the platform takes. */
export const isIdempotencyKey = (key: string): boolean => /^[\x21\x23-\x5b\x5d-\x7e]{1,255}$/.test(key);
