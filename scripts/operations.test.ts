import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createHandshake } from '@jse/sdk/server';
import { complete, freePort, kill, passResendTime, prepareVictim, start } from '../packages/sandbox/test/kill-rig.ts';
import { startPostgres } from '../packages/sandbox/test/postgres-cluster.ts';
import { startCli } from '../packages/sandbox/test/started-cli.ts';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

test('what docs/sandbox.md tells an operator to type works: roles, two addresses, backup, restore', async (t) => {
  const cluster = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'jse-operations-'));
  t.after(async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const at = new URL(cluster.url);
  const [setUp, twoAddresses, backUp, restore] = await commands('localhost:5432', at.host);
  assert.ok(setUp && twoAddresses && backUp && restore);
  const shell = await shellIn(folder, at);

  // The commands up to the one that starts the platform, then that one.
  const owner = /postgres:\/\/jse_owner\S+/.exec(setUp)?.[0] ?? '';
  await shell.start(setUp);
  const data = join(folder, '.data/sandbox');
  const ground = { folder: data, port: await freePort(), padesLevel: 'B-T' as const, databaseUrl: owner };
  const running = await start(ground);
  t.after(() => running.child.kill('SIGKILL'));
  const victim = await prepareVictim(running, 0);
  await passResendTime(running);
  await complete(running, victim);
  const before = await running.expert.collections.get(victim.id);
  await kill(running);

  await shell.start(twoAddresses);
  const app = /postgres:\/\/jse_app\S+/.exec(twoAddresses)?.[0] ?? '';
  await assert.rejects(run('psql', [app, '-c', 'delete from ledger']), /permission denied|must be owner/);

  await run('sh', ['-euc', backUp], shell.options);
  const { starting, first } = split(restore);
  await run('sh', ['-euc', first], shell.options);
  const kept = join(folder, '.data/restored');
  await copyFile(join(data, 'master.key'), join(kept, 'master.key'));
  await shell.start(starting);
  const restored = /postgres:\/\/jse_owner\S+/.exec(starting)?.[0] ?? '';
  const again = await start({ ...ground, folder: kept, port: await freePort(), databaseUrl: restored });
  t.after(() => again.child.kill('SIGKILL'));
  assert.deepEqual((await again.expert.collections.get(victim.id)).documents, before.documents);
  for (const { id, currentSha256 } of before.documents) {
    const { sha256 } = await again.expert.documents.download(victim.id, id);
    assert.equal(sha256, currentSha256, 'the signed file came back with the backup');
  }
});

