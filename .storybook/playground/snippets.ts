import {
  componentName,
  type Declaration,
  handlerName,
  type Manifest,
  settable,
} from '../../packages/elements/scripts/host-api.ts';

/** How a page shows an element, in one framework. */
export interface Snippet {
  readonly framework: 'HTML' | 'React' | 'Vue' | 'Angular';
  readonly language: 'html' | 'tsx' | 'typescript';
  readonly code: string;
}

/** A property that differs from its default. What can't be written down is `handed` over by the host's own code. */
interface Given {
  readonly name: string;
  readonly attribute: string | undefined;
  readonly value: string | number | boolean | object;
  readonly handed: boolean;
}

let manifest: Manifest = { modules: [] };

/** Takes the custom-elements manifest, from which the snippets are made. */
export const setManifest = (read: Manifest): void => void (manifest = read);

/** The element as it stands there, for each framework; none if there is no element of the manifest. */
export function snippetsOf(element: Element | null): readonly Snippet[] {
  const declared = manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ tagName }) => tagName === element?.localName);
  return element && declared ? snippetsFor(declared, givenOf(element, declared)) : [];
}

/** What the story has set, compared with an element that nobody has touched. */
function givenOf(element: Element, declared: Declaration): readonly Given[] {
  const fresh = document.createElement(element.localName);
  const byName = [...settable(declared)].sort((a, b) => a.name.localeCompare(b.name));
  return byName.flatMap(({ name, attribute }) => {
    const value: unknown = Reflect.get(element, name);
    const isSet = value !== undefined && value !== null && written(value) !== written(Reflect.get(fresh, name));
    return isSet ? [{ name, attribute, value, handed: written(value) === undefined }] : [];
  }) as Given[];
}

/** A value as source text; undefined for what has none (bytes, files, clients, functions) or is too long to read. */
function written(value: unknown): string | undefined {
  if (value === undefined) return 'undefined';
  if (!isData(value)) return undefined;
  const text = JSON.stringify(value);
  return text.length > 400 ? undefined : text;
}

function isData(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isData);
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value as object).every(isData)
  );
}

/** The snippets of an element with what is given to it. */
export function snippetsFor(declared: Declaration, given: readonly Given[]): readonly Snippet[] {
  const element: Shown = {
    tag: declared.tagName ?? '',
    component: componentName(declared),
    folder: (declared.tagName ?? '').replace(/^jse-/, ''),
    attributes: given.filter(({ attribute, value }) => attribute !== undefined && typeof value !== 'object'),
    properties: given.filter(({ attribute, value }) => attribute === undefined || typeof value === 'object'),
    events: (declared.events ?? []).map(({ name }) => name).sort(),
  };
  return [
    { framework: 'HTML', language: 'html', code: plain(element) },
    { framework: 'React', language: 'tsx', code: react(element) },
    { framework: 'Vue', language: 'html', code: vue(element) },
    { framework: 'Angular', language: 'typescript', code: angular(element) },
  ];
}

interface Shown {
  readonly tag: string;
  readonly component: string;
  readonly folder: string;
  readonly attributes: readonly Given[];
  readonly properties: readonly Given[];
  readonly events: readonly string[];
}

const handedOf = ({ properties }: Shown) => properties.filter(({ handed }) => handed);
const dataOf = ({ properties }: Shown) => properties.filter(({ handed }) => !handed);
const define = ({ folder }: Shown) => `import '@jse/elements/${folder}/define';`;
const typeOf = ({ tag }: Shown, name: string) => `ElementProperties['${tag}']['${name}']`;
const lines = (...parts: (string | false | readonly string[])[]): string =>
  parts
    .flat()
    .filter((part) => part !== false)
    .join('\n');
const escaped = (value: unknown) => String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const markup = ({ attribute, value }: Given) => (value === true ? `${attribute}` : `${attribute}="${escaped(value)}"`);

