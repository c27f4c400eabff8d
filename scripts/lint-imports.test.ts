import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { faultOf } from './lint-imports.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const fault = (path: string, source: string) => faultOf(join(root, 'packages', path), source);

test('the arrows between the packages', () => {
  for (const owner of ['sdk', 'verify']) {
    for (const other of ['sdk', 'verify', 'sandbox', 'elements']) {
      if (other === owner) continue;
      assert.match(fault(`${owner}/src/x.ts`, `@jse/${other}`) ?? '', /the arrow is not in/);
      assert.match(fault(`${owner}/src/x.test.ts`, `@jse/${other}/y`) ?? '', /the arrow is not in/);
    }
  }
  for (const owner of ['sandbox', 'elements']) {
    assert.equal(fault(`${owner}/src/x.ts`, '@jse/sdk/rules'), undefined);
    assert.equal(fault(`${owner}/src/x.ts`, '@jse/verify'), undefined);
  }
  assert.match(fault('sandbox/src/x.test.ts', '@jse/elements') ?? '', /the arrow is not in/);
  assert.match(fault('elements/src/x/x.ts', '@jse/sandbox') ?? '', /the arrow is not in/);
});

test('tests, stories and their helpers in elements import the sandbox; published harnesses do not', () => {
  for (const path of ['src/x/x.test.ts', 'src/x/x.stories.ts', 'src/testing/play.ts', 'test/letter.ts']) {
    assert.equal(fault(`elements/${path}`, '@jse/sandbox'), undefined);
  }
  assert.notEqual(fault('elements/src/x/x.harness.ts', '@jse/sandbox'), undefined);
});

test('no way around by a relative path', () => {
  assert.match(fault('elements/src/x/x.ts', '../../../sandbox/src/index.ts') ?? '', /by its name/);
  assert.match(fault('sandbox/src/x.ts', '../../sdk/src/index.ts') ?? '', /by its name/);
  assert.equal(fault('sandbox/src/a/x.ts', '../sdk/y.ts'), undefined);
  assert.match(fault('sandbox/src/x.ts', './y') ?? '', /\.ts extension/);
});

test('one door for each outside thing', () => {
  assert.equal(fault('sdk/src/http/transport.ts', 'ky'), undefined);
  assert.notEqual(fault('sdk/src/http/request.ts', 'ky'), undefined);
  assert.equal(fault('elements/src/pdf-pages/pdf-document.ts', 'pdfjs-dist/legacy/build/pdf.mjs'), undefined);
  assert.notEqual(fault('elements/src/pdf-pages/pdf-document.test.ts', 'pdfjs-dist'), undefined);
  assert.notEqual(fault('elements/src/x/x.ts', 'lit/directives/unsafe-html.js'), undefined);
  for (const source of ['node:fs', 'fs/promises', 'crypto', '@hono/node-server']) {
    assert.notEqual(fault('sandbox/src/domain/x.ts', source), undefined);
    assert.equal(fault('sandbox/src/node.ts', source), undefined);
    assert.equal(fault('sandbox/src/domain/x.test.ts', source), undefined);
  }
  assert.notEqual(fault('verify/src/x.ts', 'zod'), undefined);
  assert.notEqual(fault('verify/src/x.ts', 'zod/v4'), undefined);
  assert.equal(fault('verify/src/x.ts', 'zod/mini'), undefined);
  assert.equal(fault('sandbox/src/x.ts', 'zod/locales'), undefined);
  assert.equal(fault('sdk/openapi/x.ts', 'zod-openapi'), undefined);
});

test('every spelling of a forbidden import is reported, and the doors of the syntax hold', async () => {
  const eslint = new ESLint({ cwd: root });
  const reported = async (path: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath: join(root, 'packages', path) });
    return result?.messages.map(({ ruleId }) => ruleId) ?? [];
  };
  const spellings = [
    `import { a } from '@jse/sandbox'; a();`,
    `export { a } from '@jse/sandbox';`,
    `export * from '@jse/sandbox';`,
    `void import('@jse/sandbox');`,
    `let a: typeof import('@jse/sandbox'); void a;`,
  ];
  for (const code of spellings) assert.deepEqual(await reported('elements/src/x/x.ts', code), ['jse/imports'], code);
  assert.deepEqual(await reported('sdk/src/x.ts', `import { z } from 'zod/mini'; z();`), ['jse/imports']);
  assert.deepEqual(await reported('sdk/src/x.ts', `import * as z from 'zod/mini'; z.string();`), []);
  for (const code of ['void crypto.subtle;', `void crypto['subtle'];`, 'const { subtle } = crypto; void subtle;']) {
    assert.deepEqual(await reported('verify/src/cms/x.ts', code), ['no-restricted-syntax'], code);
  }
  for (const code of ['void new Date();', 'void Date.now();']) {
    assert.deepEqual(await reported('sandbox/src/domain/x.ts', code), ['no-restricted-syntax'], code);
    assert.deepEqual(await reported('sandbox/src/clock.ts', code), [], code);
  }
  assert.deepEqual(await reported('sandbox/src/domain/x.ts', 'void new Date(0);'), []);
});
