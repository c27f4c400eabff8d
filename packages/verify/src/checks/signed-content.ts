import { concatBytes } from '../asn1/values.ts';
import type { SignedContent } from '../cms/verify-signed-data.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { digest } from '../crypto/digest.ts';

/**
 * Hashes the ByteRanges of one file. WebCrypto takes a message in one piece: the two ranges are joined in a buffer that
 * is kept for the next signature, as making one of the file's size for each costs more than the copy. While it is in
 * use another hash gets a buffer of its own.
 */
export class RangeHasher {
  readonly #door: CryptoDoor;
  readonly #bytes: Uint8Array;
  #spare: Uint8Array | undefined;

  constructor(door: CryptoDoor, bytes: Uint8Array) {
    this.#door = door;
    this.#bytes = bytes;
  }

  /** The bytes of a ByteRange, hashed once for each hash that is asked for. */
  contentOf(range: readonly number[]): SignedContent {
    const hashes = new Map<HashName, Promise<Uint8Array>>();
    return {
      bytes: () => concatBytes(this.#parts(range)),
      digest: (hash) => {
        const known = hashes.get(hash) ?? this.#hash(hash, range);
        hashes.set(hash, known);
        return known;
      },
    };
  }

  async #hash(hash: HashName, range: readonly number[]): Promise<Uint8Array> {
    const [first, second] = this.#parts(range);
    const buffer = this.#spare ?? new Uint8Array(this.#bytes.length);
    this.#spare = undefined;
    try {
      buffer.set(first);
      buffer.set(second, first.length);
      return await digest(this.#door, hash, buffer.subarray(0, first.length + second.length));
    } finally {
      this.#spare = buffer;
    }
  }

  /** Both ranges lie in the file and do not overlap (`checkByteRange`), so together they are no longer than it. */
  #parts(range: readonly number[]): [Uint8Array, Uint8Array] {
    const [start, length, second, secondLength] = range as [number, number, number, number];
    return [this.#bytes.subarray(start, start + length), this.#bytes.subarray(second, second + secondLength)];
  }
}

/** Bytes as they are, as a content to be hashed. */
export function contentOfBytes(door: CryptoDoor, bytes: Uint8Array): SignedContent {
  return { bytes: () => bytes, digest: (hash) => digest(door, hash, bytes) };
}
