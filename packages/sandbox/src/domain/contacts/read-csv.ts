import { limits } from '@jse/sdk/rules';
import Papa from 'papaparse';
import { Refusal } from '../../problem.ts';
import { type Directory, tooMany } from './directory.ts';
import { fieldsOf } from './headings.ts';

interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly malformed: boolean;
}
const mostColumns = 200;
/** Of a cell that is written over several. */
const linesPerRow = 5;
/** Empty ones too. */
const mostLines = 20 * limits.importLines;

/** Reads a CSV file with semicolons, commas or tabs; the first line that is not empty names the columns. */
export function readCsv(text: string): Directory {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  const declared = /^sep=([;,\t])\n/i.exec(lines);
  const [heading, ...rows] = readRows(declared ? lines.replace(/^.*/, '') : lines, declared?.[1] ?? guess(lines));
  const names = heading?.cells ?? [];
  if (names.length > mostColumns)
    throw new Refusal('validation_failed', `The file has more than ${mostColumns} columns`);
  const fields = fieldsOf(names);
  if (!fields.includes('email'))
    throw new Refusal('validation_failed', 'The first line must name the columns, one of them the e-mail address');
  return {
    columns: names.map((name, at) => ({ heading: name, field: fields[at] ?? null })),
    lines: rows.map(({ line, cells, malformed }) => ({
      line,
      malformed,
      values: Object.fromEntries(
        fields.flatMap((field, at) =>
          field ? [[field, (cells[at] ?? '').normalize().replaceAll(/\s+/g, ' ').trim()]] : [],
        ),
      ),
    })),
  };
}

/** The separator of the first line that has one. */
function guess(text: string): string {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  const count = (separator: string) => line.split(separator).length;
  return [';', '\t', ','].reduce((best, other) => (count(other) > count(best) ? other : best));
}

/**
 * The rows that hold something, with the line each begins on. A row whose quotation mark does not close within a few
 * lines, or closes in the midst of a cell, would take the rest of the file into itself: it is told, and reading goes on
 * with the next line.
 */
function readRows(text: string, delimiter: string): CsvRow[] {
  const lines = text.split('\n');
  if (lines.length > mostLines) throw new Refusal('validation_failed', tooMany);
  const rows: CsvRow[] = [];
  for (let at = 0; at < lines.length;) {
    const { cells, length, malformed } = readRow(lines, at, delimiter);
    if (malformed || cells.some((cell) => cell.trim() !== '')) rows.push({ line: at + 1, cells, malformed });
    if (rows.length > limits.importLines + 1) throw new Refusal('validation_failed', tooMany);
    at += length;
  }
  return rows;
}

/** The row that begins on a line, and how many lines it has. */
function readRow(lines: readonly string[], at: number, delimiter: string) {
  for (let length = 1; length <= linesPerRow && at + length <= lines.length; length++) {
    const row = lines.slice(at, at + length).join('\n');
    const { data, errors } = Papa.parse<string[]>(row, { delimiter, newline: '\n' });
    const [fault] = errors.filter(({ type }) => type === 'Quotes');
    if (!fault) return { cells: data.flat(), length, malformed: false };
    if (fault.code !== 'MissingQuotes') break;
  }
  return { cells: [], length: 1, malformed: true };
}
