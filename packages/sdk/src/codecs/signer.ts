import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Signer } from '../schemas/signer.ts';
import { fromPlacement, toPlacement } from './placement.ts';
import { noun } from './noun.ts';

// On the wire `level` is the signer's turn and `signatureLevel` his level; here `order` and `level` say so.

type Signatory = z.infer<typeof wire.Signatory>;
/** A signer out of the wire's signatory. */
export const toSigner = ({ level, signatureLevel, name, positions, ...rest }: Signatory): Signer => ({
  ...rest,
  order: level,
  level: signatureLevel,
  lastName: name,
  placements: positions.map(toPlacement),
});
/** A signer as the wire's signatory. */
export const fromSigner = ({ order, level, lastName, placements, ...rest }: Signer): Signatory => ({
  ...rest,
  level: order,
  signatureLevel: level,
  name: lastName,
  positions: placements.map(fromPlacement),
});

/** A signer: the wire's signatory. */
export const SignerCodec = z.codec(wire.Signatory, noun<Signer>(), { decode: toSigner, encode: fromSigner });
