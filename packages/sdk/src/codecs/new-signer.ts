import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { NewSigner, SignerChanges } from '../schemas/signer.ts';
import { noun } from './noun.ts';
import { fromPlacement, toPlacement } from './placement.ts';

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
