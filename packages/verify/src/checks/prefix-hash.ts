import type { RunningHash } from '../crypto/crypto-door.ts';

/**
 * Digests of the ByteRanges of one file by one hash. What lies before a gap is what the next signature's range begins
 * with: it is hashed once, and goes on from there for each range that ends further behind.
 */
export class PrefixHash {
  readonly #begin: () => RunningHash;
  readonly #bytes: Uint8Array;
  #running: RunningHash | null = null;
  /** What is hashed so far: from which byte, and to which. */
  #start = 0;
  #position = 0;

  constructor(begin: () => RunningHash, bytes: Uint8Array) {
    this.#begin = begin;
    this.#bytes = bytes;
  }

  /** The digest of a sound ByteRange: two ranges within the file, the second behind the first. */
  digest(range: readonly number[]): Uint8Array {
    const [start, length, second, secondLength] = range as [number, number, number, number];
    const gap = start + length;
    if (!this.#running || this.#start !== start || this.#position > gap) {
      this.#running = this.#begin();
      this.#start = this.#position = start;
    }
    this.#running.update(this.#bytes.subarray(this.#position, gap));
    this.#position = gap;
    const own = this.#running.copy();
    own.update(this.#bytes.subarray(second, second + secondLength));
    return new Uint8Array(own.digest());
  }
}
