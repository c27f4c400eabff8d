import Papa from 'papaparse';

/** What a spreadsheet may take for a formula, in full-width characters too (OWASP, CSV injection). */
export const formula = /^[=+\-@\t\r\n＝＋－＠]/;
/** A plain number with a comma, negative or not, is none. */
const computed = new RegExp(`^(?!-?\\d+(?:,\\d+)?$)${formula.source.slice(1)}`);

/**
 * A CSV file as French spreadsheets open it: semicolons, CRLF, UTF-8 with a byte order mark. A cell that would be taken
 * for a formula is shown as text.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [[...header], ...rows.map((row) => [...row])];
  return `\uFEFF${Papa.unparse(cells, { delimiter: ';', newline: '\r\n', escapeFormulae: computed })}\r\n`;
}