/** A value as TypeScript is written. */
function literal(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${/^\w+$/.test(name) ? name : literal(name)}: ${literal(member)}`,
  );
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

/** A tag with its attributes, on one line where there is room. */
function tagOf(name: string, attributes: readonly string[], indent = '', end = `></${name}>`): string {
  const short = `${indent}<${[name, ...attributes].join(' ')}${end}`;
  if (short.length <= 80) return short;
  const more = attributes.map((attribute) => `${indent}  ${attribute}`);
  return [`${indent}<${name}`, ...more, `${indent}${end.trimStart()}`].join('\n');
}

function plain(element: Shown): string {
  const { tag, attributes, events } = element;
  const name = element.folder.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const handed = handedOf(element).map(({ name: property }) => property);
  return lines(
    tagOf(tag, attributes.map(markup)),
    '',
    '<script type="module">',
    `  ${define(element)}`,
    handed.length > 0 && `  import { ${handed.join(', ')} } from './your-page.js';`,
    '',
    `  const ${name} = document.querySelector('${tag}');`,
    handed.map((property) => `  ${name}.${property} = ${property};`),
    dataOf(element).map((data) => `  ${name}.${data.name} = ${literal(data.value)};`),
    events.map((event) => `  ${name}.addEventListener('${event}', (event) => console.log(event));`),
    '</script>',
  );
}

/** JSX knows no escapes in an attribute's text. */
const inJsx = ({ name, value }: Given): string =>
  typeof value === 'string' && !/["\\\n]/.test(value) ? `${name}="${value}"` : `${name}={${literal(value)}}`;

function react(element: Shown): string {
  const { tag, component, attributes, events } = element;
  const handed = handedOf(element).map(({ name }) => name);
  const props = [
    ...handed.map((name) => `${name}={${name}}`),
    ...[...dataOf(element), ...attributes].map(inJsx),
    ...events.map((event) => `${handlerName(event)}={(event) => console.log(event)}`),
  ];
  const given = handed.map((name) => `'${name}'`).join(' | ');
  return lines(
    define(element),
    `import { ${component} } from '@jse/elements/react';`,
    handed.length > 0 && [
      "import type { ElementProperties } from '@jse/elements/jsx';",
      '',
      `type Given = Required<Pick<ElementProperties['${tag}'], ${given}>>;`,
    ],
    '',
    `export const Example = (${handed.length > 0 ? `{ ${handed.join(', ')} }: Given` : ''}) => (`,
    tagOf(component, props, '  ', ' />'),
    ');',
  );
}

function vue(element: Shown): string {
  const { tag, attributes, events } = element;
  const handed = handedOf(element);
  return lines(
    '<script setup lang="ts">',
    define(element),
    handed.length > 0 && [
      "import type { ElementProperties } from '@jse/elements/vue';",
      '',
      'defineProps<{',
      ...handed.map(({ name }) => `  ${name}: ${typeOf(element, name)};`),
      '}>();',
    ],
    dataOf(element).map(({ name, value }) => `const ${name} = ${literal(value)};`),
    events.length > 0 && 'const log = (event: Event) => console.log(event);',
    '</script>',
    '',
    '<template>',
    tagOf(
      tag,
      [
        ...element.properties.map(({ name }) => `:${name}.prop="${name}"`),
        ...attributes.map(markup),
        ...events.map((event) => `@${event}="log"`),
      ],
      '  ',
      ' />',
    ),
    '</template>',
  );
}

function angular(element: Shown): string {
  const { tag, attributes, events } = element;
  const handed = handedOf(element);
  const core = ['Component', 'CUSTOM_ELEMENTS_SCHEMA', ...(handed.length > 0 ? ['Input'] : [])];
  return lines(
    `import { ${core.join(', ')} } from '@angular/core';`,
    define(element),
    handed.length > 0 && "import type { ElementProperties } from '@jse/elements/angular';",
    '',
    '@Component({',
    "  selector: 'app-example',",
    '  schemas: [CUSTOM_ELEMENTS_SCHEMA],',
    '  template: `',
    tagOf(
      tag,
      [
        ...element.properties.map(({ name }) => `[${name}]="${name}"`),
        ...attributes.map(markup),
        ...events.map((event) => `(${event})="log($event)"`),
      ],
      '    ',
    ),
    '  `,',
    '})',
    'export class Example {',
    handed.map(({ name }) => `  @Input({ required: true }) ${name}!: ${typeOf(element, name)};`),
    dataOf(element).map(({ name, value }) => `  readonly ${name} = ${literal(value)};`),
    events.length > 0 && '  readonly log = (event: Event) => console.log(event);',
    '}',
  );
}
