import { leftmostBits, powerModulo } from './big-integers.ts';
import type { PublicKey } from './public-key.ts';

type DsaKey = Extract<PublicKey, { kind: 'dsa' }>;

/** Whether a DSA signature holds over a digest (FIPS 186-4, 4.7). */
export function verifyDsa(key: DsaKey, hashed: Uint8Array, { r, s }: { r: bigint; s: bigint }): boolean {
  const { p, q, g, y } = key;
  if (p <= 1n || q <= 1n || g <= 1n || g >= p || y <= 1n || y >= p) return false;
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  if (powerModulo(g, q, p) !== 1n || powerModulo(y, q, p) !== 1n) return false;
  const inverse = powerModulo(s, q - 2n, q);
  if ((s * inverse) % q !== 1n) return false;
  const u1 = (leftmostBits(hashed, q.toString(2).length) * inverse) % q;
  const u2 = (r * inverse) % q;
  return ((powerModulo(g, u1, p) * powerModulo(y, u2, p)) % p) % q === r;
}
