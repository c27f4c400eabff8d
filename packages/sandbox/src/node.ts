import { mkdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { lockFolder } from './adapters/lock-folder.ts';
import { masterKeyOf } from './adapters/master-key.ts';
import { createNodeOutgoing } from './adapters/node-outgoing.ts';
import { createPostgresServer } from './adapters/postgres.ts';
import { baseUrlOf, localBaseUrl, originAt } from './base-url.ts';
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
 * database is a PostgreSQL server's, and the folder keeps blobs and key; several processes may then share both. Behind a
 * reverse proxy `settings.baseUrl` says where the platform is reached (`base_url_invalid`); headers do not.
 */
export interface ServeOptions extends Omit<SandboxOptions, 'dataDir' | 'blobs' | 'database'> {
  readonly dataDir?: string;
  /** `postgres://user@host:5432/database`; the user owns the schema and may make roles, or see `databaseOwnerUrl`. */
  readonly databaseUrl?: string;
  /** The same database as its owner, who migrates at start; the platform's own user is then a member of `jse_platform`. */
  readonly databaseOwnerUrl?: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** The interface to listen on; 127.0.0.1 when left out, which only this machine reaches. */
  readonly hostname?: string;
  /** The vendor's software to register. */
  readonly editor?: EditorSeed;
}

/** A running server. */
export interface SandboxServer {
  /** Where the platform is reached. */
  readonly url: string;
  /** The interface and port that it listens on, as an address of http. */
  readonly listening: string;
  readonly sandbox: Sandbox;
  /** The editor's secret where it was made now; null where one was given, or kept. */
  readonly madeSecret: string | null;
  close(): Promise<void>;
}

const tick = 5000;

/** Serves the platform over HTTP on this machine; founds the default firm where there is none yet. */
export async function serveSandbox(options: ServeOptions = {}): Promise<SandboxServer> {
  const { dataDir, databaseUrl, databaseOwnerUrl, port = 4010, hostname = '127.0.0.1', editor, ...rest } = options;
  if (databaseUrl !== undefined && dataDir === undefined) {
    throw new Error('With a database server name a data folder too: documents and the master key live there');
  }
  const given = options.settings?.baseUrl;
  const publicUrl = given === undefined ? undefined : baseUrlOf(given);
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    const faults: unknown[] = [];
    for (let step = closing.pop(); step; step = closing.pop())
      await step().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw new AggregateError(faults, 'The platform did not close as it should');
  };
  try {
    // The port first: whoever started this twice is told before anything is opened.
    const open: { sandbox?: Sandbox } = {};
    const answer = (request: Request) => open.sandbox?.fetch(request) ?? new Response('Starting', { status: 503 });
    const server = await listen(answer, port, hostname);
    closing.push(() => closeServer(server));
    const at = server.address() as AddressInfo;
    const url = publicUrl ?? localBaseUrl(hostname, at.port);
    if (dataDir) await mkdir(dataDir, { recursive: true, mode: 0o700 });
    if (dataDir && databaseUrl === undefined) closing.push(await lockFolder(dataDir));
    const onLost = (error: Error) => options.log?.({ event: 'database.connection_lost', error: error.message });
    const sandbox = await createSandbox({
      outgoing: createNodeOutgoing(),
      ...(await builtFrame()),
      ...rest,
      ...(dataDir ? { blobs: createFileBlobStore(join(dataDir, 'blobs')) } : {}),
      ...(dataDir && databaseUrl === undefined ? { dataDir: join(dataDir, 'postgres') } : {}),
      ...(databaseUrl === undefined
        ? {}
        : { database: createPostgresServer({ url: databaseUrl, ownerUrl: databaseOwnerUrl, onLost }) }),
      masterKey: options.masterKey ?? (await masterKeyOf(dataDir)),
      settings: { ...options.settings, baseUrl: url },
    });
    closing.push(() => sandbox.close());
    const madeSecret = editor ? (await sandbox.seed.editor(editor)).madeSecret : null;
    await sandbox.seed.firstFirm();
    // Only now it is ready, and says so.
    open.sandbox = sandbox;
    const failed = (error: unknown) =>
      options.log?.({ event: 'worker.failed', level: 'error', error: describe(error) });
    const timer = setInterval(() => void sandbox.outbox.drain().catch(failed), tick);
    timer.unref();
    closing.push(() => Promise.resolve(clearInterval(timer)));
    return { url, listening: originAt(at.address, at.port), sandbox, madeSecret, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** The script of the code's frame as it is built beside this file; sources have none, whoever runs them hands it in. */
async function builtFrame(): Promise<{ codeFrame?: string }> {
  try {
    return { codeFrame: await readFile(join(import.meta.dirname, 'code-frame.js'), 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
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
