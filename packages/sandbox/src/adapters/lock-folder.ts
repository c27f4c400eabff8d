import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: the embedded database is one process's, two would ruin it. Returns what gives the
 * folder back. A lock whose process is gone (killed, or before a restart of the machine) is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'in-use-by');
  for (let attempt = 1; ; attempt++) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(`${process.pid}\n`);
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && holder !== process.pid && isRunning(holder)) {
      throw new Error(`${folder} is in use by process ${holder}: stop it first, or give this one a folder of its own`);
    }
    if (holder === process.pid) throw new Error(`${folder} is in use by this very process`);
    await setAside(path, holder);
  }
}

/** Takes a dead process's lock out of the way; one that another starting process has put there meanwhile is put back. */
async function setAside(path: string, holder: number): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = Number(await readFile(aside, 'utf8'));
  if (taken !== holder) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process answers EPERM: it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
