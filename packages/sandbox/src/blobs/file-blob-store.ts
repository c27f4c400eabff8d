import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from './blob-store.ts';

/** What a process that was killed was writing is erased by one that starts a day later, in milliseconds. */
const abandonedAfter = 86_400_000;

/**
 * Keeps each blob in a file: written aside, fsynced, renamed, the folder fsynced; so a name never shows half a file.
 * Several processes may share the folder.
 */
export function createFileBlobStore(folder: string): BlobStore {
  const asides = join(folder, 'aside');
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`Not a SHA-256: ${sha256}`);
    return join(folder, sha256.slice(0, 2), sha256);
  };
  let ready: Promise<void> | undefined;
  const prepare = async () => {
    try {
      await mkdir(asides, { recursive: true });
      await eraseAbandoned(asides);
    } catch (error) {
      ready = undefined;
      throw error;
    }
  };
  return {
    async put(sha256, bytes) {
      const path = pathOf(sha256);
      await (ready ??= prepare());
      await makeFolder(dirname(path));
      const aside = join(asides, randomUUID());
      await writeDurably(aside, bytes);
      await rename(aside, path);
      await syncFolder(dirname(path));
    },
    async get(sha256) {
      try {
        return new Uint8Array(await readFile(pathOf(sha256)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    delete: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

async function eraseAbandoned(asides: string): Promise<void> {
  // eslint-disable-next-line no-restricted-syntax -- files bear the machine's time, wherever the platform's stands
  const now = Date.now();
  for (const name of await readdir(asides)) {
    const path = join(asides, name);
    const found = await stat(path).catch(() => undefined);
    if (found && now - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
  }
}

/** A new folder's name has to reach the disk too. */
async function makeFolder(path: string): Promise<void> {
  if ((await mkdir(path, { recursive: true })) !== undefined) await syncFolder(dirname(path));
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
