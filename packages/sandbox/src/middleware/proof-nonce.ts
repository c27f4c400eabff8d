import { equalInConstantTime, hmacHex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';

type Needed = Pick<Dependencies, 'codeKey' | 'clock'>;

/** Milliseconds for which one nonce is handed out; it is taken for twice as long. */
const slotLength = 150_000;

/**
 * The nonce for proofs of possession at this time (RFC 9449 §8): it shows how fresh a proof is where the device's clock is
 * off. Made from the time alone, so that every process knows those of the others.
 */
export const proofNonce = ({ codeKey, clock }: Needed): Promise<string> => nonceOf(codeKey, slotAt(clock));

/** Whether a nonce was handed out within the last five minutes. */
export async function isProofNonce({ codeKey, clock }: Needed, nonce: string): Promise<boolean> {
  const now = slotAt(clock);
  const known = await Promise.all([now, now - 1].map((slot) => nonceOf(codeKey, slot)));
  return known.some((one) => equalInConstantTime(one, nonce));
}

const slotAt = (clock: Needed['clock']): number => Math.floor(clock.real().getTime() / slotLength);

const nonceOf = async (key: Uint8Array, slot: number): Promise<string> =>
  (await hmacHex(key, `dpop nonce\n${slot}`)).slice(0, 32);
