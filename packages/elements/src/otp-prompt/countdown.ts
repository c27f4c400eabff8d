/** A moment as the elements take it: a Date, an RFC 3339 text, epoch milliseconds; null or undefined for none. */
export type Moment = Date | string | number | null | undefined;

/** Whole seconds from `now` (epoch milliseconds) until a moment, rounded up, never below 0; null where there is none. */
export function secondsUntil(moment: Moment, now: number): number | null {
  const at = epochOf(moment);
  return at === null ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

/** `29:05`, `1:00:00`: a span in seconds as a clock face. */
export function clockFace(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** An ISO 8601 duration for `<time datetime>`. */
export function isoDuration(seconds: number): string {
  return `PT${Math.floor(seconds / 60)}M${seconds % 60}S`;
}

/** Epoch milliseconds of a moment; null where there is none or it makes no sense. */
export function epochOf(moment: Moment): number | null {
  if (moment === null || moment === undefined || moment === '') return null;
  const at = moment instanceof Date ? moment.getTime() : typeof moment === 'number' ? moment : Date.parse(moment);
  return Number.isNaN(at) ? null : at;
}
