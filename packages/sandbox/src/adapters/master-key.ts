import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The key under which keys and secrets are encrypted at rest: from the environment (`JSE_MASTER_KEY`, 64 hexadecimal
 * digits; empty is unset), else from beside the data, where the first start makes it. Random where there is neither.
 */
export async function masterKeyOf(dataDir: string | undefined): Promise<Uint8Array> {
  const named = process.env['JSE_MASTER_KEY'];
  if (named) return parse(named, 'JSE_MASTER_KEY');
  if (!dataDir) return new Uint8Array(randomBytes(32));
  const path = join(dataDir, 'master.key');
  const kept = await readKey(path);
  if (kept !== undefined) return kept;
  await makeKey(path);
  const made = await readKey(path);
  if (made === undefined) throw new Error(`${path} is gone again`);
  return made;
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  try {
    return parse((await readFile(path, 'utf8')).trim(), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string, place: string): Uint8Array {
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new Error(`${place} must hold 64 hexadecimal digits`);
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** On disk before its name is: of two processes that start together one's key is kept, and no half of one is ever read. */
async function makeKey(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(32).toString('hex'));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
}
