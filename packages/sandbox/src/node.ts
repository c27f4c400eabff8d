import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { lockFolder } from './adapters/lock-folder.ts';
import { createNodeOutgoing } from './adapters/node-outgoing.ts';
import { createPostgresServer } from './adapters/postgres.ts';
import { createFileBlobStore } from './blobs/file-blob-store.ts';
import { describe } from './outbox/jobs.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import type { EditorSeed } from './seed/seed.ts';

export { createSmtpMailer, type SmtpOptions } from './adapters/node-mail.ts';
export { createNodeOutgoing, type NodeOutgoingOptions } from './adapters/node-outgoing.ts';
export { createPostgresServer, type PostgresOptions } from './adapters/postgres.ts';
export { createFileBlobStore } from './blobs/file-blob-store.ts';

/**
 * A sandbox on HTTP. `dataDir` keeps database, blobs and master key; in memory when left out. With `databaseUrl` the
 * database is a PostgreSQL server's, and the folder keeps blobs and key; several processes may then share both.
 */
export interface ServeOptions extends Omit<SandboxOptions, 'dataDir' | 'blobs' | 'database'> {
  readonly dataDir?: string;
  /** `postgres://user@host:5432/database`; the user owns the schema and may make roles, or see `databaseOwnerUrl`. */
  readonly databaseUrl?: string;
  /** The same database as its owner, who migrates at start; the platform's own user is then a member of `jse_platform`. */
  readonly databaseOwnerUrl?: string;
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
  const { dataDir, databaseUrl, databaseOwnerUrl, port = 4010, hostname = '127.0.0.1', editor, ...rest } = options;
  if (databaseUrl !== undefined && dataDir === undefined) {
    throw new Error('With a database server name a data folder too: documents and the master key live there');
  }
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of closing.reverse()) await step();
  };
  try {
    // The port first: whoever started this twice is told before anything is opened.
    let sandbox: Sandbox | undefined;
    const answer = (request: Request) => sandbox?.fetch(request) ?? new Response('Starting', { status: 503 });
    const server = await listen(answer, port, hostname);
    closing.push(() => closeServer(server));
    const url = options.settings?.baseUrl ?? `http://localhost:${(server.address() as AddressInfo).port}`;
    if (dataDir) await mkdir(dataDir, { recursive: true, mode: 0o700 });
    if (dataDir && databaseUrl === undefined) closing.push(await lockFolder(dataDir));
    const onIdleError = (error: Error) => options.log?.({ event: 'database.connection_lost', error: error.message });
    sandbox = await createSandbox({
      outgoing: createNodeOutgoing(),
      ...rest,
      ...(dataDir ? { blobs: createFileBlobStore(join(dataDir, 'blobs')) } : {}),
      ...(dataDir && databaseUrl === undefined ? { dataDir: join(dataDir, 'postgres') } : {}),
      ...(databaseUrl === undefined
        ? {}
        : { database: createPostgresServer({ url: databaseUrl, ownerUrl: databaseOwnerUrl, onIdleError }) }),
      masterKey: options.masterKey ?? (await masterKeyOf(dataDir)),
      settings: { ...options.settings, baseUrl: url },
    });
    const platform = sandbox;
    closing.push(() => platform.close());
    if (editor) await platform.seed.editor(editor);
    if ((await platform.firms()) === 0) await platform.seed.firm();
    const failed = (error: unknown) =>
      options.log?.({ event: 'worker.failed', level: 'error', error: describe(error) });
    const timer = setInterval(() => void platform.outbox.drain().catch(failed), tick);
    timer.unref();
    closing.push(() => Promise.resolve(clearInterval(timer)));
    return { url, sandbox: platform, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(answer: (request: Request) => Response | Promise<Response>, port: number, hostname: string) {
  return new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch: answer, port, hostname }, () => resolve(server));
    server.once('error', reject);
  });
}

/** Ends the server once the answers under way are out; connections that wait for a further call are cut. */
function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
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
