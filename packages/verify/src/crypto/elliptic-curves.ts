import { equalBytes } from '../asn1/values.ts';
import type { HashName } from './algorithms.ts';
import { base64UrlOf, bytesOfBigInt } from './big-integers.ts';
import { bufferSource, type CryptoDoor } from './crypto-door.ts';
import { digest } from './digest.ts';
import { UnsupportedAlgorithm, type PublicKey } from './public-key.ts';

type EcKey = Extract<PublicKey, { kind: 'ec' }>;

const webHashes: ReadonlySet<string> = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

/** Bytes of a coordinate and of r and s. */
export const curveLengths: Readonly<Record<string, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  secp256k1: 32,
  brainpoolP256r1: 32,
  brainpoolP384r1: 48,
  brainpoolP512r1: 64,
};

/** Whether an ECDSA signature, given as r and s, holds over a message (FIPS 186-5, 6.4.2). */
export async function verifyEcdsa(
  door: CryptoDoor,
  key: EcKey,
  hash: HashName,
  message: Uint8Array,
  { r, s }: { r: bigint; s: bigint },
): Promise<boolean> {
  const length = curveLengths[key.curve];
  if (length === undefined) throw new UnsupportedAlgorithm(`the curve ${key.curve} is not supported`);
  if (r <= 0n || s <= 0n || r >> BigInt(8 * length) !== 0n || s >> BigInt(8 * length) !== 0n) return false;
  const compact = new Uint8Array(2 * length);
  compact.set(bytesOfBigInt(r, length));
  compact.set(bytesOfBigInt(s, length), length);
  if (key.curve.startsWith('P-') && webHashes.has(hash) && key.point[0] === 4) {
    const imported = await importKey(door, key, length);
    const algorithm = { name: 'ECDSA', hash };
    if (imported) return door.subtle.verify(algorithm, imported, bufferSource(compact), bufferSource(message));
  }
  const { verifyOnCurve } = await import('./further-curves.ts');
  return verifyOnCurve(key.curve, compact, await digest(door, hash, message), key.point);
}

/** Null where WebCrypto does not take the point; @noble/curves judges it then. */
async function importKey(door: CryptoDoor, key: EcKey, length: number): Promise<CryptoKey | null> {
  if (key.point.length !== 1 + 2 * length) return null;
  const x = base64UrlOf(key.point.subarray(1, 1 + length));
  const y = base64UrlOf(key.point.subarray(1 + length));
  const algorithm = { name: 'ECDSA', namedCurve: key.curve };
  try {
    return await door.subtle.importKey('jwk', { kty: 'EC', crv: key.curve, x, y }, algorithm, false, ['verify']);
  } catch {
    return null;
  }
}

/** Whether an Ed25519 or Ed448 signature holds over a message (RFC 8032). */
export async function verifyEdwards(
  kind: 'ed25519' | 'ed448',
  point: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  // A point of small order signs anything; zero is the one that is seen.
  if (equalBytes(point, new Uint8Array(point.length))) return false;
  const { verifyOnEdwards } = await import('./further-curves.ts');
  return verifyOnEdwards(kind, signature, message, point);
}
