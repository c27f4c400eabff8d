/** A language of the platform's words. */
export type Language = 'fr' | 'en';

/**
 * The language that an Accept-Language header prefers (RFC 9110 §12.5.4, basic filtering by RFC 4647): the one of greater
 * weight, of equal ones the one named first; French where it prefers neither.
 */
export function preferredLanguage(header: string | null): Language {
  const ranges = (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => /^\s*([a-z*]{1,8})(?:-[a-z\d-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(part))
    .filter((match) => match !== null)
    .map(([, range = '', q = '1']) => ({ range: range.toLowerCase(), q: Number(q) }));
  const best = (language: Language) => {
    const own = ranges.findIndex(({ range }) => range === language);
    const at = own >= 0 ? own : ranges.findIndex(({ range }) => range === '*');
    return { q: ranges[at]?.q ?? 0, at: own >= 0 ? own : ranges.length };
  };
  const [fr, en] = [best('fr'), best('en')];
  if (en.q === fr.q) return en.at < fr.at && en.q > 0 ? 'en' : 'fr';
  return en.q > fr.q ? 'en' : 'fr';
}
