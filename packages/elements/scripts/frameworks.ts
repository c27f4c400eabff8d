// Writes src/frameworks/element-table.ts and react.ts from the custom-elements manifest; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { componentName, type Declaration, handlerName, type Manifest, settable } from './host-api.ts';

const folder = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(folder, 'dist/custom-elements.json'), 'utf8')) as Manifest;
const moduleOf = new Map(
  manifest.modules.flatMap(({ path, declarations = [] }) => declarations.map(({ name }) => [name, path] as const)),
);
/** What a host may use is named in index.ts; the rest are parts of those. */
const index = readFileSync(join(folder, 'src/index.ts'), 'utf8');
const elements = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .filter((declared): declared is Declaration & { tagName: string } => declared.tagName !== undefined)
  .filter(({ name }) => new RegExp(`\\b${name}\\b`).test(index))
  .sort((a, b) => a.tagName.localeCompare(b.tagName));

const eventsOf = ({ events = [] }: Declaration) =>
  events.map(({ name, type }) => {
    if (!type || !moduleOf.has(type.text)) throw new Error(`The manifest does not say which class ${name} is`);
    return { name, type: type.text };
  });

const importOf = (name: string, kind: 'import' | 'import type'): string =>
  `${kind} { ${name} } from '../${(moduleOf.get(name) ?? '').replace(/^src\//, '')}';`;
const record = (types: readonly string[]): string =>
  types.length === 0 ? 'Record<never, never>' : `{ ${types.join(' ')} }`;
const union = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(' | ') || 'never';
const said = ({ description = '' }: Declaration): string =>
  description.split(/(?<=\.)\s/)[0]?.replaceAll('\n', ' ') ?? '';
const head = '// Written by scripts/frameworks.ts from the custom-elements manifest.\n';

const eventClasses = [...new Set(elements.flatMap((element) => eventsOf(element).map(({ type }) => type)))].sort();

const table = `${head}
${elements.map(({ name }) => importOf(name, 'import type')).join('\n')}
${eventClasses.map((name) => importOf(name, 'import type')).join('\n')}

/** What a host may set on each element, by tag. */
export interface ElementProperties {
${elements.map((element) => `'${element.tagName}': Partial<Pick<${element.name}, ${union(settable(element).map(({ name }) => name))}>>;`).join('\n')}
}

/** The attributes of each element with the properties that they stand for. */
export interface ElementAttributes {
${elements
  .map((element) => {
    const attributes = settable(element).filter(({ attribute, name }) => attribute && attribute !== name);
    const types = attributes.map(({ attribute, name }) => `'${attribute}'?: ${element.name}['${name}'];`);
    return `'${element.tagName}': ${record(types)};`;
  })
  .join('\n')}
}

/** The events of each element. */
export interface ElementEvents {
${elements
  .map(
    (element) => `'${element.tagName}': ${record(eventsOf(element).map(({ name, type }) => `'${name}': ${type};`))};`,
  )
  .join('\n')}
}
`;

const react = `${head}
import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
${elements.map(({ name }) => importOf(name, 'import')).join('\n')}
${eventClasses.map((name) => importOf(name, 'import type')).join('\n')}

${elements
  .map(
    (element) => `/** \`<${element.tagName}>\`: ${said(element)} */
export const ${componentName(element)} = /* @__PURE__ */ createComponent({
  tagName: '${element.tagName}',
  elementClass: ${element.name},
  react: React,
  events: {
${eventsOf(element)
  .map(({ name, type }) => `${handlerName(name)}: '${name}' as EventName<${type}>,`)
  .join('\n')}
  },
});`,
  )
  .join('\n\n')}
`;

let stale = false;
for (const [name, text] of Object.entries({ 'element-table.ts': table, 'react.ts': react })) {
  const file = join(folder, 'src/frameworks', name);
  const wanted = await format(text, { ...(await resolveConfig(file)), parser: 'typescript' });
  let found = '';
  try {
    found = readFileSync(file, 'utf8');
  } catch {
    // Not written yet.
  }
  if (found === wanted) continue;
  stale = true;
  if (process.argv.includes('--check'))
    console.error(
      `packages/elements/src/frameworks/${name} is not what the manifest says: node packages/elements/scripts/frameworks.ts`,
    );
  else writeFileSync(file, wanted);
}
if (stale && process.argv.includes('--check')) process.exitCode = 1;