test('the service of docs/operations.md starts as it is written, and shows no secret', async (t) => {
  const page = await readFile(join(root, 'docs/operations.md'), 'utf8');
  const block = (name: string) =>
    new RegExp(`^\`\`\`ini ${name}\\n([^]*?)^\`\`\``, 'm').exec(page)?.[1] ?? assert.fail(name);
  const lines = block('jse-sandbox.env')
    .split('\n')
    .filter((line) => /^\w+=/.test(line));
  const settings = Object.fromEntries(lines.map((line) => line.split(/=(.*)/) as [string, string]));
  const secret = (bytes: number) => 'ab'.repeat(bytes);
  const folder = await mkdtemp(join(tmpdir(), 'jse-service-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const command = /^ExecStart=\S+\/jse-sandbox((?:.*\\\n)*.*)$/m.exec(block('jse-sandbox.service'))?.[1] ?? '';
  const args = command
    .replaceAll('\\\n', ' ')
    .trim()
    .split(/\s+/)
    .map((word) => word.replace('/var/lib', folder));
  const { JSE_DATABASE_URL: _, ...environment } = settings;
  const secrets = { JSE_MASTER_KEY: secret(32), JSE_EDITOR_SECRET: secret(12), JSE_DEVELOPER_TOKEN: secret(13) };
  assert.deepEqual(
    Object.keys(settings)
      .filter((name) => settings[name] === '…')
      .toSorted(),
    Object.keys(secrets).toSorted(),
  );

  const service = await startCli(args, { ...environment, ...secrets });
  t.after(() => service.stop());
  const baseUrl = settings['JSE_BASE_URL'] ?? '';
  const fetch = (request: Request) =>
    globalThis.fetch(new Request(request.url.replace(baseUrl, service.listening), request));
  const handshake = createHandshake({ baseUrl, editor: 'my-software', secret: secrets.JSE_EDITOR_SECRET, fetch });
  const { url } = await handshake.start({ successUrl: 'https://staging.app.example/back' });
  assert.ok(url.startsWith(`${baseUrl}/connexion/`), url);
  const contact = await (await globalThis.fetch(`${service.listening}/.well-known/security.txt`)).text();
  assert.ok(contact.includes(`mailto:${settings['JSE_SUPPORT']}`), contact);
  assert.doesNotMatch(service.stderr() + service.stdout(), /abab|Developer token|secret|entree/);
});

test('the options and variables that the pages name are those of the command', async () => {
  const cli = join(root, 'packages/sandbox/src/cli.ts');
  const { stdout: help } = await run(process.execPath, ['--conditions=@jse/source', cli, '--help']);
  for (const page of ['operations', 'sandbox', 'examples', 'sdk']) {
    const text = await readFile(join(root, `docs/${page}.md`), 'utf8');
    const commands = [...text.matchAll(/jse-sandbox ((?:[^\n`]*\\\n)*[^\n`]*)/g)].map(([, words]) => words ?? '');
    const named = commands.flatMap((words) => words.match(/--[\w-]+/g) ?? []);
    for (const option of named) assert.match(help, new RegExp(`^  ${option}\\b`, 'm'), `${page}: ${option}`);
  }
  const service = await readFile(join(root, 'docs/operations.md'), 'utf8');
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  const recipe = await readFile(join(root, 'docs/examples.md'), 'utf8');
  assert.equal(/npx (pnpm\S*) pack/.exec(recipe)?.[1], packageManager, 'the tarballs are packed by the pinned pnpm');
  for (const [name] of service.matchAll(/JSE_\w+/g)) assert.ok(help.includes(name), name);
});

/** The shell blocks of the page's sections on PostgreSQL and on backups, with a password and this server's address. */
async function commands(documented: string, host: string): Promise<string[]> {
  const page = await readFile(join(root, 'docs/sandbox.md'), 'utf8');
  const part = page.slice(page.indexOf('### PostgreSQL'), page.indexOf('## Webhooks'));
  const blocks = [...part.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
  return blocks.map((block) => block.replaceAll('…', 'secret').replaceAll(documented, host));
}

/** A block's last command, which starts the platform, and those before it. */
function split(block: string): { readonly first: string; readonly starting: string } {
  const lines = block.trimEnd().split('\n');
  return { starting: lines.at(-1) ?? '', first: lines.slice(0, -1).join('\n') };
}

/** A shell in an empty folder, in which `sudo -u postgres` reaches the server and `npx … jse-sandbox` is ours. */
async function shellIn(folder: string, { hostname, port }: URL) {
  const cli = join(root, 'packages/sandbox/src/cli.ts');
  const programs = {
    sudo: 'shift 2; exec env PGUSER=postgres "$@"',
    npx: `while [ "$1" != jse-sandbox ]; do shift; done; shift; exec "${process.execPath}" --conditions=@jse/source "${cli}" "$@" --port "$JSE_TEST_PORT"`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    PGHOST: hostname,
    PGPORT: port,
    JSE_TEST_PORT: String(await freePort()),
  };
  const options = { cwd: folder, env };
  return {
    options,
    /** Runs a block whose last command starts the platform; stops it as soon as it says that it is ready. */
    async start(block: string): Promise<void> {
      const { first, starting } = split(block);
      const child = spawn('sh', ['-euc', `${first}\nexec env ${starting}`], { ...options, detached: true });
      child.stdin.end('secret\nsecret\n');
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += String(data)));
      const gone = once(child, 'exit');
      const up = async () => {
        for (;;) {
          const answer = await fetch(`http://localhost:${env.JSE_TEST_PORT}/ready`).catch(() => undefined);
          if (answer?.status === 200) return true;
          await new Promise((done) => setTimeout(done, 100));
        }
      };
      const ready = await Promise.race([up(), gone.then(() => false)]);
      assert.ok(ready, `the platform did not start:\n${printed}`);
      child.kill('SIGTERM');
      await gone;
    },
  };
}
