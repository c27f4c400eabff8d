import { type Operation, operations } from '../src/contract/index.ts';
import { tagOf, tagsOf } from './tags.ts';

/** Between these two lines docs/platform-api.md is written by `scripts/api-table.ts`. */
export const markers = [
  '<!-- operations: written by packages/sdk/scripts/api-table.ts -->',
  '<!-- /operations -->',
] as const;

const words = {
  none: 'none',
  hmac: 'HMAC',
  office: 'office token',
  member: 'office and user token',
} as const satisfies Record<Operation['auth'], string>;

/** The contract's operations as Markdown tables, one a group, by name. */
export function apiTable(): string {
  const all = Object.values(operations) as Operation[];
  const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  const kinds = tagsOf(all).map(({ name }) => [titled(name), all.filter((of) => tagOf(of) === name)] as const);
  return kinds.map(([title, of]) => `### ${title}\n\n${head}${of.map(row).join('')}`).join('\n');
}

const head =
  '| operation | method and path | source | tokens | sessions for | errors of its own |\n| --- | --- | --- | --- | --- | --- |\n';

function row(operation: Operation): string {
  const { id, summary, method, path, source, auth, purposes, errors } = operation;
  const codes = errors.map((code) => `\`${code}\``).join(', ');
  const tokens = auth === 'none' && purposes.length > 0 ? 'session only' : words[auth];
  const cells = [
    `**${id}**: ${summary}`,
    `\`${method} ${path}\``,
    source,
    tokens,
    purposes.join(', ') || 'none',
    codes || 'none',
  ];
  return `| ${cells.join(' | ')} |\n`;
}

/** The document with the part between the markers replaced by the table of now. */
export function withApiTable(document: string): string {
  const [start, end] = [document.indexOf(markers[0]), document.indexOf(markers[1])];
  if (start < 0 || end < start) throw new Error(`The markers are missing: ${markers.join(' … ')}`);
  return `${document.slice(0, start + markers[0].length)}\n\n${apiTable()}\n${document.slice(end)}`;
}
