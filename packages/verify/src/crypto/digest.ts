import type { HashName } from './algorithms.ts';
import { bufferSource, type CryptoDoor, type WebCryptoHash } from './crypto-door.ts';

const inWebCrypto: ReadonlySet<string> = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

/** Whether WebCrypto knows a hash; others are @noble/hashes'. */
export const isInWebCrypto = (hash: HashName): hash is WebCryptoHash => inWebCrypto.has(hash);

/** Up to this size a hash is done before another thread would have begun it. */
const small = 65_536;

/** Hashes bytes: WebCrypto where it can, else @noble/hashes, loaded when first needed. */
export async function digest(door: CryptoDoor, hash: HashName, bytes: Uint8Array): Promise<Uint8Array> {
  if (isInWebCrypto(hash) && door.beginHash && bytes.length <= small) {
    const running = door.beginHash(hash);
    running.update(bytes);
    return new Uint8Array(running.digest());
  }
  if (isInWebCrypto(hash)) return new Uint8Array(await door.subtle.digest(hash, bufferSource(bytes)));
  return (await furtherHash(hash))(bytes);
}

/** A hash function of @noble/hashes, for what needs one synchronously (MGF1, further curves). */
export async function furtherHash(hash: HashName): Promise<(bytes: Uint8Array) => Uint8Array> {
  const { furtherHashes } = await import('./further-hashes.ts');
  return furtherHashes[hash];
}
