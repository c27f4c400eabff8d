import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { withApiTable } from '../openapi/api-table.ts';
import { errorPage } from '../openapi/error-pages.ts';

test('docs/errors.md shows every code (node scripts/error-pages.ts writes it)', async () => {
  assert.equal(await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8'), errorPage());
});

test('docs/platform-api.md shows the contract as it is (node scripts/api-table.ts writes it)', async () => {
  const document = await readFile(new URL('../../../docs/platform-api.md', import.meta.url), 'utf8');
  assert.equal(document, withApiTable(document));
});
