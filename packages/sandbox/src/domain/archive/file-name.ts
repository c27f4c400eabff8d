/**
 * A name as part of a file's name on any system and in any shell: letters without accents, digits, `.`, `_` and `-`. What
 * somebody named a document must not become a command of whoever checks a pack.
 */
export function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '_');
  return plain.slice(-100).replace(/^[._-]+/, '') || 'sans-nom';
}

/** Orders below 100 sort as text. */
export const ordered = (order: number, name: string): string => `${String(order).padStart(2, '0')}-${fileName(name)}`;
