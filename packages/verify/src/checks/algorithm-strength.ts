import { Asn1Fault } from '../asn1/tlv.ts';
import { UnsupportedAlgorithm, parsePublicKey, type PublicKey } from '../crypto/public-key.ts';
import type { Notice } from '../finding-code.ts';
import { hashSoundUntil, keySoundUntil } from '../policy.ts';
import type { SignatureValueCheck } from './signature-value.ts';

/** Question: were hash and key still sound at this time, by the dated policy? A warning, never a verdict of its own. */
export function checkAlgorithmStrength({ hash, signer }: SignatureValueCheck, at: Date): Notice[] {
  const notices: Notice[] = [];
  const year = at.getUTCFullYear();
  const end = hash ? hashSoundUntil[hash] : undefined;
  if (hash && end !== undefined && year > end) notices.push({ code: 'ALGORITHM_WEAK', detail: `${hash}, ${end}` });
  const key = signer && keyOf(signer.publicKey);
  if (key && (key.kind === 'rsa' || key.kind === 'dsa' || key.kind === 'ec')) {
    const limit = keySoundUntil[key.kind].find(({ below }) => key.bits < below);
    if (limit && year > limit.year) notices.push({ code: 'KEY_SHORT', detail: `${key.bits} bits, ${limit.year}` });
  }
  return notices;
}

function keyOf(spki: Uint8Array): PublicKey | null {
  try {
    return parsePublicKey(spki);
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return null;
    throw error;
  }
}
