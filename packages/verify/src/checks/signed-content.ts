import { concatBytes } from '../asn1/values.ts';
import type { SignedContent } from '../cms/verify-signed-data.ts';
import type { HashName } from '../crypto/algorithms.ts';
import { copiesAtOnce, type CryptoDoor } from '../crypto/crypto-door.ts';
import { digest, isInWebCrypto } from '../crypto/digest.ts';
import { PrefixHash } from './prefix-hash.ts';

/** Bytes that may be hashed at one time where the file itself is smaller: each hash holds a copy of its own. */
const hashedAtOnce = 32 * 1024 * 1024;

/** Signatures cover one another: from so many times the file on, @noble's hash by pieces takes less than WebCrypto's of each. */
const coveredTimes = 8;

/** A ByteRange that a signature is expected to have hashed, and by what. */
export interface ForeseenHash {
  readonly range: readonly number[];
  readonly hash: HashName;
}

/**
 * Hashes the ByteRanges of one file: by pieces, without a copy, where the platform can (`PrefixHash`), and where very many
 * signatures cover the same. WebCrypto takes a message in one piece, and the platform's own copies it before it
 * returns: so one copy of the file serves all signatures, in which the part behind a gap is moved over it for the moment
 * of the call. What is hashed at the same time is no more than the file is long (or 32 MB), whatever the signatures.
 */
export class RangeHasher {
  readonly #door: CryptoDoor;
  readonly #bytes: Uint8Array;
  readonly #contents = new Map<string, SignedContent>();
  readonly #prefixes = new Map<HashName, PrefixHash>();
  readonly #room: number;
  #beginHash: () => Promise<CryptoDoor['beginHash']>;
  #copy: Uint8Array<ArrayBuffer> | undefined;
  #inFlight = 0;
  #waiting: (() => void)[] = [];

  constructor(door: CryptoDoor, bytes: Uint8Array) {
    this.#door = door;
    this.#bytes = bytes;
    this.#room = Math.max(bytes.length, hashedAtOnce);
    this.#beginHash = async () => door.beginHash;
  }

  /** The bytes of a ByteRange, hashed once for each hash that is asked for. */
  contentOf(range: readonly number[]): SignedContent {
    const key = range.join();
    const known = this.#contents.get(key);
    if (known) return known;
    const hashes = new Map<HashName, Promise<Uint8Array>>();
    const content: SignedContent = {
      bytes: () => {
        // These bytes are a copy too: two would be one too many.
        this.#copy = undefined;
        return concatBytes(this.#parts(range));
      },
      digest: (hash) => {
        const begun = hashes.get(hash) ?? this.#hash(hash, range);
        hashes.set(hash, begun);
        return begun;
      },
    };
    this.#contents.set(key, content);
    return content;
  }

  /** Begins to hash what will be asked for, on the platform's other threads; a fault shows when it is asked for. */
  begin(foreseen: readonly ForeseenHash[]): void {
    if (this.#door.beginHash) return;
    const covered = foreseen.reduce((sum, { range }) => sum + lengthOf(range), 0);
    if (covered > coveredTimes * this.#bytes.length) {
      this.#beginHash = async () => (await import('../crypto/further-hashes.ts')).beginFurtherHash;
      return;
    }
    for (const { range, hash } of foreseen) {
      if (!isInWebCrypto(hash)) continue;
      this.contentOf(range)
        .digest(hash)
        .catch(() => undefined);
    }
  }

  async #hash(hash: HashName, range: readonly number[]): Promise<Uint8Array> {
    const beginHash = await this.#beginHash();
    if (beginHash && isInWebCrypto(hash)) {
      const prefix = this.#prefixes.get(hash) ?? new PrefixHash(() => beginHash(hash), this.#bytes);
      this.#prefixes.set(hash, prefix);
      return prefix.digest(range);
    }
    const length = lengthOf(range);
    while (this.#inFlight > 0 && this.#inFlight + length > this.#room) {
      await new Promise<void>((resume) => this.#waiting.push(resume));
    }
    this.#inFlight += length;
    try {
      return await this.#digest(hash, range);
    } finally {
      this.#inFlight -= length;
      for (const resume of this.#waiting.splice(0)) resume();
    }
  }

  #digest(hash: HashName, range: readonly number[]): Promise<Uint8Array> {
    const [first, second] = this.#parts(range);
    if (!copiesAtOnce(this.#door) || !isInWebCrypto(hash)) {
      return digest(this.#door, hash, concatBytes([first, second]));
    }
    const copy = (this.#copy ??= new Uint8Array(this.#bytes));
    const start = range[0] as number;
    const gap = start + first.length;
    copy.set(second, gap);
    const hashed = digest(this.#door, hash, copy.subarray(start, gap + second.length));
    copy.set(this.#bytes.subarray(gap, gap + second.length), gap);
    return hashed;
  }

  /** Both ranges lie in the file and do not overlap (`checkByteRange`), so together they are no longer than it. */
  #parts(range: readonly number[]): [Uint8Array, Uint8Array] {
    const [start, length, second, secondLength] = range as [number, number, number, number];
    return [this.#bytes.subarray(start, start + length), this.#bytes.subarray(second, second + secondLength)];
  }
}

const lengthOf = (range: readonly number[]): number => (range[1] as number) + (range[3] as number);

/** Bytes as they are, as a content to be hashed. */
export function contentOfBytes(door: CryptoDoor, bytes: Uint8Array): SignedContent {
  return { bytes: () => bytes, digest: (hash) => digest(door, hash, bytes) };
}
