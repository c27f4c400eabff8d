import { platformCrypto, sha256Hex, type CryptoDoor } from '../crypto/crypto-door.ts';
import { canonicalJson } from './canonical-json.ts';
import type { EvidenceEntry } from './evidence-bundle.ts';

/**
 * The hash of an entry: SHA-256 over its canonical JSON (RFC 8785) without `hash`, lower-case hexadecimal. A `hash`
 * that the argument carries is left out.
 */
export async function computeEntryHash(
  entry: Omit<EvidenceEntry, 'hash'> & { hash?: string },
  crypto: CryptoDoor = platformCrypto(),
): Promise<string> {
  const { hash: _, ...hashed } = entry;
  return sha256Hex(crypto, new TextEncoder().encode(canonicalJson(hashed)));
}
