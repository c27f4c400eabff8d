import { placeSignature } from './place-signature.ts';
import { fillContents } from './signature-dictionary.ts';

/** An empty SEQUENCE: no signature, but a value. */
const NOTHING = Uint8Array.of(0x30, 0);

/**
 * The document as it would be with these fields signed one after another, the values apart: what each does to the
 * document, so that one can see what that would do to the signatures before. Never to be kept.
 */
export async function trialSignatures(bytes: Uint8Array, names: readonly string[]): Promise<Uint8Array> {
  let trial = bytes;
  for (const name of names) {
    const at = new Date(0);
    const placed = await placeSignature(
      trial,
      name,
      { kind: 'simple', name: '-', at },
      {
        type: 'Sig',
        subFilter: 'ETSI.CAdES.detached',
        size: 64,
        at,
      },
    );
    fillContents(placed.bytes, placed.reservation, NOTHING);
    trial = placed.bytes;
  }
  return trial;
}
