import { concatBytes } from '../asn1/values.ts';
import type { SignedContent } from '../cms/verify-signed-data.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { digest } from '../crypto/digest.ts';

/** The bytes of a ByteRange, hashed once for each hash that is asked for. */
export function contentOfRange(door: CryptoDoor, bytes: Uint8Array, range: readonly number[]): SignedContent {
  const [start, length, second, secondLength] = range as [number, number, number, number];
  const hashes = new Map<HashName, Promise<Uint8Array>>();
  const joined = () =>
    concatBytes([bytes.subarray(start, start + length), bytes.subarray(second, second + secondLength)]);
  return {
    bytes: joined,
    digest(hash) {
      const known = hashes.get(hash) ?? digest(door, hash, joined());
      hashes.set(hash, known);
      return known;
    },
  };
}

/** Bytes as they are, as a content to be hashed. */
export function contentOfBytes(door: CryptoDoor, bytes: Uint8Array): SignedContent {
  return { bytes: () => bytes, digest: (hash) => digest(door, hash, bytes) };
}
