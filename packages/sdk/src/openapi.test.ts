import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../openapi/document.ts';
import { errorCodes, errorsOf, type Operation, operations } from './contract/index.ts';
import { eventTypes } from './rules/index.ts';

const document = openApiDocument('0.0.0') as {
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, unknown>; security: object[] }>
  >;
  webhooks: Record<string, unknown>;
  components: { schemas: object; securitySchemes: object };
};
const all = Object.values(operations) as Operation[];

test('every operation of the contract is documented once, with each status it may give', () => {
  const documented = Object.values(document.paths).flatMap((path) => Object.values(path));
  assert.equal(documented.length, all.length);
  for (const operation of all) {
    const found = document.paths[operation.path]?.[operation.method.toLowerCase()];
    assert.equal(found?.operationId, operation.id);
    const statuses = new Set(errorsOf(operation).map((code) => String(errorCodes[code].status)));
    if (operation.method === 'GET' && !operation.secret) statuses.add('304');
    assert.deepEqual(new Set(Object.keys(found.responses)), statuses.add(String(operation.status)));
  }
});

test('each event type is documented as a webhook', () => {
  assert.deepEqual(Object.keys(document.webhooks), [...eventTypes]);
});

test('no component is written twice for its two directions', () => {
  assert.deepEqual(
    Object.keys(document.components.schemas).filter((name) => name.endsWith('Output')),
    [],
  );
});

test('redocly finds nothing to say', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const cli = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '..', 'bin', 'cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const args = [cli, 'lint', '--extends', 'recommended-strict', '--format', 'json', file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: folder });
    const { totals } = JSON.parse(stdout) as { totals: object };
    assert.deepEqual(totals, { errors: 0, warnings: 0, ignored: 0 });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a public generator makes types of it that name each operation', async () => {
  const source = astToString(await openapiTS(JSON.stringify(document)));
  for (const { id } of all) assert.match(source, new RegExp(`\\b${id}\\b`));
  assert.match(source, /"idempotency_in_flight"/);
});
