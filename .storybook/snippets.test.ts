// What the panel says how a page shows an element is what the elements' own types take.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import type { Declaration, Manifest } from '../packages/elements/scripts/host-api.ts';
import { settable } from '../packages/elements/scripts/host-api.ts';
import { snippetsFor } from './playground/snippets.ts';

const elements = join(import.meta.dirname, '../packages/elements');
const manifest = JSON.parse(readFileSync(join(elements, 'dist/custom-elements.json'), 'utf8')) as Manifest;
const tags = ['jse-collection-builder', 'jse-collection-tracker', 'jse-otp-prompt', 'jse-parapheur'];
const shown = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .filter(({ tagName }) =>
    [...tags, 'jse-pdf-placement', 'jse-signature-report', 'jse-signer'].includes(tagName ?? ''),
  );

/** Everything that a host may set on an element, handed over by the host's own code. */
const everything = (declared: Declaration) =>
  settable(declared).map(({ name }) => ({ name, attribute: undefined, value: {}, handed: true }));

/** The faults that the compiler finds in files that stand nowhere but in this test, in the folder of the frameworks. */
function faultsIn(files: ReadonlyMap<string, string>): string[] {
  const folder = join(elements, 'test/frameworks');
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const given = new Map([...files].map(([name, code]) => [join(folder, name), code]));
  const compiler: ts.CompilerOptions = {
    ...options,
    jsx: ts.JsxEmit.ReactJSX,
    noEmit: true,
    composite: false,
    rootDir: join(elements, '../..'),
  };
  const host = ts.createCompilerHost(compiler);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => given.has(path) || fileExists(path);
  host.readFile = (path) => given.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...more) => {
    const code = given.get(path);
    return code === undefined
      ? getSourceFile(path, ...more)
      : ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...given.keys()], compiler, host);
  return [...given.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

test('React and Angular take what the snippets of every element set and listen to', () => {
  assert.equal(shown.length, 7);
  const files = new Map(
    shown.flatMap((declared) =>
      snippetsFor(declared, everything(declared))
        .filter(({ framework }) => framework === 'React' || framework === 'Angular')
        .map(({ framework, code }) => [
          `${declared.tagName}.${framework}.${framework === 'React' ? 'tsx' : 'ts'}`,
          code,
        ]),
    ),
  );
  assert.deepEqual(faultsIn(files), []);
  const [[name, code] = ['', '']] = files;
  assert.notDeepEqual(faultsIn(new Map([[name, code.replace(/\bon\w+=\{/, 'onNothing={')]])), [], 'it can fail');
});

test('values are written as each framework writes them', () => {
  const declared: Declaration = { name: 'JseSigner', tagName: 'jse-signer', events: [{ name: 'jse-signed' }] };
  const given = [
    { name: 'client', attribute: undefined, value: {}, handed: true },
    { name: 'codeEntry', attribute: 'code-entry', value: 'in"line', handed: false },
    { name: 'support', attribute: undefined, value: { phone: "l'aide", hours: [9, 18] }, handed: false },
    { name: 'disabled', attribute: 'disabled', value: true, handed: false },
  ];
  const [html = '', react = '', vue = '', angular = ''] = snippetsFor(declared, given).map(({ code }) => code);
  assert.match(html, /^<jse-signer code-entry="in&quot;line" disabled><\/jse-signer>$/m);
  assert.match(html, /signer\.support = \{ phone: 'l\\'aide', hours: \[9, 18\] \};/);
  assert.match(html, /signer\.addEventListener\('jse-signed', /);
  assert.match(react, /support=\{\{ phone: 'l\\'aide', hours: \[9, 18\] \}\}/);
  assert.match(react, /onJseSigned=\{/);
  assert.match(vue, /:client\.prop="client"[^]*code-entry="in&quot;line"[^]*@jse-signed="log"/);
  assert.match(angular, /\[client\]="client"[^]*code-entry="in&quot;line"[^]*\(jse-signed\)="log\(\$event\)"/);
});
