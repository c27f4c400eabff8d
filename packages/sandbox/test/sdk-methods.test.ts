import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { clientErrorCodes } from '@jse/sdk';
import { createBrowserClient, createSigningClient } from '@jse/sdk/browser';
import { errorCodes, errorsOf, type Operation, operations } from '@jse/sdk/contract';
import ts from 'typescript';
import { sdkCalls } from '../src/developer/sdk-calls.ts';
import { baseUrl, editor } from './platform.ts';

const all = Object.values(operations) as readonly Operation[];
const known = new Set<string>([...Object.keys(errorCodes), ...clientErrorCodes]);

/** Methods that come to an operation which has another one as its own, by the name of their interface. */
const others: Readonly<Record<string, string>> = {
  'archive.stream': 'downloadArchive',
  'collections.evidence': 'getEvidence',
  'collections.waitFor': 'getTransaction',
  'documentStreams.stream': 'downloadFile',
  'events.stream': 'listEvents',
};
/** Where the interface does not bear the name of the resource. */
const interfaceOf: Readonly<Record<string, string>> = { 'identity.submit': 'ownIdentity.submit' };
/** What sessions may call and a page's client does not have, so that not every page carries it. */
const leftToBackEnds = ['contacts.create', 'contacts.get', 'contacts.list'];
/** Where the resource of a page is called otherwise than that of a back end. */
const backEnds: Readonly<Record<string, string>> = { 'identity.get': 'identityChecks.get' };

/** The operation behind each method: `collections.create` is createTransaction. */
const operationOf = new Map<string, Operation>(
  all.flatMap((operation) => {
    const name = /^(?:client|page)\.(\w+\.\w+)\(/.exec(sdkCalls[operation.id] ?? '')?.[1];
    return name === undefined ? [] : [[interfaceOf[name] ?? name, operation] as const];
  }),
);
for (const [name, id] of Object.entries(others)) {
  const operation = all.find((one) => one.id === id);
  if (operation) operationOf.set(name, operation);
}

/** The error codes that a doc block names behind “Errors:”. */
function codesOf(doc: string): Set<string> {
  const listed = /Errors: ([\s\S]*)/.exec(doc.replaceAll(/\n\s*\*\s?/g, ' '))?.[1] ?? '';
  const words = [...listed.matchAll(/`([a-z_]+)`/g)].map(([, word = '']) => word);
  return new Set(words.filter((word) => known.has(word) || word.includes('_')));
}

/** The codes that the doc of each method of each resource names: `create` of `Collections` is `collections.create`. */
function documentedErrors(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const folder = join(import.meta.dirname, '../../sdk/src/resources');
  const sources = globSync(join(folder, '*.ts')).filter((path) => !basename(path).endsWith('.test.ts'));
  for (const path of sources) {
    const source = ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isInterfaceDeclaration(node)) return;
      const resource = node.name.text.replace(/Resource$/, '').replace(/^./, (letter) => letter.toLowerCase());
      for (const member of node.members.filter(ts.isMethodSignature)) {
        const docs = ts.getJSDocCommentsAndTags(member).map((doc) => doc.getText(source));
        found.set(`${resource}.${member.name.getText(source)}`, codesOf(docs.join('\n')));
      }
    });
  }
  return found;
}

test('the errors that each method’s doc names are those of its operation, and all of them', () => {
  const documented = documentedErrors();
  const drift: string[] = [];
  for (const name of operationOf.keys()) if (!documented.has(name)) drift.push(`${name} is no method of a resource`);
  for (const [name, codes] of documented) {
    const operation = operationOf.get(name);
    if (!operation) {
      drift.push(`${name} is held against no operation`);
      continue;
    }
    const possible = new Set<string>([...errorsOf(operation), ...clientErrorCodes]);
    for (const code of codes)
      if (!possible.has(code)) drift.push(`${name} names ${code}, which ${operation.id} does not answer`);
    // That of every change is told at `ChangeOptions`.
    for (const code of operation.errors)
      if (code !== 'precondition_failed' && !codes.has(code)) drift.push(`${name} does not name ${code}`);
  }
  assert.deepEqual(drift, []);
});

/** The methods of a client by resource and name, `me` as `me`. */
const methodsOf = (client: object): string[] =>
  Object.entries(client).flatMap(([resource, value]) =>
    typeof value === 'object' && value !== null
      ? Object.keys(value).map((method) => backEnds[`${resource}.${method}`] ?? `${resource}.${method}`)
      : [],
  );

test('a page’s client has what its sessions may call, and nothing else', () => {
  const settings = { baseUrl, editor: editor.shortcut, invitation: 'x', fetch: () => Response.error() };
  const purposesOf = (name: string) =>
    operationOf.get(interfaceOf[name] ?? name)?.purposes ?? assert.fail(`${name} is no method`);
  const page = methodsOf(createBrowserClient(settings));
  const signing = methodsOf(createSigningClient(settings));
  assert.deepEqual(
    page.filter((name) => purposesOf(name).length === 0),
    [],
  );
  assert.deepEqual(
    signing.filter((name) => !purposesOf(name).some((purpose) => purpose === 'sign' || purpose === 'parapheur')),
    [],
  );
  const missing = [...operationOf].filter(([name, { purposes }]) => {
    const inPage = page.some((method) => (interfaceOf[method] ?? method) === name);
    return purposes.length > 0 && !inPage && !(name in others);
  });
  assert.deepEqual(missing.map(([name]) => name).toSorted(), leftToBackEnds);
});
