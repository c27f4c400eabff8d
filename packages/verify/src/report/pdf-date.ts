const pattern = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(?:(\d\d)'?)?)?/;

/** A PDF date (ISO 32000-2, 7.9.4) as ISO 8601; null for anything else. A date without a zone is read as UTC. */
export function parsePdfDate(text: string | null): string | null {
  const match = text === null ? null : pattern.exec(text);
  if (!match) return null;
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const offset = (match[7] === '-' ? -1 : 1) * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  const time = Date.UTC(year as number, month - 1, day, hour, minute - offset, second);
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
