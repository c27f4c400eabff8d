// Writes a page for each element into docs/reference/elements, from the manifest of @jse/elements (its class comments).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'reference/elements');
const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../packages/elements/dist/custom-elements.json'), 'utf8'),
);

/** Text that stands in a cell of a Markdown table, or in a paragraph where Vue reads tags and braces. */
const text = (words = '') =>
  words
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '{&#8203;{')))
    .join('')
    .replaceAll('|', '\\|');
const code = (words) => (words ? `\`${words.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\`` : '');

/** A section with a table, or nothing where there is nothing to list. */
function section(title, head, rows = []) {
  if (rows.length === 0) return '';
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `\n## ${title}\n\n${lines.join('\n')}\n`;
}

function page(element, module) {
  const own = (element.members ?? []).filter(
    ({ privacy, static: ofClass, inheritedFrom }) => (privacy ?? 'public') === 'public' && !ofClass && !inheritedFrom,
  );
  const fields = own.filter(({ kind }) => kind === 'field');
  const methods = own.filter(({ kind }) => kind === 'method');
  const signature = ({ name, parameters = [], return: result }) =>
    `${name}(${parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type?.text ?? 'unknown'}`).join(', ')})${result?.type ? `: ${result.type.text}` : ''}`;
  const described = (list = []) => list.map(({ name, description }) => [code(name) || 'default', text(description)]);
  return [
    `# \`<${element.tagName}>\`\n`,
    `${text(element.description)}\n`,
    `\`\`\`js\nimport '@jse/elements/${module}/define'; // registers it\n\`\`\`\n`,
    section(
      'Attributes and properties',
      ['property', 'attribute', 'type', 'what it is'],
      fields.map(({ name, attribute, type, description }) => [
        code(name),
        code(attribute),
        code(type?.text),
        text(description),
      ]),
    ),
    section(
      'Methods',
      ['method', 'what it does'],
      methods.map((method) => [code(signature(method)), text(method.description)]),
    ),
    section(
      'Events',
      ['event', 'class', 'when'],
      (element.events ?? []).map(({ name, type, description }) => [code(name), code(type?.text), text(description)]),
    ),
    section('Slots', ['slot', 'for'], described(element.slots)),
    section('Parts', ['part', 'what it is'], described(element.cssParts)),
    section('Custom properties', ['property', 'what it sets'], described(element.cssProperties)),
  ].join('');
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const elements = manifest.modules
  .flatMap(({ path, declarations = [] }) => declarations.map((element) => ({ element, module: path.split('/')[1] })))
  .filter(({ element }) => element.customElement && element.tagName);
if (elements.length === 0) throw new Error('The manifest lists no element');
for (const { element, module } of elements) writeFileSync(join(folder, `${element.tagName}.md`), page(element, module));
const list = elements.map(
  ({ element }) => `| [\`<${element.tagName}>\`](${element.tagName}.md) | ${text(element.description)} |`,
);
writeFileSync(
  join(folder, 'index.md'),
  ['# Elements\n', '| element | what it is |', '| --- | --- |', ...list.toSorted(), ''].join('\n'),
);
console.log(`${elements.length} elements`);
