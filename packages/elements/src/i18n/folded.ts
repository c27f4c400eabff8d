/** A text as searched: no accents, case, ligatures or soft hyphens, one kind of apostrophe, dash and space. */
export const folded = (text: string): string =>
  text
    .replaceAll('\u00ad', '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
