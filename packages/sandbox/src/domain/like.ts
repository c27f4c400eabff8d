import { sql } from 'kysely';

/** The pattern of a text that is looked for anywhere in folded words, its own wildcards taken as characters. */
export const like = (text: string) => {
  const words = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\%_]/g, '\\$&');
  return sql<string>`fold(${`%${words}%`})`;
};
