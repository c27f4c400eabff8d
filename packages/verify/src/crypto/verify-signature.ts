import { Asn1Fault } from '../asn1/tlv.ts';
import { bigIntOf } from '../asn1/values.ts';
import type { HashName, Scheme } from './algorithms.ts';
import type { CryptoDoor } from './crypto-door.ts';
import { digest } from './digest.ts';
import { verifyDsa } from './dsa.ts';
import { curveLengths, verifyEcdsa, verifyEdwards } from './elliptic-curves.ts';
import { UnsupportedAlgorithm, parseRs, type PublicKey } from './public-key.ts';
import { verifyRsaPkcs1, verifyRsaPss, type PssParameters } from './rsa.ts';

/** A signature algorithm with all that its parameters leave open filled in. */
export interface SignatureAlgorithm {
  readonly scheme: Scheme;
  readonly hash: HashName;
  readonly pss?: PssParameters;
}

/**
 * Whether a signature value holds over a message. False for a value or a key of the wrong form; throws
 * UnsupportedAlgorithm where the package can't tell.
 */
export async function verifySignature(
  door: CryptoDoor,
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { scheme, hash, pss } = algorithm;
  if (scheme === 'rsa-pkcs1' && key.kind === 'rsa') return verifyRsaPkcs1(door, key, hash, message, signature);
  if (scheme === 'rsa-pss' && key.kind === 'rsa') {
    if (!pss) throw new UnsupportedAlgorithm('RSASSA-PSS without parameters');
    return verifyRsaPss(door, key, pss, message, signature);
  }
  if ((scheme === 'ed25519' || scheme === 'ed448') && key.kind === scheme) {
    return verifyEdwards(scheme, key.point, message, signature);
  }
  const pair = scheme === 'plain-ecdsa' && key.kind === 'ec' ? plainPair(key.curve, signature) : derPair(signature);
  if (!pair) return false;
  if ((scheme === 'ecdsa' || scheme === 'plain-ecdsa') && key.kind === 'ec') {
    return verifyEcdsa(door, key, hash, message, pair);
  }
  if (scheme === 'dsa' && key.kind === 'dsa') return verifyDsa(key, await digest(door, hash, message), pair);
  return false;
}

function plainPair(curve: string, signature: Uint8Array): { r: bigint; s: bigint } | null {
  const length = curveLengths[curve];
  if (length === undefined || signature.length !== 2 * length) return null;
  return { r: bigIntOf(signature.subarray(0, length)), s: bigIntOf(signature.subarray(length)) };
}

function derPair(signature: Uint8Array): { r: bigint; s: bigint } | null {
  try {
    return parseRs(signature);
  } catch (error) {
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}
