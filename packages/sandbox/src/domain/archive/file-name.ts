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

/** A PDF's file under its place: orders below 100 sort as text, and the name ends as those who look for PDFs expect. */
export function pdfName(order: number, name: string): string {
  return `${String(order).padStart(2, '0')}-${fileName(name.replace(/(\.pdf)+$/i, ''))}.pdf`;
}
