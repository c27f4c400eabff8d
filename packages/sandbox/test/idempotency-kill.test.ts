import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { editor, makePdf } from './platform.ts';

interface Running {
  readonly child: ChildProcess;
  readonly headers: Record<string, string>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

const children: ChildProcess[] = [];
after(() => children.forEach((child) => child.kill('SIGKILL')));

async function start(folder: string, port: number, dieBefore = ''): Promise<Running> {
  const here = import.meta.dirname;
  const args = ['--conditions=@jse/source', '--import', join(here, 'die-before.ts'), join(here, 'kill-child.ts')];
  const child = spawn(process.execPath, [...args, folder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, JSE_DIE_BEFORE: dieBefore },
  });
  children.push(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The platform ended with ${code} before it was ready`)));
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
  });
  child.removeAllListeners('exit');
  const { officeToken, userToken } = JSON.parse(line) as { officeToken: string; userToken: string };
  return { child, headers: { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken } };
}

async function gone({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((done) => child.once('exit', done));
}

test(
  'a process that dies between effect and answer leaves neither; one that dies after both answers again the same',
  { timeout: 240_000 },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jse-keys-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const port = await freePort();
    const url = (path: string) => `http://localhost:${port}/editor/${editor.shortcut}${path}`;
    const setUp = await start(folder, port);
    // The tokens are the first process's all along: the scope of a key is the token.
    const tokens = setUp.headers;
    setUp.child.kill('SIGKILL');
    await gone(setUp);

    const object = { 'content-type': 'application/json' };
    async function read(of: string) {
      const answer = await fetch(url(`/transaction/${of}`), { headers: tokens });
      return (await answer.json()) as { version: number };
    }
    async function titles() {
      const answer = await fetch(url('/transaction'), { headers: tokens });
      return ((await answer.json()) as { data: { object: string }[] }).data.map((one) => one.object);
    }
    const versionNow = async (of: string) => (await read(of)).version;
    async function stateOf(of: string) {
      const running = await start(folder, port);
      const version = await versionNow(of);
      running.child.kill('SIGKILL');
      await gone(running);
      return version;
    }
    async function launch(of: string) {
      const running = await start(folder, port);
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(await makePdf())]), 'lettre.pdf');
      await fetch(url(`/transaction/${of}/uploadFile/1`), { method: 'PUT', headers: tokens, body: form });
      const client = { name: 'Cliente', firstName: 'Camille', email: 'camille@client.example', phone: '+33639980011' };
      const added = await fetch(url(`/transaction/${of}/signatory`), {
        method: 'POST',
        headers: { ...tokens, ...object },
        body: JSON.stringify({ level: 1, signatureLevel: 'simple', ...client }),
      });
      assert.ok(added.ok, await added.text());
      const launched = await fetch(url(`/transaction/${of}/send`), { method: 'POST', headers: tokens });
      assert.equal(launched.status, 200, await launched.text());
      running.child.kill('SIGKILL');
      await gone(running);
    }

    const calls = [
      {
        name: 'create',
        request: () => ({ path: '/transaction', method: 'POST', headers: object, body: '{"object":"Une seule fois"}' }),
      },
      {
        name: 'remind',
        request: (id: string) => ({ path: `/transaction/${id}/reminder`, method: 'POST', headers: {} }),
      },
    ];
    let id = '';
    for (const { name, request } of calls) {
      if (name === 'remind') await launch(id);
      const key = `"key of ${name}"`.replaceAll(' ', '-');
      const repeated = async () => {
        const { path, ...init } = request(id);
        return fetch(url(path), { ...init, headers: { ...tokens, ...init.headers, 'idempotency-key': key } });
      };
      const before = id === '' ? 0 : await stateOf(id);
      let running = await start(folder, port, 'update "idempotency" set "status"');
      await assert.rejects(repeated(), `${name} is cut off`);
      await gone(running);
      running = await start(folder, port);
      if (id !== '') assert.equal(await versionNow(id), before, `${name} left nothing`);
      else assert.deepEqual(await titles(), [], 'nothing was made');
      const first = await repeated();
      assert.ok(first.ok, await first.clone().text());
      assert.equal(first.headers.get('idempotency-replayed'), null, 'it runs anew');
      const body = await first.text();
      const second = await repeated();
      assert.equal(second.headers.get('idempotency-replayed'), 'true');
      assert.equal(await second.text(), body);
      if (name === 'create') id = (JSON.parse(body) as { id: string }).id;
      assert.deepEqual(await titles(), ['Une seule fois']);
      assert.equal(await versionNow(id), before + 1, 'one effect');
      running.child.kill('SIGKILL');
      await gone(running);
    }
  },
);
