import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from '../../asn1/values.ts';
import { rc4 } from './rc4.ts';

/** The entries of the standard security handler's dictionary (ISO 32000-2, table 21); `length` in bytes. */
export interface StandardEncryption {
  readonly revision: number;
  readonly length: number;
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  readonly ownerKey: Uint8Array;
  readonly userKey: Uint8Array;
  readonly permissions: number;
  readonly encryptMetadata: boolean;
  readonly fileId: Uint8Array;
}

const padding = Uint8Array.of(
  0x28,
  0xbf,
  0x4e,
  0x5e,
  0x4e,
  0x75,
  0x8a,
  0x41,
  0x64,
  0x00,
  0x4e,
  0x56,
  0xff,
  0xfa,
  0x01,
  0x08,
  0x2e,
  0x2e,
  0x00,
  0xb6,
  0xd0,
  0x68,
  0x3e,
  0x80,
  0x2f,
  0x0c,
  0xa9,
  0xfe,
  0x64,
  0x53,
  0x69,
  0x7a,
);

/** The file key that a user or owner password opens; null where it opens none. */
export function fileKeyOf(encryption: StandardEncryption, password: string): Uint8Array | null {
  if (encryption.revision >= 5) return keyOfRevision6(encryption, new TextEncoder().encode(password).subarray(0, 127));
  const bytes = Uint8Array.from(password, (char) => char.charCodeAt(0) & 255);
  return userKeyOf(encryption, bytes) ?? userKeyOf(encryption, userPasswordOf(encryption, bytes));
}

const padded = (password: Uint8Array): Uint8Array => concatBytes([password, padding]).subarray(0, 32);

/** Algorithms 2, 4, 5 and 6 (7.6.4.3, 7.6.4.4). */
function userKeyOf(encryption: StandardEncryption, password: Uint8Array): Uint8Array | null {
  const { revision, length, owner, user, permissions, encryptMetadata, fileId } = encryption;
  const flags = Uint8Array.of(permissions, permissions >> 8, permissions >> 16, permissions >> 24);
  const metadata = revision >= 4 && !encryptMetadata ? new Uint8Array(4).fill(255) : new Uint8Array();
  let key: Uint8Array = md5(concatBytes([padded(password), owner.subarray(0, 32), flags, fileId, metadata]));
  const size = revision === 2 ? 5 : length;
  if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key.subarray(0, size));
  key = key.subarray(0, size);
  if (revision === 2) return equalBytes(rc4(key, padding), user.subarray(0, 32)) ? key : null;
  const check = xorRounds(key, md5(concatBytes([padding, fileId])), 0, 19);
  return equalBytes(check, user.subarray(0, 16)) ? key : null;
}

/** Algorithm 7: the user password that the owner password opens. */
function userPasswordOf({ revision, length, owner }: StandardEncryption, password: Uint8Array): Uint8Array {
  let key: Uint8Array = md5(padded(password));
  if (revision >= 3) for (let round = 0; round < 50; round++) key = md5(key);
  key = key.subarray(0, revision === 2 ? 5 : length);
  return revision === 2 ? rc4(key, owner.subarray(0, 32)) : xorRounds(key, owner.subarray(0, 32), 19, 0);
}

function xorRounds(key: Uint8Array, data: Uint8Array, from: number, to: number): Uint8Array {
  let out = data;
  const step = from < to ? 1 : -1;
  for (let round = from; round !== to + step; round += step)
    out = rc4(
      key.map((byte) => byte ^ round),
      out,
    );
  return out;
}

/** Algorithm 2.A (7.6.4.3.3). */
function keyOfRevision6(encryption: StandardEncryption, password: Uint8Array): Uint8Array | null {
  const { revision, owner, user, ownerKey, userKey } = encryption;
  const nothing = new Uint8Array();
  for (const [value, wrapped, bound] of [
    [user, userKey, nothing],
    [owner, ownerKey, user.subarray(0, 48)],
  ] as const) {
    if (!equalBytes(hashOf(revision, password, value.subarray(32, 40), bound), value.subarray(0, 32))) continue;
    const key = hashOf(revision, password, value.subarray(40, 48), bound);
    return cbc(key, new Uint8Array(16), { disablePadding: true }).decrypt(wrapped.subarray(0, 32));
  }
  return null;
}

/** Algorithm 2.B (7.6.4.3.4); revision 5 stops after its first hash. */
function hashOf(revision: number, password: Uint8Array, salt: Uint8Array, bound: Uint8Array): Uint8Array {
  let key: Uint8Array = sha256(concatBytes([password, salt, bound]));
  if (revision < 6) return key;
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = concatBytes([password, key, bound]);
    const repeated = concatBytes(Array.from({ length: 64 }, () => block));
    const encrypted = cbc(key.subarray(0, 16), key.subarray(16, 32), { disablePadding: true }).encrypt(repeated);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = [sha256, sha384, sha512][remainder]!(encrypted);
    last = encrypted.at(-1) as number;
  }
  return key.subarray(0, 32);
}
