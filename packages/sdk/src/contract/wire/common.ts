import * as z from 'zod/mini';
import { emailAddress, matching } from './checked.ts';

/** An identifier made by the platform: URL-safe, opaque, at most 64 characters. */
export const Id = matching(/^[A-Za-z0-9_-]{1,64}$/);
/** A time as RFC 3339 in UTC. The schema is a pattern, as zod's own of ISO 8601 brings those of dates and durations along. */
export const Time = matching(
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/,
);
/** A SHA-256 in lower-case hexadecimal. */
export const Sha256 = matching(/^[0-9a-f]{64}$/);
/** An https origin (http for localhost), without a path: `https://app.example`. */
export const Origin = matching(/^https?:\/\/[^/\s?#]+$/);
/** An e-mail address. */
export const Email = emailAddress(254);
/** A phone number in E.164: `+33612345678`. */
export const Phone = matching(/^\+[1-9]\d{6,14}$/);
/** Answer of a call that has nothing else to say. */
export const Done = z.object({ ok: z.literal(true) });
/** Answer of a call that made something. */
export const Created = z.object({ id: Id });

/**
 * RFC 9457 problem details with the platform's `code`, and one entry a wrong field; its pointer is a JSON pointer as a URI
 * fragment (`#/files/0`). `support` says whom to ask where a repetition does not help, `existingId` what has the
 * `externalId` already.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  retryable: z.optional(z.boolean()),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))),
  amountMissingCents: z.optional(z.int()),
  triesLeft: z.optional(z.int()),
  retryAfterSeconds: z.optional(z.int()),
  currentVersion: z.optional(z.int()),
  existingId: z.optional(Id),
  support: z.optional(z.object({ phone: z.string(), email: z.string(), hours: z.string() })),
});
/** RFC 9457 problem details. */
export type Problem = z.infer<typeof Problem>;

/** A page of a list: `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodMiniType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.nullable(z.string()) });
}

/** A list that is never long: all of it at once. */
export function listOf<T extends z.ZodMiniType>(item: T) {
  return z.object({ data: z.array(item) });
}
