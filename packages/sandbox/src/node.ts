import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createNodeOutgoing } from './adapters/node-outgoing.ts';
import { createFileBlobStore } from './blobs/file-blob-store.ts';
import { describe } from './outbox/jobs.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import type { EditorSeed } from './seed/seed.ts';

export { createNodeOutgoing, type NodeOutgoingOptions } from './adapters/node-outgoing.ts';
export { createFileBlobStore } from './blobs/file-blob-store.ts';

/** A sandbox on HTTP. `dataDir` keeps database, blobs and master key; in memory when left out. */
export interface ServeOptions extends Omit<SandboxOptions, 'dataDir' | 'blobs'> {
  readonly dataDir?: string;
  /** 0 takes a free port. */
  readonly port?: number;
  readonly hostname?: string;
  /** The vendor's software to register. */
  readonly editor?: EditorSeed;
}

/** A running server. */
export interface SandboxServer {
  readonly url: string;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

const tick = 5000;

/** Serves the platform over HTTP on this machine; founds the default firm where there is none yet. */
export async function serveSandbox(options: ServeOptions = {}): Promise<SandboxServer> {
  const hostname = options.hostname ?? '127.0.0.1';
  const port = options.port === 0 ? await freePort(hostname) : (options.port ?? 4010);
  const url = options.settings?.baseUrl ?? `http://localhost:${port}`;
  const { dataDir } = options;
  const kept = dataDir
    ? { dataDir: join(dataDir, 'postgres'), blobs: createFileBlobStore(join(dataDir, 'blobs')) }
    : {};
  if (dataDir) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const masterKey = options.masterKey ?? (await masterKeyOf(dataDir));
  const { dataDir: _, ...rest } = options;
  const sandbox = await createSandbox({
    outgoing: createNodeOutgoing(),
    ...rest,
    ...kept,
    masterKey,
    settings: { ...options.settings, baseUrl: url },
  });
  if (options.editor) await sandbox.seed.editor(options.editor);
  if ((await sandbox.firms()) === 0) await sandbox.seed.firm();
  const server = await listen(sandbox, port, hostname);
  const timer = setInterval(
    () =>
      void sandbox.outbox
        .drain()
        .catch((error: unknown) => options.log?.({ event: 'worker.failed', level: 'error', error: describe(error) })),
    tick,
  );
  timer.unref();
  return {
    url,
    sandbox,
    async close() {
      clearInterval(timer);
      await new Promise<void>((done) => server.close(() => done()));
      await sandbox.close();
    },
  };
}

function listen(sandbox: Sandbox, port: number, hostname: string) {
  return new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch: (request) => sandbox.fetch(request), port, hostname }, () => resolve(server));
    server.once('error', reject);
  });
}

async function freePort(hostname: string): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, hostname, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The key from the environment (`JSE_MASTER_KEY`, 64 hexadecimal digits), else from beside the data, made at first start. */
async function masterKeyOf(dataDir: string | undefined): Promise<Uint8Array> {
  const named = process.env['JSE_MASTER_KEY'];
  if (named !== undefined) {
    if (!/^[0-9a-fA-F]{64}$/.test(named)) throw new Error('JSE_MASTER_KEY must be 64 hexadecimal digits');
    return new Uint8Array(Buffer.from(named, 'hex'));
  }
  if (!dataDir) return new Uint8Array(randomBytes(32));
  const path = join(dataDir, 'master.key');
  try {
    const kept = (await readFile(path, 'utf8')).trim();
    if (!/^[0-9a-f]{64}$/.test(kept)) throw new Error(`${path} does not hold a master key`);
    return new Uint8Array(Buffer.from(kept, 'hex'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomBytes(32);
  await writeFile(path, key.toString('hex'), { mode: 0o600, flag: 'wx' });
  return new Uint8Array(key);
}
