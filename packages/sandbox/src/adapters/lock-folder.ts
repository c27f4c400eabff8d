import { createHash, randomUUID } from 'node:crypto';
import { realpath, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The longest path that a local socket may have is 104 bytes on macOS, 108 on Linux. */
const pathBytes = 100;

/**
 * Takes a data folder for this process: the embedded database is one process's, two would ruin it. Returns what gives the
 * folder back. The lock is a local socket that this process listens on: the system closes it when the process ends, however
 * it ends, so what a killed one leaves behind is told from what is in use, in another container too.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = await socketOf(folder);
  for (let attempt = 1; ; attempt++) {
    const server = createServer((asking) => asking.on('error', () => undefined).end(String(process.pid)));
    if (await listening(server, path)) return () => new Promise((done) => server.close(() => done()));
    const holder = await holderOf(path);
    if (holder !== null) throw inUse(folder, holder);
    if (attempt === 5) throw new Error(`${path} can’t be taken over: remove it when no process uses the folder`);
    await setAside(path, folder);
  }
}

const inUse = (folder: string, holder: string) =>
  new Error(
    `${folder} is in use by ${holder === String(process.pid) ? 'this very process' : `process ${holder}`}: stop it first, or give this one a folder of its own`,
  );

async function socketOf(folder: string): Promise<string> {
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32);
  if (process.platform === 'win32') return `\\\\.\\pipe\\jse-${name}`;
  const inside = join(folder, 'in-use');
  return Buffer.byteLength(inside) <= pathBytes ? inside : join(tmpdir(), `jse-${name}`);
}

function listening(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      resolve(true);
    });
  });
}

/** The number of the process that listens, `unknown` where it is too busy to say; null where nobody does. */
function holderOf(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const asking = connect(path);
    let [connected, said] = [false, ''];
    asking.setTimeout(2000, () => asking.destroy());
    asking.once('connect', () => (connected = true));
    asking.on('data', (data: Buffer) => (said += data.toString()));
    asking.on('error', () => undefined);
    asking.once('close', () => resolve(connected ? said || 'unknown' : null));
  });
}

/** Takes a dead process's socket out of the way; one that another starting process has put there meanwhile is put back. */
async function setAside(path: string, folder: string): Promise<void> {
  const aside = `${path}.${randomUUID().slice(0, 4)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = await holderOf(aside);
  if (holder === null) return rm(aside, { force: true });
  await rename(aside, path);
  throw inUse(folder, holder);
}
