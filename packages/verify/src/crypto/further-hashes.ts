import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from '@noble/hashes/sha3.js';
import type { HashName } from './algorithms.ts';
import type { RunningHash, WebCryptoHash } from './crypto-door.ts';

/** Every hash function, by @noble/hashes; this file is loaded lazily. */
export const furtherHashes: Record<HashName, (bytes: Uint8Array) => Uint8Array> = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
  'SHA-512/256': sha512_256,
  'SHA3-224': sha3_224,
  'SHA3-256': sha3_256,
  'SHA3-384': sha3_384,
  'SHA3-512': sha3_512,
  'RIPEMD-160': ripemd160,
  SHAKE128: (bytes) => shake128(bytes, { dkLen: 32 }),
  SHAKE256: (bytes) => shake256(bytes, { dkLen: 64 }),
};

const byPieces = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 };

/** WebCrypto's hashes, fed by pieces. */
export const beginFurtherHash = (name: WebCryptoHash): RunningHash => running(byPieces[name].create());

/** A hash of @noble/hashes under the names of Node's. */
function running(hash: ReturnType<(typeof byPieces)[WebCryptoHash]['create']>): RunningHash {
  return {
    update: (bytes) => hash.update(bytes),
    copy: () => running(hash.clone()),
    digest: () => hash.digest(),
  };
}
