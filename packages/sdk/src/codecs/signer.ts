import * as z from 'zod/mini';
import { wire } from '../contract/index.ts';
import { NewSigner, Signer, SignerChanges } from '../schemas/signer.ts';
import { PlacementCodec } from './placement.ts';

// On the wire `level` is the signer's turn and `signatureLevel` his level; here `order` and `level` say so.

/** A signer: the wire's signatory. */
export const SignerCodec = z.codec(wire.Signatory, Signer, {
  decode: ({ level, signatureLevel, name, positions, ...rest }) => ({
    ...rest,
    order: level,
    level: signatureLevel,
    lastName: name,
    placements: positions.map((position) => z.decode(PlacementCodec, position)),
  }),
  encode: ({ order, level, lastName, placements, ...rest }) => ({
    ...rest,
    level: order,
    signatureLevel: level,
    name: lastName,
    positions: placements.map((placement) => z.encode(PlacementCodec, placement)),
  }),
});

// The platform's defaults are its own: what the caller leaves out is not sent.
const newSignatory = z.extend(wire.SignatoryCreate, {
  signatureLevel: z.optional(wire.Signatory.shape.signatureLevel),
  positions: z.optional(z.array(wire.Position)),
});

/** A new signer: the body of `POST …/signatory`. */
export const NewSignerCodec = z.codec(newSignatory, NewSigner, {
  decode: ({ level, signatureLevel, name, positions, ...rest }) => ({
    ...rest,
    order: level,
    level: signatureLevel,
    lastName: name,
    placements: positions?.map((position) => z.decode(PlacementCodec, position)),
  }),
  encode: ({ order, level, lastName, placements, ...rest }) => ({
    ...rest,
    level: order,
    signatureLevel: level,
    name: lastName,
    positions: placements?.map((placement) => z.encode(PlacementCodec, placement)),
  }),
});

const signatoryChanges = z.extend(wire.SignatoryUpdate, {
  signatureLevel: z.optional(wire.Signatory.shape.signatureLevel),
});

/** A changed signer: the body of `PATCH …/signatory/{id}`. */
export const SignerChangesCodec = z.codec(signatoryChanges, SignerChanges, {
  decode: ({ level, signatureLevel, name, ...rest }) => ({
    ...rest,
    order: level,
    level: signatureLevel,
    lastName: name,
  }),
  encode: ({ order, level, lastName, ...rest }) => ({ ...rest, level: order, signatureLevel: level, name: lastName }),
});
