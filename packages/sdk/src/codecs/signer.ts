import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { NewSigner, Signer, SignerChanges } from '../schemas/signer.ts';
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

// The platform's defaults are its own: what the caller leaves out is not sent.
const newSignatory = z.object({
  ...wire.SignatoryCreate.shape,
  signatureLevel: z.optional(wire.Signatory.shape.signatureLevel),
  positions: z.optional(z.array(wire.Position)),
});

/** A new signer: the body of `POST …/signatory`. */
export const NewSignerCodec = z.codec(newSignatory, noun<NewSigner>(), {
  decode: ({ level, signatureLevel, name, positions, ...rest }) => ({
    ...rest,
    order: level,
    level: signatureLevel,
    lastName: name,
    placements: positions?.map(toPlacement),
  }),
  encode: ({ order, level, lastName, placements, ...rest }) => ({
    ...rest,
    level: order,
    signatureLevel: level,
    name: lastName,
    positions: placements?.map(fromPlacement),
  }),
});

const signatoryChanges = z.object({
  ...wire.SignatoryUpdate.shape,
  signatureLevel: z.optional(wire.Signatory.shape.signatureLevel),
});

/** A changed signer: the body of `PATCH …/signatory/{id}`. */
export const SignerChangesCodec = z.codec(signatoryChanges, noun<SignerChanges>(), {
  decode: ({ level, signatureLevel, name, ...rest }) => ({
    ...rest,
    order: level,
    level: signatureLevel,
    lastName: name,
  }),
  encode: ({ order, level, lastName, ...rest }) => ({ ...rest, level: order, signatureLevel: level, name: lastName }),
});
