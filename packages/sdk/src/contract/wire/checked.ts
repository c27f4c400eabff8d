import * as z from 'zod/mini';

// A call of `check` might do anything as far as a bundler knows; of these functions it is told that they do nothing else,
// so that what a page does not use stays out of it.

/** A text of at least `min` and at most `max` characters. */
/* @__NO_SIDE_EFFECTS__ */
export function text(max: number, min = 0): z.ZodMiniString<string> {
  return min > 0 ? z.string().check(z.minLength(min), z.maxLength(max)) : z.string().check(z.maxLength(max));
}

/** A text of this form. */
/* @__NO_SIDE_EFFECTS__ */
export function matching(form: RegExp): z.ZodMiniString<string> {
  return z.string().check(z.regex(form));
}

/** An e-mail address of at most `max` characters. */
/* @__NO_SIDE_EFFECTS__ */
export function emailAddress(max: number): z.ZodMiniString<string> {
  return z.string().check(z.maxLength(max), z.regex(address));
}

/** What mail servers take without quotes: no dot at an end or two in a row, a domain with a dot (RFC 5321 §4.1.2). */
const address = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[A-Za-z\d][A-Za-z\d-]*\.)+[A-Za-z]{2,}$/;

/** A whole number between two, both included. */
/* @__NO_SIDE_EFFECTS__ */
export function integer(min: number, max?: number): z.ZodMiniNumberFormat {
  return max === undefined ? z.int().check(z.minimum(min)) : z.int().check(z.minimum(min), z.maximum(max));
}

/** A list of at least `min` and at most `max` entries. */
/* @__NO_SIDE_EFFECTS__ */
export function several<T extends z.ZodMiniType>(item: T, min: number, max?: number): z.ZodMiniArray<T> {
  const list = z.array(item).check(z.minLength(min));
  return max === undefined ? list : list.check(z.maxLength(max));
}
