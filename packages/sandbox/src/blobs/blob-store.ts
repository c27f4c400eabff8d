/** Where file bytes live, under their SHA-256 in hexadecimal. A `put` has reached the disk when it resolves. */
export interface BlobStore {
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  get(sha256: string): Promise<Uint8Array | undefined>;
  delete(sha256: string): Promise<void>;
}

/** Keeps the bytes in memory, for pages and tests; they are gone with it. */
export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    put(sha256, bytes) {
      blobs.set(sha256, bytes.slice());
      return Promise.resolve();
    },
    get: (sha256) => Promise.resolve(blobs.get(sha256)?.slice()),
    delete(sha256) {
      blobs.delete(sha256);
      return Promise.resolve();
    },
  };
}
