import { deadlines } from '@jse/sdk/rules';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: deadlines.retentionTimeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** When documents are purged: one calendar month after the expiry, by the wall clock of Paris (31 January → 28 February). */
export function purgeDate(expiresAt: Date): Date {
  const local = wallClock(expiresAt);
  const month = local.getUTCMonth() + deadlines.retentionCalendarMonths;
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const target = new Date(local);
  target.setUTCMonth(month, Math.min(local.getUTCDate(), lastDay));
  // The offset at the target differs from today's when the clocks change in between; one correction settles it.
  const guess = new Date(target.getTime() - (local.getTime() - expiresAt.getTime()));
  return new Date(guess.getTime() + (target.getTime() - wallClock(guess).getTime()));
}

/** The wall clock of Paris at an instant, as if it were UTC. */
function wallClock(at: Date): Date {
  const field = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, at.getUTCMilliseconds()));
}
