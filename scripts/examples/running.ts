import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Place } from '../demo/people.ts';

/** A program of an example that serves; `stop` ends it. */
export interface Running {
  readonly output: () => string;
  stop(): Promise<void>;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** Starts a program and resolves when `url` answers, with anything. Rejects with what it said when it ends before. */
export async function serve(
  [command = '', ...args]: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
  url: string,
): Promise<Running> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  };
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break;
    if (await isThere(url)) return { output: () => output, stop };
    await new Promise((done) => setTimeout(done, 100));
  }
  await stop();
  throw new Error(`${command} ${args.join(' ')} does not serve ${url}\n${output}`);
}

/** What the examples are registered with; a vendor gets the like from the operator. */
export interface Platform extends Place {
  readonly secret: string;
  stop(): Promise<void>;
}

/** The sandbox out of its tarball, with one software registered whose pages are at `origin`. */
export async function startPlatform(folder: string, origin: string, signingUrl: string): Promise<Platform> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const [secret, developerToken] = ['a secret of the examples', 'a token of the examples'];
  const editor = 'my-software';
  const options = [
    ['--port', `${port}`],
    ['--editor', editor],
    ['--secret', secret],
    ['--origin', origin],
  ].flat();
  const command = [join(folder, 'node_modules/.bin/jse-sandbox'), ...options, '--signing-url', signingUrl, '--quiet'];
  const { stop } = await serve(command, folder, { JSE_DEVELOPER_TOKEN: developerToken }, `${url}/ready`);
  return { url, editor, origin, secret, developerToken, read: new Set(), stop };
}

/** Whether something answers there that is ready to. */
async function isThere(url: string): Promise<boolean> {
  const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
  return answer !== undefined && answer.status !== 503;
}
