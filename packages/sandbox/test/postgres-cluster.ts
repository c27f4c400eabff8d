import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const execute = promisify(execFile);
const installed = '/usr/lib/postgresql';

/** A PostgreSQL server of its own on a free port of this machine, in a folder that goes with it. */
export interface PostgresCluster {
  /** Address of the maintenance database; its user may do everything. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts Debian's PostgreSQL; it refuses to run as root, so root starts it as the user `postgres`. */
export async function startPostgres(): Promise<PostgresCluster> {
  if (!existsSync(installed)) throw new Error('PostgreSQL is missing: apt-get install -y postgresql');
  const version =
    readdirSync(installed)
      .sort((one, other) => Number(one) - Number(other))
      .at(-1) ?? '';
  const bin = join(installed, version, 'bin');
  const folder = await mkdtemp(join(tmpdir(), 'jse-postgres-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    const { stdout } = await execute('id', ['-u', 'postgres']);
    await chown(folder, Number(stdout), -1);
  }
  await chmod(folder, 0o700);
  const run = (name: string, args: readonly string[]) =>
    asRoot
      ? execute('runuser', ['-u', 'postgres', '--', join(bin, name), ...args], { cwd: '/' })
      : execute(join(bin, name), args);
  const data = join(folder, 'data');
  const initial = ['-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'];
  await run('initdb', ['-D', data, ...initial]);
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c max_connections=300`;
  await run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on a server and returns its address. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `jse_${randomUUID().replaceAll('-', '')}`;
  await maintain(serverUrl, `create database ${name}`);
  return new URL(`/${name}`, serverUrl).href;
}

/** Removes a database, whoever is still connected. */
export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  await maintain(serverUrl, `drop database ${new URL(url).pathname.slice(1)} with (force)`);
}

async function maintain(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
