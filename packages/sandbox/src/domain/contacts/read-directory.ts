import Papa from 'papaparse';
import { Refusal } from '../../problem.ts';

/** What can be read of a contact. */
export const contactFields = ['name', 'firstName', 'email', 'phone', 'company', 'externalId'] as const;
/** One of {@link contactFields}. */
export type ContactField = (typeof contactFields)[number];

/** A directory file as read: what each heading was taken for, and the values of each line by field. */
export interface Directory {
  readonly columns: readonly { readonly heading: string; readonly field: ContactField | null }[];
  readonly lines: readonly {
    readonly line: number;
    readonly values: Readonly<Partial<Record<ContactField, string>>>;
  }[];
}

/** Headings, folded, as French and English software writes them. */
const headings: Readonly<Record<ContactField, readonly string[]>> = {
  name: ['nom', 'nom de famille', 'lastname', 'last name', 'surname', 'family name', 'name'],
  firstName: ['prenom', 'firstname', 'first name', 'given name'],
  email: ['email', 'e mail', 'mail', 'courriel', 'adresse email', 'adresse e mail', 'email address'],
  phone: ['mobile', 'telephone', 'telephone mobile', 'portable', 'tel', 'tel mobile', 'phone', 'mobile phone'],
  company: ['societe', 'entreprise', 'raison sociale', 'company', 'organization', 'organisation'],
  externalId: ['reference', 'ref', 'code', 'code client', 'id', 'identifiant', 'external id', 'externalid'],
};
const maxLines = 5000;

/** Reads a directory file, CSV or vCard, told apart by its beginning. */
export function readDirectory(bytes: Uint8Array): Directory {
  const text = decode(bytes);
  const directory = /^\s*BEGIN:VCARD/i.test(text) ? readVCards(text) : readCsv(text);
  if (directory.lines.length === 0) throw new Refusal('validation_failed', 'The file holds no contact');
  if (directory.lines.length > maxLines) {
    throw new Refusal('validation_failed', `The file holds more than ${maxLines} contacts`);
  }
  return directory;
}

/** UTF-8 where it is that, else Windows-1252, which any bytes are. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function readCsv(text: string): Directory {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false, delimitersToGuess: [';', ',', '\t'] });
  const [first = [], ...rows] = data;
  const taken = new Set<ContactField>();
  const columns = first.map((heading) => {
    const field = fieldOf(heading);
    if (!field || taken.has(field)) return { heading, field: null };
    taken.add(field);
    return { heading, field };
  });
  if (!taken.has('email')) {
    throw new Refusal('validation_failed', 'The first line must name the columns, one of them the e-mail address');
  }
  const lines = rows.map((cells, at) => ({
    line: at + 2,
    values: Object.fromEntries(
      columns.flatMap(({ field }, column) => (field ? [[field, (cells[column] ?? '').trim()]] : [])),
    ),
  }));
  return { columns, lines: lines.filter(({ values }) => Object.values(values).some((value) => value !== '')) };
}

function fieldOf(heading: string): ContactField | null {
  const folded = heading
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
  return contactFields.find((field) => headings[field].includes(folded)) ?? null;
}

/** RFC 6350 and its predecessor as address books write them: folded lines, groups, parameters, escaped texts. */
function readVCards(text: string): Directory {
  const lines: { line: number; values: Partial<Record<ContactField, string>> }[] = [];
  let card: { line: number; values: Partial<Record<ContactField, string>> } | undefined;
  let number = 0;
  for (const line of unfold(text)) {
    number = line.number;
    const [, name = '', parameters = '', value = ''] =
      /^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/s.exec(line.text) ?? [];
    const property = name.toUpperCase();
    if (property === 'BEGIN') card = { line: number, values: {} };
    else if (property === 'END' && card) lines.push(card);
    if (!card) continue;
    const parts = value.split(/(?<!\\);/).map(unescape);
    const whole = unescape(value);
    if (property === 'N') [card.values.name = '', card.values.firstName = ''] = parts;
    else if (property === 'EMAIL') card.values.email ??= whole;
    else if (property === 'TEL') readPhone(card.values, parameters, whole);
    else if (property === 'ORG') card.values.company ??= parts[0] ?? '';
    else if (property === 'UID') card.values.externalId ??= whole.replace(/^urn:uuid:/, '');
  }
  return { columns: [], lines };
}

/** A mobile is preferred to whatever other number comes first. */
function readPhone(values: Partial<Record<ContactField, string>>, parameters: string, value: string): void {
  const mobile = /cell|mobile/i.test(parameters);
  if (values.phone === undefined || mobile) values.phone = value.replace(/^tel:/i, '');
}

function* unfold(text: string): Generator<{ number: number; text: string }> {
  let pending: { number: number; text: string } | undefined;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^[ \t]/.test(line) && pending) pending.text += line.slice(1);
    else {
      if (pending) yield pending;
      pending = { number: at + 1, text: line };
    }
  }
  if (pending) yield pending;
}

const unescape = (text: string): string =>
  text.replaceAll(/\\([\\,;nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? ' ' : escaped)).trim();
