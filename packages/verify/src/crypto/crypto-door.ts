/**
 * The package's one door to WebCrypto. Everything below the public functions receives a `CryptoDoor`, so a second
 * implementation (an HSM-backed one, @peculiar/webcrypto) can be handed in and no file but this one names the global.
 */
export interface CryptoDoor {
  readonly subtle: WebCryptoSubtle;
  /**
   * Begins a hash that is fed by pieces, where the platform has one (Node, Bun, Deno): it takes no copy of the message, and
   * what several signatures cover together is hashed once. WebCrypto has none.
   */
  readonly beginHash?: (name: WebCryptoHash) => RunningHash;
}

/** A hash that is fed by pieces; a copy goes on by itself. */
export interface RunningHash {
  update(bytes: Uint8Array): unknown;
  copy(): RunningHash;
  digest(): Uint8Array;
}

/** The hashes that WebCrypto has. */
export type WebCryptoHash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** The part of SubtleCrypto that a verifier needs; `globalThis.crypto` and @peculiar/webcrypto both fit. */
export type WebCryptoSubtle = Pick<SubtleCrypto, 'digest' | 'importKey' | 'verify'>;

/** The platform's WebCrypto (Node 22+, every current browser). Throws where there is none (an insecure page). */
export function platformCrypto(): CryptoDoor {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new Error('WebCrypto is not available here: pass `crypto`, or serve the page over https');
  const beginHash = platformHash();
  return beginHash ? { subtle, beginHash } : { subtle };
}

/** The builtin of Node and its like, asked for at run time: a page has no such thing, and nothing is imported. */
function platformHash(): CryptoDoor['beginHash'] {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const builtin = process?.getBuiltinModule?.('node:crypto') as
    { createHash?: (name: string) => RunningHash } | undefined;
  const createHash = builtin?.createHash;
  return createHash && ((name) => createHash(name.replace('-', '').toLowerCase()));
}

/**
 * Whether `digest` takes a copy of the message before it returns, as the Web Cryptography API has it (14.3.5). Only the
 * platform's own is known to.
 */
export function copiesAtOnce(door: CryptoDoor): boolean {
  return door.subtle === globalThis.crypto?.subtle;
}

/** Bytes as WebCrypto's type wants them; copies only what does not lie on an ArrayBuffer. */
export function bufferSource(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

/** SHA-256 as lower-case hexadecimal. */
export async function sha256Hex(door: CryptoDoor, bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await door.subtle.digest('SHA-256', bufferSource(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
