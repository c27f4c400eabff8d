import { limits } from '@jse/sdk/rules';
import { Refusal } from '../../problem.ts';
import { type Directory, type DirectoryLine, tooMany, type Values } from './directory.ts';

/**
 * Reads vCards, versions 3.0 (RFC 2426) and 4.0 (RFC 6350), as address books write them: folded lines, groups, quoted
 * parameters, escaped texts. A card that ends in another one's beginning, or not at all, is malformed.
 */
export function readVCards(text: string): Directory {
  const lines: DirectoryLine[] = [];
  let card: { line: number; values: Values } | undefined;
  const close = (malformed: boolean) => {
    if (card) lines.push({ ...card, malformed });
    card = undefined;
    if (lines.length > limits.importLines) throw new Refusal('validation_failed', tooMany);
  };
  for (const { line, content } of unfold(text)) {
    const [, name = '', parameters = '', value = ''] = property.exec(content) ?? [];
    const known = name.toUpperCase();
    if (known === 'BEGIN') {
      close(true);
      card = { line, values: {} };
    } else if (known === 'END') close(false);
    else if (card) readProperty(card.values, known, parameters, value);
  }
  close(true);
  return { columns: [], lines };
}

/** `group.NAME;PARAMETER="a:b":value` (RFC 6350 §3.3). */
const property = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s;

function readProperty(values: Values, name: string, parameters: string, value: string): void {
  if (name === 'N') [values.name = '', values.firstName = ''] = components(value);
  else if (name === 'EMAIL') values.email ??= plain(value);
  else if (name === 'TEL') {
    // A mobile is preferred to whatever other number comes first.
    if (values.phone === undefined || /cell|mobile/i.test(parameters))
      values.phone = plain(value).replace(/^tel:/i, '');
  } else if (name === 'ORG') values.company ??= components(value)[0] ?? '';
  else if (name === 'UID') values.externalId ??= plain(value).replace(/^urn:uuid:/i, '');
}

function* unfold(text: string): Generator<{ line: number; content: string }> {
  let pending: { line: number; content: string } | undefined;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^[ \t]/.test(line) && pending) pending.content += line.slice(1);
    else {
      if (pending) yield pending;
      pending = { line: at + 1, content: line };
    }
  }
  if (pending) yield pending;
}

/** The parts of a structured value; a backslash takes the meaning from the semicolon after it. */
function components(value: string): string[] {
  const parts = [''];
  for (const piece of value.match(/\\.|[^\\;]+|;|\\/gs) ?? []) {
    if (piece === ';') parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts.map(plain);
}

/** A text value without its escapes (RFC 6350 §3.4). */
const plain = (text: string): string =>
  text
    .replaceAll(/\\([\\,;nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? ' ' : escaped))
    .normalize()
    .replaceAll(/\s+/g, ' ')
    .trim();
