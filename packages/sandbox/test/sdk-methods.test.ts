import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { errorsOf, type Operation, operations } from '@jse/sdk/contract';
import { clientErrorCodes } from '@jse/sdk';
import ts from 'typescript';
import { sdkCalls } from '../src/developer/sdk-calls.ts';

/** The codes that the doc of each method names, by the method's name within its interface: `create` of `Collections`. */
function documentedErrors(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const folder = join(import.meta.dirname, '../../sdk/src/resources');
  for (const path of globSync(join(folder, '*.ts'), { exclude: (name) => name.endsWith('.test.ts') })) {
    const source = ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isInterfaceDeclaration(node)) return;
      for (const member of node.members.filter(ts.isMethodSignature)) {
        const words = ts
          .getJSDocCommentsAndTags(member)
          .map((doc) => doc.getText(source))
          .join('\n')
          .replaceAll(/\n\s*\*\s?/g, ' ');
        const listed = /Errors?: ([\s\S]*)/.exec(words)?.[1] ?? '';
        const name = `${node.name.text.replace(/Resource$/, '')}.${member.name.getText(source)}`.toLowerCase();
        found.set(
          name,
          new Set(
            [...listed.matchAll(/`([a-z]+(?:_[a-z]+)+|internal|unavailable|unauthenticated|timeout|aborted)`/g)].map(
              ([, code = '']) => code,
            ),
          ),
        );
      }
    });
  }
  return found;
}

const interfaceOf: Readonly<Record<string, string>> = { identity: 'ownidentity' };

test('the errors that each method’s doc names are those of its operation, and all of them', () => {
  const documented = documentedErrors();
  const drift: string[] = [];
  for (const operation of Object.values(operations) as Operation[]) {
    const [, resource = '', method = ''] = /^(?:client|page)\.(\w+)\.(\w+)/.exec(sdkCalls[operation.id] ?? '') ?? [];
    if (resource === '') continue;
    const name = `${interfaceOf[resource] ?? resource.toLowerCase()}.${method.toLowerCase()}`;
    const codes = documented.get(name);
    assert.ok(codes, `${operation.id}: no method ${name}`);
    const possible = new Set<string>([...errorsOf(operation), ...clientErrorCodes]);
    for (const code of codes)
      if (!possible.has(code)) drift.push(`${name} names ${code}, which ${operation.id} does not answer`);
    // That of every change is told at `ChangeOptions`.
    for (const code of operation.errors)
      if (code !== 'precondition_failed' && !codes.has(code)) drift.push(`${name} does not name ${code}`);
  }
  assert.deepEqual(drift, []);
});
