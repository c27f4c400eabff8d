import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs that others wrote, as witnesses in Node tests: openssl, pdfsig, pdftoppm, qpdf. */

/** What `test(name, { skip })` wants: false when the program is there, else the reason to skip. */
export function missing(program: string): string | false {
  const found = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  return found ? false : `${program} is not installed`;
}

/** A folder of files for one run of programs, gone afterwards. */
export interface Workbench {
  path(name: string): string;
  write(name: string, bytes: Uint8Array): string;
  read(name: string): Uint8Array;
  /** Runs a program in the folder; `output` is stdout and stderr. */
  run(program: string, ...parameters: string[]): { status: number; output: string };
}

/** Runs `work` with a fresh workbench. */
export async function withWorkbench<T>(work: (bench: Workbench) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jse-tools-'));
  const path = (name: string): string => join(folder, name);
  try {
    return await work({
      path,
      write: (name, bytes) => {
        writeFileSync(path(name), bytes);
        return path(name);
      },
      read: (name) => new Uint8Array(readFileSync(path(name))),
      run: (program, ...parameters) => {
        const done = spawnSync(program, parameters, { cwd: folder, maxBuffer: 1 << 26 });
        if (done.error) throw done.error;
        return { status: done.status ?? -1, output: `${done.stdout}${done.stderr}` };
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A DER certificate as PEM. */
export function pem(certificate: Uint8Array): Uint8Array {
  const base64 = Buffer.from(certificate).toString('base64').replaceAll(/.{64}/gu, '$&\n');
  return new TextEncoder().encode(`-----BEGIN CERTIFICATE-----\n${base64.trimEnd()}\n-----END CERTIFICATE-----\n`);
}
