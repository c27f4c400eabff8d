import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, open } from 'node:fs/promises';
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

/**
 * The server, a watcher beside it: when its standard input ends, because we stop it or were killed ourselves, the server
 * goes down at once and its folder with it. Arguments: the folder, the server's command.
 */
const watched =
  'folder=$1; shift; "$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf "$folder"';

/** Starts Debian's PostgreSQL; it refuses to run as root, so root starts it as the user `postgres`. */
export async function startPostgres(): Promise<PostgresCluster> {
  if (!existsSync(installed)) throw new Error('PostgreSQL is missing: apt-get install -y postgresql');
  const versions = readdirSync(installed).sort((one, other) => Number(one) - Number(other));
  const bin = join(installed, versions.at(-1) ?? '', 'bin');
  const folder = await mkdtemp(join(tmpdir(), 'jse-postgres-'));
  const asUser = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
  if (asUser.length > 0) {
    const { stdout } = await execute('id', ['-u', 'postgres']);
    await chown(folder, Number(stdout), -1);
  }
  await chmod(folder, 0o700);
  const data = join(folder, 'data');
  const initial = ['-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'];
  const [initialise = '', ...rest] = [...asUser, join(bin, 'initdb'), '-D', data, ...initial];
  await execute(initialise, rest, { cwd: '/' });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: '300',
  };
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [join(bin, 'postgres'), '-D', data, '-p', String(port), ...given];
  const [command = '', ...args] = [...asUser, 'sh', '-c', watched, 'sh', folder, ...server];
  const log = await open(join(folder, 'log'), 'w');
  const child = spawn(command, args, { cwd: '/', detached: true, stdio: ['pipe', log.fd, log.fd] });
  await log.close();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await answering(url);
  return {
    url,
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.stdin?.end();
      await gone;
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await maintain(url, 'select 1');
    } catch (error) {
      if (attempt === 200) throw new Error('PostgreSQL does not start', { cause: error });
      await new Promise((done) => setTimeout(done, 50));
    }
  }
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
