import Papa from 'papaparse';
import { folded } from '../i18n/folded.ts';
import { blankPerson, checkPerson, type PersonFaults, type PersonForm } from './person-form.ts';
import type { SignerChanges } from '@jse/sdk/browser';

/** What a column of a list may hold. */
export const importFields = ['firstName', 'lastName', 'email', 'phone'] as const;
/** What a column of a list may hold. */
export type ImportField = (typeof importFields)[number];
/** The column (from 0) of each field; −1 where there is none. */
export type ColumnMapping = Readonly<Record<ImportField, number>>;

/** A list as it was read: its columns by name, its lines with their number in the file. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Lines left out because there were more than {@link mostRows}. */
  readonly leftOut: number;
}

/** A line of a list: the person, ready to be added or with what is wrong. */
export interface ImportRow {
  readonly line: number;
  readonly person: PersonForm;
  readonly faults: PersonFaults;
  /** Already a signer of the collection, or the same person on an earlier line. */
  readonly twice: boolean;
  readonly signer: SignerChanges | undefined;
}

/** More lines are no list of signers. */
export const mostRows = 500;
const mostColumns = 100;
const longestCell = 254;

const headings: Readonly<Record<ImportField, RegExp>> = {
  firstName: /^(prenoms?|first ?name|given ?name|forename)$/,
  lastName: /^(noms?|nom de famille|nom d'usage|last ?name|surname|family ?name|name)$/,
  email: /^(e-?mails?|courriels?|adresse (e-?mail|courriel|electronique)|mail|e-?mail address)$/,
  phone:
    /^(tel|tel\.|telephones?|telephone (mobile|portable)|mobile|portable|gsm|phone|mobile phone|cell( ?phone)?|n° (de )?(mobile|portable|telephone))$/,
};

/**
 * Reads a CSV file: UTF-8 (with or without a byte order mark), else Windows-1252 as spreadsheets in French still write it;
 * semicolons, commas or tabs. Undefined where it holds no lines of text.
 */
export function readTable(bytes: Uint8Array): CsvTable | undefined {
  if (bytes.includes(0)) return undefined;
  const text = decode(bytes).replace(/^sep=.\r?\n/i, '');
  const lines: { line: number; cells: string[] }[] = [];
  let leftOut = 0;
  let line = 0;
  Papa.parse<string[]>(text, {
    delimitersToGuess: [';', ',', '\t'],
    step: ({ data }) => {
      line += 1;
      const cells = data.slice(0, mostColumns).map(cleaned);
      if (cells.every((cell) => cell === '')) return;
      if (lines.length <= mostRows) lines.push({ line, cells });
      else leftOut += 1;
    },
  });
  const [first, ...rest] = lines;
  if (!first) return undefined;
  const named = first.cells.some((cell) => importFields.some((field) => headings[field].test(folded(cell))));
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, at) => (named && first.cells[at]) || `${at + 1}`);
  return { columns, rows: named ? rest : lines.slice(0, mostRows), leftOut };
}

/** Which column holds what: by its name, else by what stands in it. */
export function guessMapping({ columns, rows }: CsvTable): ColumnMapping {
  const byName = (field: ImportField) => columns.findIndex((name) => headings[field].test(folded(name)));
  const byContent = (test: RegExp) =>
    columns.findIndex((_, at) => {
      const cells = rows.flatMap((row) => row.cells[at] || []).slice(0, 20);
      return cells.length > 0 && cells.filter((cell) => test.test(cell)).length > cells.length / 2;
    });
  const orElse = (at: number, other: () => number) => (at >= 0 ? at : other());
  return {
    firstName: byName('firstName'),
    lastName: byName('lastName'),
    email: orElse(byName('email'), () => byContent(/^\S+@\S+\.\S+$/)),
    phone: orElse(byName('phone'), () => byContent(/^[+(]?\d[\d\s().-]{7,}$/)),
  };
}

/** The people of a list, each checked as if he had been typed in; `known` are the e-mail addresses that are there already. */
export async function readPeople(
  { rows }: CsvTable,
  mapping: ColumnMapping,
  known: Iterable<string>,
): Promise<readonly ImportRow[]> {
  const seen = new Set([...known].map((email) => email.toLowerCase()));
  const people: ImportRow[] = [];
  for (const { line, cells } of rows) {
    const person: PersonForm = { ...blankPerson };
    for (const field of importFields) Object.assign(person, { [field]: cells[mapping[field]] ?? '' });
    const { person: signer, faults } = await checkPerson(person, false);
    const email = person.email.toLowerCase();
    const twice = email !== '' && seen.has(email);
    seen.add(email);
    const sound = Object.keys(faults).length === 0;
    people.push({ line, person, faults, twice, signer: sound ? signer : undefined });
  }
  return people;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Without what would make a spreadsheet calculate: signs before a text; a telephone number keeps its plus. */
function cleaned(cell: string): string {
  const text = cell.normalize().replaceAll(/\s+/g, ' ').trim().slice(0, longestCell);
  return /^\+[\d\s().-]+$/.test(text) ? text : text.replace(/^[=+@\-'"\s]+/, '');
}
