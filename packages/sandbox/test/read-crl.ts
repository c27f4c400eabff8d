import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { baseUrl, type Platform } from './platform.ts';

const execute = promisify(execFile);

/** What openssl reads in the issuing authority's CRL of now: the reason of a revoked serial, or undefined. */
export async function readCrl({ sandbox }: Platform, serial: string): Promise<string | undefined> {
  const response = await sandbox.fetch(new Request(`${baseUrl}/pki/issuing.crl`));
  const child = execute('openssl', ['crl', '-inform', 'DER', '-noout', '-text']);
  child.child.stdin?.end(Buffer.from(await response.arrayBuffer()));
  const { stdout } = await child;
  const entry = stdout.split('Serial Number: ').find((part) => part.toLowerCase().startsWith(serial.toLowerCase()));
  if (entry === undefined) return undefined;
  const words = /Reason Code:\s*\n?\s*([^\n]+)/.exec(entry)?.[1]?.trim() ?? 'Unspecified';
  return words
    .replaceAll(/\s+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^\w/, (letter) => letter.toLowerCase());
}
