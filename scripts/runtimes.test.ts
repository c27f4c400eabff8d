import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { defaultFirm } from '@jse/sandbox';
import { serveSandbox } from '@jse/sandbox/node';
import { createClient } from '@jse/sdk/server';
import { PDFDocument } from 'pdf-lib';

const root = join(import.meta.dirname, '..');
const execute = promisify(execFile);
const origin = 'http://localhost:4000';
const editor = { shortcut: 'demo', name: 'Demo', secret: 'secret', origins: [origin], signingUrl: `${origin}/sign` };
const client = { firstName: 'Camille', lastName: 'Martin', email: 'camille@client.example', phone: '+33639980011' };
const runtimes = { deno: '2.9.6', bun: '1.4.5' };

/** What a back end, a page and a receiver of webhooks do, in one file that every runtime runs as it is. */
const smoke = `
import { createSigningClient } from '@jse/sdk/browser';
import { createClient, isJseError } from '@jse/sdk/server';
import { signWebhook, unwrapWebhook } from '@jse/sdk/webhooks';

const { origin, invitation, secret, baseUrl, id, ...tokens } = JSON.parse(process.env.JSE_SMOKE);
const jse = createClient({ baseUrl, editor: 'demo', ...tokens });
const { firm } = await jse.me();
const missing = await jse.collections.get('col_missing').catch((error) => isJseError(error, 'not_found'));
const { bytes } = await jse.documents.download(id, (await jse.collections.get(id)).documents[0].id);
const fetchFrom = (request) => {
  const headers = new Headers(request.headers);
  headers.set('origin', origin);
  return fetch(new Request(request, { headers }));
};
const page = createSigningClient({ baseUrl, editor: 'demo', invitation, fetch: fetchFrom });
const { purpose } = await page.session();
const event = { id: 'evt_1', type: 'later.type', data: {} };
const { headers, body } = await signWebhook(event, secret);
const { type } = await unwrapWebhook(body, headers, secret);
console.log(JSON.stringify({ firm: firm.name, missing, pdf: new TextDecoder().decode(bytes.slice(0, 5)), purpose, type }));
`;

test('Deno and Bun run the packed SDK as Node does', { timeout: 240_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jse-runtimes-'));
  const server = await serveSandbox({ port: 0, editor, log: () => undefined });
  t.after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  await execute('npx', ['--yes', 'pnpm@12.21.0', 'pack', '--out', join(folder, 'sdk.tgz')], {
    cwd: join(root, 'packages/sdk'),
  });
  const dependencies = { '@jse/sdk': 'file:sdk.tgz', ...runtimes };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  await writeFile(join(folder, 'smoke.mjs'), smoke);
  await execute('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder });

  const expert = await server.sandbox.seed.memberByEmail(defaultFirm.members[0]?.email ?? '');
  const tokens = await server.sandbox.seed.tokens(editor.shortcut, expert);
  const jse = createClient({ baseUrl: server.url, editor: editor.shortcut, ...tokens });
  const { id } = await jse.collections.create({ title: 'Lettre de mission' });
  const letter = await PDFDocument.create();
  letter.addPage();
  await jse.documents.upload(id, 1, await letter.save());
  await jse.signers.add(id, { order: 1, level: 'simple', ...client });
  await jse.collections.launch(id);
  const [invited] = await server.sandbox.outbox.messages({ to: client.email });
  const invitation = /#invitation=([\w-]+)/.exec(invited?.text ?? '')?.[1];
  const secret = `whsec_${btoa('a secret of at least 24 bytes')}`;
  const JSE_SMOKE = JSON.stringify({ origin, invitation, secret, baseUrl: server.url, id, ...tokens });
  const commands = {
    node: [process.execPath, 'smoke.mjs'],
    deno: [
      'node_modules/.bin/deno',
      'run',
      '--allow-net=localhost',
      '--allow-env=JSE_SMOKE',
      '--no-prompt',
      'smoke.mjs',
    ],
    bun: ['node_modules/.bin/bun', 'run', 'smoke.mjs'],
  };
  for (const [name, [command = '', ...args]] of Object.entries(commands)) {
    const { stdout } = await execute(command, args, { cwd: folder, env: { ...process.env, JSE_SMOKE } });
    const expected = { firm: 'Cabinet Exemple', missing: true, pdf: '%PDF-', purpose: 'sign', type: 'unknown' };
    assert.deepEqual(JSON.parse(stdout), expected, name);
  }
});
