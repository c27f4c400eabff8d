import { bigIntOf, concatBytes, equalBytes } from '../asn1/values.ts';
import type { HashName } from './algorithms.ts';
import { base64UrlOf, bytesOfBigInt, powerModulo } from './big-integers.ts';
import { bufferSource, type CryptoDoor } from './crypto-door.ts';
import { digest, furtherHash } from './digest.ts';
import { UnsupportedAlgorithm, type PublicKey } from './public-key.ts';

type RsaKey = Extract<PublicKey, { kind: 'rsa' }>;

/** RSASSA-PSS parameters (RFC 8017, A.2.3). */
export interface PssParameters {
  readonly hash: HashName;
  readonly maskHash: HashName;
  readonly saltLength: number;
}

const webHashes: ReadonlySet<string> = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

/** DigestInfo up to the digest (RFC 8017, 9.2): the OID's DER by hash, with NULL parameters. */
const digestOids: Partial<Record<HashName, number[]>> = {
  MD5: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05],
  'SHA-1': [0x2b, 0x0e, 0x03, 0x02, 0x1a],
  'RIPEMD-160': [0x2b, 0x24, 0x03, 0x02, 0x01],
  'SHA-256': nist(1),
  'SHA-384': nist(2),
  'SHA-512': nist(3),
  'SHA-224': nist(4),
  'SHA-512/256': nist(6),
  'SHA3-224': nist(7),
  'SHA3-256': nist(8),
  'SHA3-384': nist(9),
  'SHA3-512': nist(10),
};

function nist(last: number): number[] {
  return [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last];
}

/** Whether a PKCS#1 v1.5 signature holds over a message. */
export async function verifyRsaPkcs1(
  door: CryptoDoor,
  key: RsaKey,
  hash: HashName,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (!isUsable(key, signature)) return false;
  if (webHashes.has(hash)) {
    const imported = await importKey(door, key, { name: 'RSASSA-PKCS1-v1_5', hash });
    if (imported) {
      return door.subtle.verify('RSASSA-PKCS1-v1_5', imported, bufferSource(signature), bufferSource(message));
    }
  }
  const oid = digestOids[hash];
  if (!oid) throw new UnsupportedAlgorithm(`PKCS#1 v1.5 has no encoding for ${hash}`);
  const hashed = await digest(door, hash, message);
  const encoded = publicOperation(key, signature);
  const inner = [...[0x06, oid.length], ...oid, 0x05, 0x00];
  const info = [0x30, inner.length + hashed.length + 4, 0x30, inner.length, ...inner, 0x04, hashed.length, ...hashed];
  const padding = encoded.length - info.length - 3;
  if (padding < 8) return false;
  const expected = concatBytes([Uint8Array.of(0, 1), new Uint8Array(padding).fill(0xff), Uint8Array.of(0, ...info)]);
  return equalBytes(encoded, expected);
}

/** Whether an RSASSA-PSS signature holds over a message (RFC 8017, 8.1.2), for any pair of hashes. */
export async function verifyRsaPss(
  door: CryptoDoor,
  key: RsaKey,
  parameters: PssParameters,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (!isUsable(key, signature)) return false;
  const { hash, maskHash, saltLength } = parameters;
  if (webHashes.has(hash) && hash === maskHash) {
    const imported = await importKey(door, key, { name: 'RSA-PSS', hash });
    const algorithm = { name: 'RSA-PSS', saltLength };
    if (imported) return door.subtle.verify(algorithm, imported, bufferSource(signature), bufferSource(message));
  }
  const hashed = await digest(door, hash, message);
  return checkPssEncoding(key, parameters, hashed, signature, await furtherHash(hash), await furtherHash(maskHash));
}

type Hash = (bytes: Uint8Array) => Uint8Array;

/** EMSA-PSS-VERIFY (RFC 8017, 9.1.2). */
function checkPssEncoding(
  key: RsaKey,
  { saltLength }: PssParameters,
  hashed: Uint8Array,
  signature: Uint8Array,
  hash: Hash,
  maskHash: Hash,
): boolean {
  const emBits = key.bits - 1;
  const emLength = Math.ceil(emBits / 8);
  const encoded = publicOperation(key, signature).subarray(-emLength);
  const maskedLength = emLength - hashed.length - 1;
  if (maskedLength < saltLength + 1 || encoded.at(-1) !== 0xbc) return false;
  const block = encoded.slice(0, maskedLength);
  const inner = encoded.subarray(maskedLength, emLength - 1);
  const topBits = 8 * emLength - emBits;
  if (((block[0] as number) & ~(0xff >> topBits) & 0xff) !== 0) return false;
  const mask = maskOf(maskHash, inner, maskedLength);
  block.forEach((byte, at) => (block[at] = byte ^ (mask[at] as number)));
  block[0]! &= 0xff >> topBits;
  const separator = maskedLength - saltLength - 1;
  if (block[separator] !== 1 || block.subarray(0, separator).some((byte) => byte !== 0)) return false;
  return equalBytes(hash(concatBytes([new Uint8Array(8), hashed, block.subarray(separator + 1)])), inner);
}

/** MGF1 (RFC 8017, B.2.1). */
function maskOf(hash: Hash, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0, have = 0; have < length; counter++) {
    const block = hash(concatBytes([seed, bytesOfBigInt(BigInt(counter), 4)]));
    parts.push(block);
    have += block.length;
  }
  return concatBytes(parts).subarray(0, length);
}

/** A signature of another length than the modulus, or a key that signs nothing (e < 3, even e), never holds. */
function isUsable(key: RsaKey, signature: Uint8Array): boolean {
  const { exponent, modulus } = key;
  if (exponent < 3n || exponent % 2n === 0n || exponent > 0xffff_ffff_ffffn) return false;
  return signature.length === Math.ceil(key.bits / 8) && bigIntOf(signature) < modulus;
}

function publicOperation(key: RsaKey, signature: Uint8Array): Uint8Array {
  return bytesOfBigInt(powerModulo(bigIntOf(signature), key.exponent, key.modulus), Math.ceil(key.bits / 8));
}

/** Null where WebCrypto does not take the key (some engines refuse small moduli); BigInt goes on then. */
async function importKey(door: CryptoDoor, key: RsaKey, algorithm: RsaHashedImportParams): Promise<CryptoKey | null> {
  const n = base64UrlOf(bytesOfBigInt(key.modulus, Math.ceil(key.bits / 8)));
  const e = base64UrlOf(bytesOfBigInt(key.exponent, Math.ceil(key.exponent.toString(16).length / 2)));
  try {
    return await door.subtle.importKey('jwk', { kty: 'RSA', n, e }, algorithm, false, ['verify']);
  } catch {
    return null;
  }
}
