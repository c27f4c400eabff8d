import * as z from 'zod/mini';

/** An identifier made by the platform: URL-safe, opaque, at most 64 characters. */
export const Id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
/** A time as RFC 3339 in UTC. */
export const Time = z.iso.datetime();
/** A SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** An https origin (http for localhost), without a path: `https://app.example`. */
export const Origin = z.string().check(z.regex(/^https?:\/\/[^/\s?#]+$/));
/** An e-mail address. */
export const Email = z.email().check(z.maxLength(254));
/** A phone number in E.164: `+33612345678`. */
export const Phone = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/));
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
