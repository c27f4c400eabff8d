import { toHex } from './certificates/bytes.ts';

/** The package's door to WebCrypto for hashes, secrets and the master key; signing keys go through the key vault. */
const encoder = new TextEncoder();
const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data);

/** Bytes as base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Base64 (standard alphabet) as bytes. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256Hex(data: string | Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(data))));
}

/** HMAC-SHA-256. */
export async function hmac(key: string | Uint8Array, data: string): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytesOf(data)));
}

/** HMAC-SHA-256 in lower-case hexadecimal. */
export async function hmacHex(key: string | Uint8Array, data: string): Promise<string> {
  return toHex(await hmac(key, data));
}

/** Compares two strings of equal length without telling by time where they differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

/** Random bytes from the CSPRNG. */
export const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

/** A new 256-bit secret, URL-safe. */
export const newSecret = (): string => toBase64Url(randomBytes(32));

/** A new identifier with a prefix that tells its kind: `col_…`. */
export const newId = (prefix: string): string => `${prefix}_${toBase64Url(randomBytes(15))}`;

/** Decimal digits from the CSPRNG, each value equally likely (rejection sampling). */
export function randomDigits(count: number): string {
  const limit = 10 ** count;
  const ceiling = Math.floor(0x1_0000_0000 / limit) * limit;
  for (;;) {
    const value = crypto.getRandomValues(new Uint32Array(1))[0] as number;
    if (value < ceiling) return String(value % limit).padStart(count, '0');
  }
}

/** A number from 0 up to 1, from the CSPRNG. */
export const randomShare = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32;

/** A 32-byte key for one use, derived from the master key (HKDF-SHA-256, RFC 5869). */
export async function deriveKey(masterKey: Uint8Array, use: string): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey('raw', bytesOf(masterKey), 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: bytesOf(use) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 256));
}

/** Encrypts bytes at rest (AES-256-GCM, the name bound as additional data); the sealed form is IV and ciphertext. */
export interface ByteSealer {
  seal(name: string, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  open(name: string, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

/** A sealer of bytes under a 32-byte key. */
export async function createByteSealer(key: Uint8Array): Promise<ByteSealer> {
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const algorithm = (name: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: bytesOf(name),
  });
  return {
    async seal(name, bytes) {
      const iv = randomBytes(12);
      const body = new Uint8Array(await crypto.subtle.encrypt(algorithm(name, iv), imported, bytesOf(bytes)));
      const sealed = new Uint8Array(iv.length + body.length);
      sealed.set(iv);
      sealed.set(body, iv.length);
      return sealed;
    },
    async open(name, sealed) {
      const iv = new Uint8Array(sealed.slice(0, 12));
      return new Uint8Array(await crypto.subtle.decrypt(algorithm(name, iv), imported, bytesOf(sealed.slice(12))));
    },
  };
}

/** Encrypts texts at rest (AES-256-GCM, the name bound as additional data). */
export interface TextSealer {
  seal(name: string, text: string): Promise<string>;
  open(name: string, sealed: string): Promise<string>;
}

/** A sealer of texts under a 32-byte key; the sealed form is base64. */
export async function createTextSealer(key: Uint8Array): Promise<TextSealer> {
  const bytes = await createByteSealer(key);
  return {
    seal: async (name, text) => toBase64(await bytes.seal(name, bytesOf(text))),
    open: async (name, sealed) => new TextDecoder().decode(await bytes.open(name, fromBase64(sealed))),
  };
}
