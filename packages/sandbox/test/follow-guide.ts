import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8 } from 'fflate';

const execute = promisify(execFile);

/** The files of a pack, by their paths. */
export type Files = Record<string, Uint8Array>;

/** Unzips a pack into a folder. */
export async function unpackInto(folder: string, files: Files): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** Copies the commands of a pack's LISEZMOI into a shell as they stand, their indentation with them; returns what they print. */
export async function followGuide(folder: string, files: Files): Promise<string> {
  await unpackInto(folder, files);
  const lines = guideOf(files).match(/^ {4}.*\n/gm) ?? [];
  let printed = '';
  for (const line of lines) {
    const { stdout, stderr } = await execute('sh', ['-eu', '-c', line], { cwd: folder });
    printed += `${stdout}${stderr}`;
  }
  return printed;
}

/** The guide of a pack. */
export const guideOf = (files: Files): string => strFromU8(files['LISEZMOI.txt'] ?? new Uint8Array());

/** A pack whose sums somebody has made anew after he changed it. */
export function resummed(files: Files): Files {
  const sums = Object.entries(files)
    .filter(([path]) => path !== 'SHA256SUMS')
    .map(([path, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
  return { ...files, SHA256SUMS: strToU8(sums.join('')) };
}
