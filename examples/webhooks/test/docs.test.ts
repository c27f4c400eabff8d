import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { webhookErrorCodes } from '@jse/sdk/webhooks';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

test('docs/webhooks.md shows these samples as they are, and no other TypeScript', async () => {
  const page = await read('../../../docs/webhooks.md');
  const shown = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code);
  const samples = ['node-http.ts', 'express.ts', 'hono.ts', 'serverless.ts', 'database.ts', 'test/my-receiver.test.ts'];
  assert.deepEqual(shown, await Promise.all(samples.map((name) => read(`../${name}`))));
});

test('docs/webhooks.md says what each code of the module means', async () => {
  const page = await read('../../../docs/webhooks.md');
  for (const code of webhookErrorCodes) assert.match(page, new RegExp(`^\\| \`${code}\` +\\|`, 'm'));
});
