import { sha256 } from '@noble/hashes/sha2.js';
import { Zip, ZipDeflate } from 'fflate';
import { toHex } from '../../certificates/bytes.ts';
import { sha256Hex } from '../../crypto.ts';

/** A file of a pack; its bytes are read when they are written, so that one file at a time is in memory. */
export interface PackFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  read(): Promise<Uint8Array>;
}

/** A ZIP whose size and SHA-256 (hexadecimal) are known; each `body` is written anew, byte for byte the same. */
export interface Pack {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  body(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** A file whose bytes are at hand. */
export async function fileOf(path: string, bytes: Uint8Array): Promise<PackFile> {
  return { path, sha256: await sha256Hex(bytes), size: bytes.length, read: () => Promise.resolve(bytes) };
}

/** Packs files in the order of their paths, all dated alike. Reads each of them twice: to measure, and to send. */
export async function packOf(name: string, files: readonly PackFile[], mtime: Date): Promise<Pack> {
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const hash = sha256.create();
  let size = 0;
  for await (const chunk of zipChunks(sorted, mtime)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { name, size, sha256: toHex(hash.digest()), body: () => streamOf(zipChunks(sorted, mtime)) };
}

const step = 256 * 1024;

async function* zipChunks(files: readonly PackFile[], mtime: Date): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(new Uint8Array(chunk));
  });
  for (const file of files) {
    // A PDF is mostly compressed already; what is left to gain is not worth the time.
    const entry = new ZipDeflate(file.path, { level: file.path.endsWith('.pdf') ? 1 : 6 });
    entry.mtime = mtime;
    zip.add(entry);
    const bytes = await file.read();
    for (let at = 0; at === 0 || at < bytes.length; at += step) {
      entry.push(bytes.slice(at, at + step), at + step >= bytes.length);
      yield* ready.splice(0);
      // Others' requests come in between.
      await new Promise((done) => setTimeout(done, 0));
    }
  }
  zip.end();
  yield* ready.splice(0);
}

function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
