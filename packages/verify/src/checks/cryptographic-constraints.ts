import { Asn1Fault } from '../asn1/tlv.ts';
import type { HashName } from '../crypto/algorithms.ts';
import { UnsupportedAlgorithm, parsePublicKey, type PublicKey } from '../crypto/public-key.ts';
import type { SignatureAlgorithm } from '../crypto/verify-signature.ts';
import { hashSoundUntil, keySoundUntil } from '../policy.ts';
import { signatureAlgorithmOf } from '../x509/algorithm-identifier.ts';
import type { Certificate } from '../x509/certificate.ts';

/** Until when something counts as sound; never ending where nothing is known against it. */
const forever = new Date(8.64e15);
const never = new Date(-8.64e15);
const endOf = (year: number): Date => new Date(Date.UTC(year + 1, 0, 1) - 1);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** Until when a hash function counts as sound (EN 319 102-1, 5.2.8.4.1; the table is `policy.ts`). */
export function hashSound(hash: HashName): Date {
  const year = hashSoundUntil[hash];
  return year === undefined ? forever : endOf(year);
}

/** Until when a key of this kind and length counts as sound. One that is not known never does. */
export function keySound(spki: Uint8Array): Date {
  const key = keyOf(spki);
  if (!key) return never;
  if (key.kind === 'ed25519' || key.kind === 'ed448') return forever;
  const limit = keySoundUntil[key.kind].find(({ below }) => key.bits < below);
  return limit ? endOf(limit.year) : forever;
}

/** Until when a signature counts as sound: its digest, its own hash, its key. */
export function signatureSound(hash: HashName | null, algorithm: SignatureAlgorithm | null, signer: Certificate): Date {
  const hashes = [...(hash ? [hash] : []), ...(algorithm ? [algorithm.hash] : [])].map(hashSound);
  return hashes.reduce(earlier, keySound(signer.publicKey));
}

/** Until when a certificate's own signature and its key count as sound. */
export const certificateSound = (certificate: Certificate): Date =>
  earlier(algorithmSound(certificate.signatureAlgorithm), keySound(certificate.publicKey));

/** Until when an AlgorithmIdentifier's hash counts as sound. One that is not known never does. */
export function algorithmSound(der: Uint8Array): Date {
  try {
    return hashSound(signatureAlgorithmOf(der).hash);
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return never;
    throw error;
  }
}

function keyOf(spki: Uint8Array): PublicKey | null {
  try {
    return parsePublicKey(spki);
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return null;
    throw error;
  }
}
