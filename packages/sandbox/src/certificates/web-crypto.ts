/** The one door to WebCrypto for certificates and signatures (Node 24 and browsers alike). */

/** A CSPRNG byte string of `length` bytes. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** The platform's WebCrypto, for libraries that want it handed over. */
export function webCrypto(): Crypto {
  return globalThis.crypto;
}

/** WebCrypto's digest names. SHA-1 only where a standard asks for it as a name (OCSP CertID, key identifiers). */
export type DigestName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** Digest of `data`. */
export async function digest(name: DigestName, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(name, data as BufferSource));
}

/** The curves our keys use: P-256 for leaves, P-384 for authorities. */
export type Curve = 'P-256' | 'P-384';

/** A new ECDSA key pair, extractable so that the key vault can seal it; drop the plain key once sealed. */
export async function generateKeyPair(curve: Curve = 'P-256'): Promise<CryptoKeyPair> {
  return globalThis.crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: curve }, true, ['sign', 'verify']);
}

/** Signature of `data` by an ECDSA key (raw r‖s) or an RSASSA-PKCS1-v1_5 key (the signature itself), over SHA-256. */
export async function signBytes(key: CryptoKey, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = key.algorithm.name === 'ECDSA' ? { name: 'ECDSA', hash: 'SHA-256' } : { name: key.algorithm.name };
  return new Uint8Array(await globalThis.crypto.subtle.sign(algorithm, key, data as BufferSource));
}

/** SubjectPublicKeyInfo (DER) of a public key. */
export async function exportPublicKey(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.exportKey('spki', key));
}

/** PKCS#8 (DER) of an extractable private key. */
export async function exportPrivateKey(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await globalThis.crypto.subtle.exportKey('pkcs8', key));
}

/** Imports a PKCS#8 ECDSA private key, usable only to sign and not extractable. */
export async function importPrivateKey(pkcs8: Uint8Array, curve: Curve): Promise<CryptoKey> {
  const algorithm = { name: 'ECDSA', namedCurve: curve };
  return globalThis.crypto.subtle.importKey('pkcs8', pkcs8 as BufferSource, algorithm, false, ['sign']);
}

/** Imports a 256-bit AES-GCM key, not extractable. */
export async function importSealingKey(key: Uint8Array): Promise<CryptoKey> {
  return globalThis.crypto.subtle.importKey('raw', key as BufferSource, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** AES-256-GCM with a 96-bit `iv` and 128-bit tag at the end; `context` is authenticated, not encrypted. */
export async function encrypt(key: CryptoKey, iv: Uint8Array, context: Uint8Array, plain: Uint8Array) {
  const algorithm = { name: 'AES-GCM', iv: iv as BufferSource, additionalData: context as BufferSource };
  return new Uint8Array(await globalThis.crypto.subtle.encrypt(algorithm, key, plain as BufferSource));
}

/** Inverse of `encrypt`; rejects when key, context or ciphertext is not the one sealed. */
export async function decrypt(key: CryptoKey, iv: Uint8Array, context: Uint8Array, sealed: Uint8Array) {
  const algorithm = { name: 'AES-GCM', iv: iv as BufferSource, additionalData: context as BufferSource };
  return new Uint8Array(await globalThis.crypto.subtle.decrypt(algorithm, key, sealed as BufferSource));
}
