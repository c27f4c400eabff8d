import * as z from 'zod/mini';

/** A text of at least `min` and at most `max` characters. */
export function text(max: number, min = 0): z.ZodMiniString<string> {
  return min > 0 ? z.string().check(z.minLength(min), z.maxLength(max)) : z.string().check(z.maxLength(max));
}

/** A text of this form. */
export function matching(form: RegExp): z.ZodMiniString<string> {
  return z.string().check(z.regex(form));
}

/** An e-mail address of at most `max` characters. */
export function emailAddress(max: number): z.ZodMiniString<string> {
  return z.string().check(z.maxLength(max), z.regex(address));
}

/** What mail servers take without quotes: no dot at an end or two in a row, a domain with a dot (RFC 5321 §4.1.2). */
const address = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[A-Za-z\d][A-Za-z\d-]*\.)+[A-Za-z]{2,}$/;

/** A whole number between two, both included. */
export function integer(min: number, max?: number): z.ZodMiniNumberFormat {
  return max === undefined ? z.int().check(z.minimum(min)) : z.int().check(z.minimum(min), z.maximum(max));
}

/** A list of at least `min` and at most `max` entries. */
export function several<T extends z.ZodMiniType>(item: T, min: number, max?: number): z.ZodMiniArray<T> {
  const list = z.array(item).check(z.minLength(min));
  return max === undefined ? list : list.check(z.maxLength(max));
}
