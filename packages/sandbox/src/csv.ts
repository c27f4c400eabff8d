import Papa from 'papaparse';

/** What a spreadsheet would take for a formula; a plain number with a comma, negative or not, is none. */
const formula = /^(?!-?\d+(?:,\d+)?$)[=+\-@\t\r\n]/;

/**
 * A CSV file as French spreadsheets open it: semicolons, CRLF, UTF-8 with a byte order mark. A cell that would be taken
 * for a formula is shown as text (OWASP, CSV injection).
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [[...header], ...rows.map((row) => [...row])];
  return `\uFEFF${Papa.unparse(cells, { delimiter: ';', newline: '\r\n', escapeFormulae: formula })}\r\n`;
}
