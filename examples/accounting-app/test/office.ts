import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxServer, serveSandbox } from '@jse/sandbox/node';
import { codeFrameScript } from '../../../scripts/code-frame.mjs';
import { serveAccountingApp } from '../server/main.ts';

/** The software and the platform behind it, running on free ports, from an empty firm. */
export interface RunningOffice {
  readonly origin: string;
  readonly sandbox: SandboxServer;
  close(): Promise<void>;
}

/** Starts both; the data lives in a folder that goes with them. */
export async function startOffice(): Promise<RunningOffice> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const editorSecret = 'a secret of the tests';
  const developerToken = 'a token of the tests';
  const dataFolder = await mkdtemp(join(tmpdir(), 'balance-'));
  const editor = {
    shortcut: 'balance',
    name: 'Balance',
    secret: editorSecret,
    origins: [origin],
    signingUrl: `${origin}/signer/{collectionId}`,
  };
  const sandbox = await serveSandbox({ port: 0, editor, developerToken, codeFrame: await codeFrameScript() });
  const settings = {
    origin,
    platformUrl: sandbox.url,
    editor: 'balance',
    editorSecret,
    developerToken,
    dataFolder,
    webFolder: join(import.meta.dirname, '../dist'),
  };
  const app = await serveAccountingApp(settings, port);
  return {
    origin,
    sandbox,
    async close() {
      await app.close();
      await sandbox.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
