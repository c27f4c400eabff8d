// `npm start`: the platform's sandbox and, before it, the example vendor product; both keep their data under .data/.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveSandbox } from '../packages/sandbox/dist/node.js';
import { serveAccountingApp } from '../examples/accounting-app/server/main.ts';
import { root } from './run.mjs';

const port = Number(process.env.PORT ?? 4000);
const sandboxPort = Number(process.env.SANDBOX_PORT ?? 4010);
const data = join(root, '.data');
const origin = `http://localhost:${port}`;

/** A secret of this machine, made at the first start. */
async function secret(name) {
  await mkdir(data, { recursive: true, mode: 0o700 });
  const path = join(data, name);
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const made = randomBytes(32).toString('base64url');
  await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  return made;
}

try {
  const editorSecret = await secret('editor.secret');
  const developerToken = await secret('developer.token');
  const sandbox = await serveSandbox({
    port: sandboxPort,
    dataDir: join(data, 'sandbox'),
    developerToken,
    editor: {
      shortcut: 'balance',
      name: 'Balance',
      secret: editorSecret,
      origins: [origin],
      signingUrl: `${origin}/signer/{collectionId}`,
    },
  });
  const app = await serveAccountingApp(
    {
      origin,
      platformUrl: sandbox.url,
      editor: 'balance',
      editorSecret,
      developerToken,
      dataFolder: join(data, 'accounting-app'),
      webFolder: join(root, 'examples/accounting-app/dist'),
    },
    port,
  );
  console.log(`\n  Balance, the example accounting software:  ${origin}`);
  console.log(`  E-mails and SMS of the sandbox:            ${origin}/bac-a-sable`);
  console.log(`  The platform's sandbox:                    ${sandbox.url}`);
  console.log(`  Its console (this link works once):        ${await sandbox.sandbox.consoleLink()}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await app.close();
      await sandbox.close();
      process.exit(0);
    });
  }
} catch (error) {
  const taken = error.code === 'EADDRINUSE';
  console.error(taken ? `Port ${error.port} is taken: set PORT or SANDBOX_PORT to another one.` : error);
  process.exitCode = 1;
}
