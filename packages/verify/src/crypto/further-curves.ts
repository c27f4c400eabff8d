import { ed25519 } from '@noble/curves/ed25519.js';
import { ed448 } from '@noble/curves/ed448.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';

const curves: Record<string, typeof p256> = {
  'P-256': p256,
  'P-384': p384,
  'P-521': p521,
  secp256k1,
  brainpoolP256r1,
  brainpoolP384r1,
  brainpoolP512r1,
};

/** ECDSA on any known curve, over a digest, r‖s; a malformed key or signature does not hold. */
export function verifyOnCurve(curve: string, compact: Uint8Array, hashed: Uint8Array, point: Uint8Array): boolean {
  return holds(() => {
    return curves[curve]?.verify(compact, hashed, point, { prehash: false, lowS: false, format: 'compact' }) ?? false;
  });
}

/** Ed25519 and Ed448, strictly by RFC 8032. */
export function verifyOnEdwards(
  kind: 'ed25519' | 'ed448',
  signature: Uint8Array,
  message: Uint8Array,
  point: Uint8Array,
): boolean {
  // RFC 8032 to the letter: the library's default takes encodings that only consensus systems want.
  const strict = { zip215: false };
  const curve = kind === 'ed25519' ? ed25519 : ed448;
  return holds(() => curve.verify(signature, message, point, strict));
}

/** The library throws for points and lengths that are none: here these are signatures that do not hold. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
