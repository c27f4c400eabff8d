import { hexOf } from '../asn1/values.ts';

/** base ^ exponent mod modulus; public values only, so not in constant time. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** An unsigned big integer in `length` bytes, big-endian. */
export function bytesOfBigInt(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16).padStart(length * 2, '0');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Base64url without padding, as JSON Web Keys want it. */
export function base64UrlOf(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes as an unsigned integer, cut to the leftmost `bits` (FIPS 186-5, 6.4.1). */
export function leftmostBits(bytes: Uint8Array, bits: number): bigint {
  const value = bytes.length ? BigInt(`0x${hexOf(bytes)}`) : 0n;
  const excess = bytes.length * 8 - bits;
  return excess > 0 ? value >> BigInt(excess) : value;
}
